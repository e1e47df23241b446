import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eraseOldDeclarations } from '../../server/declarations/own-data.ts'
import { RETENTION_DAYS } from '../../server/sealing/retention.ts'
import type { OwnData } from '../../shared/http/api.ts'
import { DAY_MS, HOUR_MS } from '../../shared/units.ts'
import type { Tablet } from '../support/a-tablet.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
let tablet: Tablet
beforeEach(async () => {
  desk = await aPassDesk()
  tablet = await desk.province.tablet()
})
afterEach(() => desk.close())

const NAME = 'Nguyễn Thị Minh Thử'
const dataOf = async (reference: string) => (await desk.call({ path: `/api/declarations/${reference}/data` })).json<OwnData>()
const erase = (reference: string) => desk.call({ method: 'DELETE', path: `/api/declarations/${reference}` })
const rows = async () => JSON.stringify(await desk.province.storage.read.selectFrom('declaration').selectAll().execute())
const cross = async (qr: string) => {
  await tablet.syncAll()
  const { view } = await tablet.station.readCode(qr)
  await tablet.syncAll()
  return view
}

/** By which a declaration could still be found: its sealed link, and the fingerprint of its document. */
const linksAndDocuments = async () => {
  const { read } = desk.province.storage
  const links = await read.selectFrom('declaration').select('sealed_link').where('sealed_link', 'is not', null).execute()
  const documents = await read.selectFrom('declared_document').select('credential_id').execute()
  return { links, documents: documents.length }
}

describe('my data', () => {
  it('works: shows all that is kept, as a file where asked', async () => {
    const issued = await desk.declare()
    expect(await dataOf(issued.reference)).toMatchObject({
      declaration: { claims: { name: NAME }, phone: '0912345678' },
      pass: { state: 'valid' },
      keptUntil: null,
    })
    const file = await desk.call({ path: `/api/declarations/${issued.reference}/data?download=1` })
    expect(file.headers['content-disposition']).toBe(`attachment; filename="chot-${issued.shortCode}.json"`)
  })

  it('says who declared for somebody else: that is kept, and nowhere in the code', async () => {
    const proxy = { name: 'Trần Văn Khai Hộ', phone: '0987654321' }
    const issued = await desk.declare({ proxy })
    expect((await dataOf(issued.reference)).declaration).toMatchObject({ claims: { name: NAME }, proxy })
    expect(JSON.stringify(await cross(issued.qrPayload))).not.toContain(proxy.name)
  })

  it('is not found for a link that leads nowhere', async () => {
    expect((await desk.call({ path: `/api/declarations/${'0'.repeat(26)}/data` })).status).toBe(404)
    expect((await erase('0'.repeat(26))).status).toBe(404)
  })
})

describe('erasing', () => {
  it('before any crossing is done at once: nothing of the person is left, and kiosks refuse the code', async () => {
    const issued = await desk.declare()
    expect(await rows()).toContain(NAME)
    expect([(await erase(issued.reference)).status, (await erase(issued.reference)).status]).toEqual([204, 204])
    const left = await rows()
    for (const personal of [NAME, issued.qrPayload, '0912345678', '1985']) expect(left).not.toContain(personal)
    expect(await linksAndDocuments()).toEqual({ links: [], documents: 0 })
    expect(await dataOf(issued.reference)).toMatchObject({
      declaration: null,
      pass: { state: 'erased', qrPayload: '', verdict: { outcome: 'refer' } },
    })
    expect((await cross(issued.qrPayload)).verdict.reasons[0]?.ruleId).toBe('CHOT-CODE-REVOKED')
    expect((await desk.call({ path: issued.pngUrl })).status).toBe(404)
    await desk.province.adjudicate()
  })

  it('after a crossing waits for the retention date, and says until when and why', async () => {
    const issued = await desk.declare()
    await cross(issued.qrPayload)
    const refused = await erase(issued.reference)
    expect([refused.status, refused.json().error]).toEqual([409, 'kept'])
    expect(refused.json<{ message: string }>().message).toContain('21/04/2021')
    const { keptUntil, keptBecause } = await dataOf(issued.reference)
    expect(keptUntil).toBe(issued.expiresAt + RETENTION_DAYS * DAY_MS)
    expect(keptBecause?.vi).toContain('60 ngày')
    expect(await rows()).toContain(NAME)
    desk.province.pass(issued.expiresAt + RETENTION_DAYS * DAY_MS - desk.province.now() - 1)
    expect((await erase(issued.reference)).status).toBe(409)
    desk.province.pass(1)
    expect((await erase(issued.reference)).status).toBe(204)
    expect(await rows()).not.toContain(NAME)
  })

  it('of a code that was withdrawn before leaves standing when that was', async () => {
    const issued = await desk.declare()
    const withdrawnAt = desk.province.now()
    await desk.call({ method: 'POST', path: `/api/declarations/${issued.reference}/withdrawal`, body: {} })
    desk.province.pass(HOUR_MS)
    expect((await erase(issued.reference)).status).toBe(204)
    const row = await desk.province.storage.read.selectFrom('declaration').select(['revoked_at', 'erased_at']).executeTakeFirst()
    expect(row).toEqual({ revoked_at: withdrawnAt, erased_at: withdrawnAt + HOUR_MS })
  })

  it('is done every night for what is past its date, and for nothing a moment younger', async () => {
    const { province } = desk
    const deps = { storage: province.storage, clock: province.deps.clock }
    await desk.declare()
    province.pass(72 * HOUR_MS + RETENTION_DAYS * DAY_MS)
    expect(await eraseOldDeclarations(deps)).toBe(0)
    expect(await rows()).toContain(NAME)
    province.pass(1)
    expect(await eraseOldDeclarations(deps)).toBe(1)
    expect(await rows()).not.toContain(NAME)
    expect(await eraseOldDeclarations(deps)).toBe(0)
  })
})
