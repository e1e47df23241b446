import { randomBytes } from 'node:crypto'
import jsQR from 'jsqr'
import type { Selectable } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildParts, readSharedTables } from '../../server/bundles/build-parts.ts'
import { clockWithOffset } from '../../server/clock.ts'
import { referenceHash } from '../../server/declarations/issue-declaration.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { DEMO_REFERENCE, DEMO_SPARES } from '../../server/seed/demo-passes.ts'
import { DEMO_STARTS_AT } from '../../server/seed/seed-demo.ts'
import type { Tables } from '../../server/storage/schema.ts'
import { drawModules } from '../../shared/credential/code-modules.ts'
import { CREDENTIAL_TYPES } from '../../shared/credential/credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { parseShortCode } from '../../shared/credential/short-code.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { call } from '../http/call.ts'
import { type Declared, declarationSite } from './declared.ts'
import { decodePng } from './decode-png.ts'

let site: Declared
beforeEach(async () => {
  site = await declarationSite()
})
afterEach(() => site.close())

const KEY = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

/** Besides the demo's own examples. */
async function stored(): Promise<readonly Selectable<Tables['declaration']>[]> {
  return site.demo.storage.read.selectFrom('declaration').selectAll().where('reference_hash', 'not in', EXAMPLES.map(referenceHash)).execute()
}
const EXAMPLES = [DEMO_REFERENCE, ...Object.values(DEMO_SPARES)]

describe('POST /api/declarations', () => {
  it('works: a code that opens offline, its links, and what the checkpoint will say', async () => {
    const answer = await site.post()
    const issued = answer.json()
    expect(answer.status).toBe(201)
    expect(issued).toMatchObject({ checkpoint: 'bach-dang', direction: 'entry', verdict: { outcome: 'admit' }, issuedAt: DEMO_STARTS_AT })
    expect(issued.expiresAt).toBe(DEMO_STARTS_AT + 72 * HOUR_MS)
    expect(issued.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(issued.pngUrl).toBe(`/q/${issued.reference}.png`)
    expect(parseShortCode(issued.shortCode).ok).toBe(true)
    const opened = await openCredential(
      issued.qrPayload,
      {
        keys: [site.demo.keys.trustedKey],
        specimens: 'accept',
        isRevoked: () => false,
        clock: 'sure',
        verify: nodeVerify,
        types: CREDENTIAL_TYPES,
      },
      DEMO_STARTS_AT,
    )
    expect(opened).toMatchObject({ ok: true, value: { specimen: true, issuer: 'VN-22', claims: { name: 'Nguyễn Thị Minh Thử' } } })
  })

  it('stores the declaration once, without the private link', async () => {
    const issued = (await site.post()).json()
    const [row, ...more] = await stored()
    expect(more).toEqual([])
    expect(row).toMatchObject({ short_code: issued.shortCode, checkpoint_id: 'bach-dang', qr_payload: issued.qrPayload, revoked_at: null })
    expect(JSON.stringify(row)).not.toContain(issued.reference)
  })

  it('says before the trip what a stay in the outbreak will mean, with its clause', async () => {
    const stops = [{ place: '2021:310930', from: '2021-02-03', to: '2021-02-17' }]
    const { verdict } = (await site.post({ stops })).json()
    expect(verdict.outcome).not.toBe('admit')
    expect(verdict.reasons[0]?.law?.clause.length).toBeGreaterThan(0)
  })

  it('names every wrong field and how to mend it, in the language asked for, and stores nothing', async () => {
    const change = { phone: '12', stops: [], consent: false }
    const answer = await site.post(change, { 'accept-language': 'en' })
    expect([answer.status, answer.json().error]).toEqual([422, 'invalid-declaration'])
    const fields = answer.json().fields
    expect(new Set(fields.map(({ path }) => String(path).split('.')[0]))).toEqual(new Set(['phone', 'stops', 'consent']))
    for (const { message } of fields) expect(String(message).length).toBeGreaterThan(10)
    expect(await stored()).toEqual([])
  })

  it.each([
    ['a name of 10,000 characters', { traveller: { name: 'Ng'.repeat(5000), birth: '1985', nationality: 'VN' } }],
    ['markup in a name', { traveller: { name: '<script>alert(1)</script>', birth: '1985', nationality: 'VN' } }],
    ['a field that is not asked', { role: 'admin' }],
    ['an unknown checkpoint', { checkpoint: 'nowhere' }],
    ['a list for a text', { phone: ['0912345678'] }],
    ['too many stops', { stops: Array.from({ length: 15 }, () => ({ place: '2021:306673', from: '2021-02-17', to: '2021-02-17' })) }],
  ])('refuses %s', async (_what, change) => {
    expect((await site.post(change)).status).toBe(422)
    expect(await stored()).toEqual([])
  })

  it('refuses 33 KB', async () => {
    expect((await site.post({ employer: 'x'.repeat(33 * 1024) })).status).toBe(413)
  })
})

describe('Idempotency-Key', () => {
  const key = { 'idempotency-key': KEY }

  it('gives the same answer to the same declaration, and makes one', async () => {
    const [first, second] = [await site.post({}, key), await site.post({}, key)]
    expect([second.status, second.json()]).toEqual([201, first.json()])
    expect(await stored()).toHaveLength(1)
  })

  it('makes one of twenty that arrive at once', async () => {
    const answers = await site.postTogether(20, KEY)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 201 })
    expect(await stored()).toHaveLength(1)
  })

  it('makes two where no key says that they are one', async () => {
    await Promise.all([site.post(), site.post()])
    expect(await stored()).toHaveLength(2)
  })

  it('refuses another declaration under the same key', async () => {
    await site.post({}, key)
    const other = await site.post({ phone: '0987654321' }, key)
    expect([other.status, other.json().error]).toEqual([422, 'idempotency-key-reused'])
    expect(await stored()).toHaveLength(1)
  })

  it('does not remember a refusal: the mended declaration may use the key', async () => {
    expect((await site.post({ phone: '1' }, key)).status).toBe(422)
    expect((await site.post({}, key)).status).toBe(201)
  })

  it.each([
    ['x'.repeat(15), 400],
    ['x'.repeat(16), 201],
    ['x'.repeat(128), 201],
    ['x'.repeat(129), 400],
    ['with a blank inside', 400],
  ])('of the form %j answers %i', async (text, status) => {
    expect((await site.post({}, { 'idempotency-key': text })).status).toBe(status)
  })

  it('is kept for 24 hours, sealed so that the database alone opens no pass', async () => {
    const first = await site.post({}, key)
    const rows = JSON.stringify(await site.demo.storage.read.selectFrom('idempotency').selectAll().execute())
    expect(rows).not.toContain(KEY)
    expect(rows).not.toContain(first.json().reference)
    const body = JSON.parse(String((await stored())[0]?.body))
    expect(body.claims.name).toBe('Nguyễn Thị Minh Thử')
    site.clock.realAt += 24 * HOUR_MS - 1
    const arrivalAt = '2021-02-17T21:00:00+07:00'
    const late = await call(site.app.url, { method: 'POST', path: '/api/declarations', body: { arrivalAt }, headers: key })
    expect(late.json().error).toBe('idempotency-key-reused')
    site.clock.realAt += 1
    expect((await site.post({}, key)).status).toBe(201)
    expect(await stored()).toHaveLength(2)
  })
})

