import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { purgeReplies, recallReply, rememberReply } from '../../server/declarations/idempotency.ts'
import { keepDraft, purgeDrafts, readDraft } from '../../server/declarations/plain-drafts.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { completeDraft } from '../declare-web/support/complete-draft.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { drawnApp } from './drawn-app.ts'

let app: WholeApp

beforeEach(async () => {
  app = await drawnApp()
})

afterEach(() => app.close())

const aKey = () => randomBytes(32).toString('base64url')

function post(path: string, fields: Readonly<Record<string, string>>, key: string | null): Promise<Response> {
  const headers = key === null ? {} : { cookie: `chot-draft=${key}` }
  return fetch(app.url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })
}

const draftOf = (html: string) => JSON.parse(/id="kept-draft">(.*?)<\/script>/.exec(html)?.[1] ?? 'null')

async function kept(step: string, key: string) {
  return draftOf(await (await fetch(`${app.url}/declare/${step}`, { headers: { cookie: `chot-draft=${key}` } })).text())
}

describe('a form without JavaScript', () => {
  it('adds no more tests, doses and stops of the cargo than a declaration takes, however often it is sent', async () => {
    const key = aKey()
    for (let press = 0; press < 6; press++) {
      await post('/declare/tests', { go: 'add-test' }, key)
      await post('/declare/tests', { go: 'add-dose' }, key)
      await post('/declare/purpose', { go: 'add-via' }, key)
    }
    const { tests, doses, cargoVia } = await kept('tests', key)
    expect([tests.length, doses.length, cargoVia.length]).toEqual([3, 4, 4])
  })

  it('says at the first press which answer is missing', async () => {
    const today = { direction: 'entry', arrivalDate: '2021-02-17', arrivalHour: 'now', go: 'next' }
    const answer = await post('/declare/trip', today, null)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('href="#checkpoint"')
  })

  it('passes over the page of papers for who says that there are none, and over a purpose that follows', async () => {
    const key = aKey()
    const health = { symptoms: 'none', exposures: 'none' }
    const leadsTo = async (step: string, fields: Readonly<Record<string, string>>) =>
      (await post(`/declare/${step}`, fields, key)).headers.get('location')
    expect(await leadsTo('symptoms', { ...health, go: 'next' })).toBe('/declare/tests')
    expect(await leadsTo('symptoms', { ...health, go: 'no-papers' })).toBe('/declare/check')
    expect((await post('/declare/symptoms', { go: 'no-papers' }, aKey())).status).toBe(422)
    expect(await leadsTo('means', { means: 'on-foot', go: 'next' })).toBe('/declare/purpose')
    await post('/declare/destination', { stayAt: 'home', go: 'next' }, key)
    expect(await leadsTo('means', { means: 'on-foot', go: 'next' })).toBe('/declare/work')
    expect((await kept('purpose', key)).purpose).toBe('')
    await post('/declare/destination', { stayAt: 'none', go: 'next' }, key)
    expect(await leadsTo('means', { means: 'on-foot', go: 'next' })).toBe('/declare/purpose')
  })

  it('keeps a fever that was ticked beside "none of these", and takes no promise that was not made', async () => {
    const key = aKey()
    const ticked = new URLSearchParams([...['none', 'fever', 'cough'].map((code) => ['symptoms', code]), ['exposures', 'none'], ['go', 'next']])
    await fetch(`${app.url}/declare/symptoms`, { method: 'POST', body: ticked, headers: { cookie: `chot-draft=${key}` }, redirect: 'manual' })
    await post('/declare/work', { consent: 'yes' }, key)
    await post('/declare/check', { go: 'send' }, key)
    expect(await kept('symptoms', key)).toMatchObject({ symptoms: ['fever', 'cough'], exposures: ['none'], consent: false })
  })

  it('is kept for each browser under a key of its own', async () => {
    const keyIn = (answer: Response) => /^chot-draft=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
    const begun = [1, 2].flatMap(() => [post('/declare/contact', { phone: '0912345678' }, null), post(`/d/${DEMO_REFERENCE}/correct`, {}, null)])
    const keys = (await Promise.all(begun)).map(keyIn)
    expect([keys.includes(undefined), new Set(keys).size]).toEqual([false, 4])
  })

  it('reads no more of a button’s name than any button has', async () => {
    const key = aKey()
    await post('/declare/stays', { go: `fill:${'x'.repeat(20_000)}` }, key)
    expect(JSON.stringify(await kept('stays', key)).length).toBeLessThan(2000)
  })

  it('lets one address begin 300 in ten minutes, with invented cookies as without, and go on with those it has', async () => {
    const mine = aKey()
    expect((await post('/declare/contact', { phone: '0912345678' }, mine)).status).toBe(422)
    for (let more = 1; more < 300; more += 13) {
      const some = Array.from({ length: 13 }, (_, at) => post('/declare/work', { sector: 'coal' }, at % 2 === 0 ? aKey() : null))
      expect(new Set((await Promise.all(some)).map(({ status }) => status))).toEqual(new Set([303]))
    }
    expect((await post('/declare/work', { sector: '' }, aKey())).status).toBe(429)
    expect((await post('/declare/work', { sector: '' }, null)).status).toBe(429)
    expect((await post('/declare/contact', { phone: '0987654321' }, mine)).status).toBe(422)
    expect((await kept('contact', mine)).phone).toBe('0987654321')
  })
})