describe('GET /api/declarations/:reference', () => {
  it('works: shows the pass again, however the link was typed', async () => {
    const issued = (await site.post()).json()
    const shown = await call(site.app.url, { path: `/api/declarations/${issued.reference}` })
    const typed = await call(site.app.url, { path: `/api/declarations/${String(issued.reference).toLowerCase().replaceAll('0', 'o')}` })
    expect([shown.status, shown.json()]).toMatchObject([200, issued])
    expect(typed.json()).toEqual(shown.json())
    expect(shown.headers['cache-control']).toBe('no-store')
  })

  it('answers unknown and malformed links alike', async () => {
    const paths = ['0'.repeat(26), '0'.repeat(25), 'x', '%00', "' or 1=1 --", 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ'].map(encodeURIComponent)
    const answers = await Promise.all(paths.map((path) => call(site.app.url, { path: `/api/declarations/${path}` })))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  })
})

describe('GET /q/:reference.png', () => {
  it('works: a picture in which a camera finds the very text of the code', async () => {
    const issued = (await site.post()).json()
    const answer = await call(site.app.url, { path: issued.pngUrl })
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'image/png', 'no-store'])
    const { pixels, width } = decodePng(answer.bytes)
    expect(jsQR(pixels, width, width)?.data).toBe(issued.qrPayload)
    expect(jsQR(pixels, width, width)?.version).toBeLessThanOrEqual(10)
    expect(width).toBeGreaterThanOrEqual(600)
  })

  it('draws the same modules as the page does from the reply', async () => {
    const issued = (await site.post({}, { prefer: 'code-modules' })).json()
    const { pixels, width } = decodePng((await call(site.app.url, { path: issued.pngUrl })).bytes)
    const drawn = drawModules(String(issued.modules))
    if (!drawn) throw new Error('the reply carries no code')
    const scale = width / drawn.size
    const dark = new Set<string>()
    for (const [, x = '', y = '', run = ''] of drawn.path.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
      for (let i = 0; i < Number(run); i++) dark.add(`${Number(x) + i} ${y}`)
    }
    const differing = Array.from({ length: drawn.size ** 2 }, (_, i) => [i % drawn.size, Math.floor(i / drawn.size)] as const).filter(
      ([x, y]) => (pixels[((y + 0.5) * scale * width + (x + 0.5) * scale) * 4] === 0) !== dark.has(`${x} ${y}`),
    )
    expect([scale, differing]).toEqual([12, []])
    expect(dark.size).toBeGreaterThan(1000)
    expect((await site.post()).json().modules).toBeUndefined()
  })

  it('saved by a long press has a name that leads to nobody’s pass', async () => {
    const issued = (await site.post()).json()
    const { headers } = await call(site.app.url, { path: issued.pngUrl })
    expect(headers['content-disposition']).toBe(`inline; filename="QR-${issued.shortCode}.png"`)
  })

  it('is not found like a pass that is not there', async () => {
    expect((await call(site.app.url, { path: `/q/${'0'.repeat(26)}.png` })).json().error).toBe('no-such-pass')
  })
})

describe('GET /api/site', () => {
  it('works: public facts, the demo clock, and the address of the place table', async () => {
    const answer = await call(site.app.url, { path: '/api/site' })
    const info = answer.json()
    expect([answer.status, info.demo, info.now, info.checkpoints.length]).toEqual([200, true, DEMO_STARTS_AT, 10])
    expect(Object.keys(info).sort()).toEqual([
      'asked',
      'checkpoints',
      'demo',
      'divisions',
      'mappingUrl',
      'now',
      'rulesets',
      'sites',
      'zone',
      'zoneEdges',
      'zones',
    ])
    expect([...new Set(info.rulesets.map((ruleset: { readonly authority: string }) => ruleset.authority))].sort()).toEqual(['VN', 'VN-22', 'VN-30'])
    const url = String(info.divisions[0]?.url)
    const [hashed, plain] = [await call(site.app.url, { path: url }), await call(site.app.url, { path: '/areas/2021.txt' })]
    expect(hashed.text).toBe(site.demo.areas.divisions[0]?.table)
    expect([hashed.headers['cache-control'], plain.headers['cache-control']]).toEqual(['public, max-age=31536000, immutable', 'no-cache'])
    const again = await call(site.app.url, { path: '/areas/2021.txt', headers: { 'if-none-match': String(plain.headers.etag) } })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('is more than the questions need: those are asked for without rules and zones, which would cost a phone its time', async () => {
    const [site_, form] = [await call(site.app.url, { path: '/api/site' }), await call(site.app.url, { path: '/api/form' })]
    const { rulesets: _rules, zones: _zones, ...light } = site_.json()
    expect(form.json()).toEqual(light)
  })

  it('keeps a sealing that is only prepared to the checkpoints, which need it', async () => {
    const prepared = 'vn-30-kinh-mon-prepared-2021-02-03'
    const idsOf = (zones: readonly { readonly zoneId: string }[]): readonly string[] => zones.map(({ zoneId }) => zoneId)
    const answer = await call(site.app.url, { path: '/api/site' })
    const deps = { ...site.demo, clock: clockWithOffset(0), demoOffsetMs: 0 }
    const bundle = await buildParts(deps, await readSharedTables(deps), asCheckpointId('bach-dang'))
    expect(idsOf(bundle.zones.zones)).toContain(prepared)
    expect(idsOf(answer.json().zones)).toEqual(idsOf(bundle.zones.zones).filter((id) => id !== prepared))
    expect(answer.text).not.toContain(prepared)
    expect(answer.text).not.toContain('2021:200292')
  })

  it('shows a zone that was added a moment ago', async () => {
    const before = (await call(site.app.url, { path: '/api/site' })).json().zones.length
    const body = JSON.stringify({ ...site.demo.seeds.zones[0], zoneId: 'new' })
    await site.demo.storage.write((tx) => tx.insertInto('zone').values({ zone_id: 'new', body, updated_at: 1 }).execute())
    expect((await call(site.app.url, { path: '/api/site' })).json().zones.length).toBe(before + 1)
  })
})

describe('a short code', () => {
  it('that is taken is drawn again', async () => {
    const drawn: string[] = []
    const dice = (bytes: number): Uint8Array => {
      if (bytes !== 5) return randomBytes(bytes)
      drawn.push('code')
      return Uint8Array.of(0, 0, 0, 0, drawn.length < 3 ? 1 : 2)
    }
    const other = await declarationSite({ dice })
    const [first, second] = [await other.post(), await other.post()]
    await other.close()
    expect([first.status, second.status, drawn.length]).toEqual([201, 201, 3])
    expect(first.json().shortCode).not.toBe(second.json().shortCode)
  })
})

describe('on a full disk', () => {
  it('a declaration is refused with what to do, and every one that was answered 201 is stored', async () => {
    const small = await declarationSite({ maxPages: 150 })
    const statuses: number[] = []
    let refused = await small.post()
    for (; refused.status === 201 && statuses.length < 200; refused = await small.post()) statuses.push(refused.status)
    expect([refused.status, refused.json().error]).toEqual([507, 'no-space'])
    const rows = await small.demo.storage.read.selectFrom('declaration').select('credential_id').execute()
    await small.close()
    expect(rows).toHaveLength(EXAMPLES.length + statuses.length)
  })
})