describe('a form that was sent, whose reply was lost', () => {
  const stored = async () => (await app.deps.storage.read.selectFrom('declaration').select('short_code').execute()).length

  it('leads to its one code, whether it is sent again or only looked at again; of its answers nothing is kept', async () => {
    const key = aKey()
    await post(`/d/${DEMO_REFERENCE}/companion`, {}, key)
    await post('/declare/traveller', { name: 'Trần An Thử', 'birth.year': '1990', sex: 'male', documentNumber: '022090000123' }, key)
    await post('/declare/stays', { go: 'together' }, key)
    await post('/declare/work', { sector: 'none' }, key)
    await post('/declare/symptoms', { symptoms: 'none', exposures: 'none' }, key)
    const before = await stored()
    const lost = await post('/declare/check', { go: 'send', consent: 'yes' }, key)
    const code = lost.headers.get('location')
    expect([lost.status, code]).toEqual([303, expect.stringMatching(/^\/d\/[0-9A-Z]{26}$/)])
    const again = await post('/declare/check', { go: 'send', consent: 'yes' }, key)
    const back = await fetch(`${app.url}/declare/check`, { headers: { cookie: `chot-draft=${key}` }, redirect: 'manual' })
    expect([again.headers.get('location'), back.status, back.headers.get('location'), await stored()]).toEqual([code, 303, code, before + 1])
    expect(back.headers.get('set-cookie')).toContain('chot-draft=;')
    expect(await kept('traveller', key)).toMatchObject({ name: '', documentNumber: '' })
  })

  it('pressed twice at once is one declaration', async () => {
    const key = aKey()
    const { storage, clock } = app.deps
    await keepDraft(storage, key, { draft: { ...completeDraft(clock.now()), consent: true }, at: clock.realNow() })
    const before = await stored()
    const press = () => post('/declare/check', { go: 'send', consent: 'yes' }, key)
    const answers = await Promise.all([press(), press(), press()])
    expect([answers.some(({ status }) => status === 303), await stored()]).toEqual([true, before + 1])
  })

  it('leaves room for the next one, which gets a code of its own', async () => {
    const key = aKey()
    await post(`/d/${DEMO_REFERENCE}/correct`, {}, key)
    const first = await post('/declare/check', { go: 'send', consent: 'yes' }, key)
    await post(`${first.headers.get('location')}/correct`, {}, key)
    const second = await post('/declare/check', { go: 'send', consent: 'yes' }, key)
    expect([first.status, second.status, first.headers.get('location') === second.headers.get('location')]).toEqual([303, 303, false])
    const stateOf = async (pass: string | null) => (await (await fetch(`${app.url}/api/declarations/${pass?.split('/')[2]}`)).json()).state
    const passes = [`/d/${DEMO_REFERENCE}`, first.headers.get('location'), second.headers.get('location')]
    expect(await Promise.all(passes.map(stateOf))).toEqual(['replaced', 'replaced', 'valid'])
  })
})

describe('a form put aside', () => {
  it('is gone the next day, on the phone and on the server: on a borrowed phone nothing stays', async () => {
    const { storage } = app.deps
    const [key, at] = [aKey(), Date.now()]
    const left = async () => (await storage.read.selectFrom('plain_draft').select('key_hash').execute()).length
    await keepDraft(storage, key, { draft: { phone: '0912345678' }, at })
    expect(await readDraft(storage, key, at + 24 * HOUR_MS - 1)).toEqual({ phone: '0912345678' })
    expect(await readDraft(storage, key, at + 24 * HOUR_MS)).toBeNull()
    await purgeDrafts(storage, at + 24 * HOUR_MS - 1)
    expect(await left()).toBe(1)
    await purgeDrafts(storage, at + 24 * HOUR_MS)
    expect(await left()).toBe(0)
  })

  it('and so is the answer that was kept for a lost reply', async () => {
    const { storage } = app.deps
    const at = Date.now()
    const attempt = { key: aKey(), requestHash: 'same', at }
    await storage.write((tx) => rememberReply(tx, attempt, 'the private link'))
    await purgeReplies(storage, at + 24 * HOUR_MS - 1)
    expect(await recallReply(storage.read, attempt)).toEqual({ ok: true, value: 'the private link' })
    await purgeReplies(storage, at + 24 * HOUR_MS)
    expect(await recallReply(storage.read, attempt)).toBeNull()
  })
})

describe('what a browser may keep', () => {
  it('is an empty page, and neither answers nor a pass', async () => {
    const key = aKey()
    await post('/declare/contact', { phone: '0912345678' }, key)
    const cacheOf = async (path: string, cookie = '') => (await fetch(app.url + path, { headers: { cookie } })).headers.get('cache-control')
    expect([
      await cacheOf('/declare/contact'),
      await cacheOf('/declare/contact', `chot-draft=${key}`),
      await cacheOf(`/d/${DEMO_REFERENCE}`),
    ]).toEqual(['private, no-cache', 'no-store', 'no-store'])
  })
})

it('over TLS keeps no answers under a key that a neighbouring host may have lent', async () => {
  const behindTls = await drawnApp({ transport: 'https' })
  const at = (method: string, cookie: string) =>
    fetch(`${behindTls.url}/declare/contact`, {
      method,
      headers: { cookie },
      redirect: 'manual',
      ...(method === 'POST' && { body: new URLSearchParams({ phone: '0912345678' }) }),
    })
  const phoneUnder = async (cookie: string) => draftOf(await (await at('GET', cookie)).text())?.phone
  const lent = `chot-draft=${aKey()}`
  const given = (await at('POST', lent)).headers.get('set-cookie') ?? ''
  expect(given).toMatch(/^__Host-chot-draft=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  expect([await phoneUnder(lent), await phoneUnder(lent.replace('chot', '__Host-chot')), await phoneUnder(given.split(';')[0] ?? '')]).toEqual([
    undefined,
    undefined,
    '0912345678',
  ])
  await behindTls.close()
})
