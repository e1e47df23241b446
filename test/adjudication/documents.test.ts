import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PassageView } from '../../kiosk/scan/passage-view.ts'
import { recount } from '../../server/flow/recount.ts'
import { addWatch } from '../../server/lists/watch.ts'
import { documentKey, plateKey } from '../../shared/lists/list-key.ts'
import { EMPTY_FORM, type FormInput } from '../../shared/paper/form-input.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { HOME } from '../kiosk/a-station.ts'
import { areaCode } from '../support/a-credential.ts'
import { aProvince, type Declared, type Province } from '../support/a-province.ts'
import type { Tablet } from '../support/a-tablet.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

/** Of the same person as the code. */
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'
const SAME = { ...HOME, birthYear: 1984, document: { kind: 'citizen-id', lastThree: '012' } } as const
const TAN_TRUONG = areaCode(310_930)
const FROM_OUTBREAK = { ...SAME, stops: [{ place: TAN_TRUONG, from: '2021-02-03', to: '2021-02-17' }] } as const
const BAI_CHAY = areaCode(306_670)
const FORM: FormInput = {
  ...EMPTY_FORM,
  name: 'Trần Văn Thử',
  birth: '5/3/1984',
  documentNumber: '022084123012',
  stays: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17' }],
  destination: BAI_CHAY,
  purpose: 'return-home',
  means: 'motorbike',
  plate: '14B1-234.56',
  symptoms: [],
  exposures: [],
}
const PLATE = '14A-123.45'
const DRIVER = { ...SAME, travel: { means: 'car', personsAboard: 1, plate: '14A12345' } } as const

async function cardFirst(tablet: Tablet, qr: string): Promise<PassageView> {
  const { view } = await tablet.station.readCode(CARD)
  const joined = await tablet.station.addDocument(view, qr)
  if (!joined) throw new Error('the code did not join the card')
  return joined
}

const classes = async () => (await province.flags()).map((flag) => flag.class)

describe('a passage of several documents', () => {
  it('is judged with the code that was held up after the card', async () => {
    const tablet = await province.tablet()
    const { qr, id } = await province.declare(SAME)
    const joined = await cardFirst(tablet, qr)
    expect(joined.verdict.outcome).toBe('admit')
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
    const row = await province.storage.read.selectFrom('passage').select('credential_id').executeTakeFirstOrThrow()
    expect(row.credential_id).toBe(id)
  })

  it('is judged with the card that was held up after the code', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare(SAME)
    const { view } = await tablet.station.readCode(qr)
    expect(await tablet.station.addDocument(view, CARD)).not.toBeNull()
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
  })

  it('is a wrong rule where the code after the card says stricter than was recorded', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare(FROM_OUTBREAK)
    const joined = await cardFirst(tablet, qr)
    expect(joined.verdict.outcome).not.toBe('admit')
    await tablet.station.decide(joined.passage, { outcome: joined.verdict.outcome, reason: null })
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
    await forgeVerdicts()
    await judgeEverythingAnew()
    expect(await classes()).toEqual(['wrong-rule'])
  })

  it('is judged with the right code that came in the place of a wrong one', async () => {
    const tablet = await province.tablet()
    const { qr, id } = await province.declare(SAME)
    const { view } = await tablet.station.readCode('https://example.vn/menu')
    const joined = await tablet.station.addDocument(view, qr)
    expect(joined?.verdict.outcome).toBe('admit')
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
    const row = await province.storage.read.selectFrom('passage').select('credential_id').executeTakeFirstOrThrow()
    expect(row.credential_id).toBe(id)
    await forgeVerdicts('turn-back')
    await judgeEverythingAnew()
    expect(await classes()).toEqual(['wrong-rule'])
  })

  it.each([
    ['expired', async () => province.pass(73 * HOUR_MS)],
    ['been revoked', async (old: Declared) => province.revoke(old.id)],
  ])('is judged with the code that came in the place of one that had %s, whose second use is found', async (_name, end) => {
    const one = await province.tablet('bach-dang')
    const two = await province.tablet('bach-dang')
    const old = await province.declare(SAME)
    await end(old)
    const { qr, id } = await province.declare({ ...SAME, stops: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-20' }] })
    await one.syncAll()
    const { view } = await one.station.readCode(old.qr)
    const joined = await one.station.addDocument(view, qr)
    expect([view.verdict.outcome, joined?.verdict.outcome]).toEqual(['refer', 'admit'])
    await one.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
    const row = await province.storage.read.selectFrom('passage').select('credential_id').executeTakeFirstOrThrow()
    expect(row.credential_id).toBe(id)
    province.pass(HOUR_MS)
    await two.syncAll()
    await two.station.readCode(qr)
    await two.syncAll()
    await province.adjudicate()
    expect(await classes()).toEqual(['double-use'])
    expect((await recount(province.storage, 'Asia/Ho_Chi_Minh')).mismatches).toEqual([])
  })

  it('is judged by everybody’s first code where no other came in its place', async () => {
    const tablet = await province.tablet()
    const [first, second] = [await province.declare(SAME), await province.declare(SAME)]
    const { view } = await tablet.station.readCode(first.qr)
    expect(await tablet.station.addDocument(view, second.qr)).toBeNull()
    await tablet.syncAll()
    const row = await province.storage.read.selectFrom('passage').select('credential_id').executeTakeFirstOrThrow()
    expect(row.credential_id).toBe(first.id)
  })

  it('is stale data where the joined code had been revoked before', async () => {
    const tablet = await province.tablet()
    const { qr, id } = await province.declare(SAME)
    tablet.network = 'down'
    await province.revoke(id)
    province.pass(HOUR_MS)
    await cardFirst(tablet, qr)
    tablet.network = 'up'
    await tablet.syncAll()
    await province.adjudicate()
    expect(await classes()).toEqual(['stale-data'])
  })

  it('is a double use where the code came after the card at the second tablet', async () => {
    const one = await province.tablet('bach-dang')
    const two = await province.tablet('bach-dang')
    const { qr } = await province.declare(SAME)
    await one.station.readCode(qr)
    province.pass(HOUR_MS)
    await cardFirst(two, qr)
    for (const tablet of [two, one]) await tablet.syncAll()
    await province.adjudicate()
    expect(await classes()).toEqual(['double-use'])
  })

  it('names a joined code that nobody here has declared', async () => {
    const tablet = await province.tablet()
    const { qr, id } = await province.declare(SAME)
    await cardFirst(tablet, qr)
    await tablet.syncAll()
    await province.storage.write((tx) => tx.deleteFrom('declaration').where('credential_id', '=', id).execute())
    await province.adjudicate()
    expect(await classes()).toEqual(['unknown-declaration'])
  })
})

describe('a form filled while the answer waited', () => {
  it.each([
    ['after a card', (tablet: Tablet) => tablet.station.readCode(CARD).then(({ view }) => view)],
    ['for whoever had no code', (tablet: Tablet) => tablet.station.readNothing()],
    ['in the place of another code', (tablet: Tablet) => tablet.station.readCode('https://example.vn/menu').then(({ view }) => view)],
  ])('%s is judged again from its sealed record, and counts one person', async (_when, first) => {
    const tablet = await province.tablet()
    const filled = await tablet.station.joinForm(await first(tablet), FORM)
    if (!filled.ok) throw new Error(JSON.stringify(filled.error))
    expect(filled.value.verdict.outcome).toBe('admit')
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
    expect((await recount(province.storage)).persons).toBe(1)
    await forgeVerdicts('turn-back')
    await judgeEverythingAnew()
    expect(await province.judged()).toContain('document-partly-known')
  })
})

describe('a watched card or plate', () => {
  it('makes a passage refer, and that is found right by the server’s own list', async () => {
    await watch('plate', plateKey(PLATE))
    const tablet = await province.tablet()
    const { qr } = await province.declare(DRIVER)
    const { view } = await tablet.station.readCode(qr)
    expect(view.verdict.outcome).toBe('refer')
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
  })

  it('by its number is found again from the sealed record of the card', async () => {
    await watch('document', documentKey({ kind: 'citizen-id', country: 'VN', number: '022084123012' }))
    const tablet = await province.tablet()
    const { qr } = await province.declare({ ...SAME, document: null })
    const joined = await cardFirst(tablet, qr)
    expect(joined.verdict.outcome).not.toBe('admit')
    await tablet.station.decide(joined.passage, { outcome: joined.verdict.outcome, reason: null })
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['ok'], []])
  })

  it('that has left the list since makes the passage not replayed, never wrong; milder than the papers say is wrong all the same', async () => {
    const id = await watch('document', documentKey({ kind: 'citizen-id', country: 'VN', number: '022084123012' }))
    const tablet = await province.tablet()
    const { qr } = await province.declare(SAME)
    const joined = await cardFirst(tablet, qr)
    expect(['refer', 'admit']).not.toContain(joined.verdict.outcome)
    await tablet.station.decide(joined.passage, { outcome: joined.verdict.outcome, reason: null })
    await tablet.syncAll()
    await province.storage.write((tx) => tx.deleteFrom('watch_entry').where('watch_id', '=', id).execute())
    await province.adjudicate()
    expect([await province.judged(), await classes()]).toEqual([['document-partly-known'], []])
  })
})

it('of an erased declaration a passage is not replayed, and nobody is accused', async () => {
  const tablet = await province.tablet()
  const { qr, id } = await province.declare(SAME)
  await tablet.station.readCode(qr)
  await tablet.syncAll()
  const erased = { body: '', qr_payload: '', erased_at: province.now() }
  await province.storage.write((tx) => tx.updateTable('declaration').set(erased).where('credential_id', '=', id).execute())
  await province.adjudicate()
  expect([await province.judged(), await classes()]).toEqual([['body-not-here'], []])
})

it('a tap taken back stays taken back when another one is too', async () => {
  const tablet = await province.tablet()
  const { qr } = await province.declare(SAME)
  const { view } = await tablet.station.readCode(qr)
  let seen = await tablet.station.observe(view, { kind: 'temperature', tenths: 391 })
  seen = await tablet.station.observe(seen, { kind: 'withdrawn', of: 'temperature', paper: null })
  seen = await tablet.station.observe(seen, { kind: 'mask', worn: true })
  seen = await tablet.station.observe(seen, { kind: 'withdrawn', of: 'mask', paper: null })
  expect(seen.verdict.outcome).toBe('admit')
  await tablet.syncAll()
  await province.adjudicate()
  expect([await province.judged(), await classes()]).toEqual([['ok'], []])
})

function watch(subject: 'document' | 'plate', key: string): Promise<string> {
  const entry = { subject, key, kind: 'breach', birthYear: 1984, from: province.now() - HOUR_MS, to: null, otherPassage: null } as const
  return addWatch(province.storage, entry, { staff: null, at: province.now() })
}

/** Every verdict of the log as a tablet that lies would have written it. */
async function forgeVerdicts(outcome: Outcome = 'admit'): Promise<void> {
  const rows = await province.storage.read.selectFrom('record').selectAll().where('kind', 'in', ['scan', 'observation']).execute()
  for (const row of rows) {
    const body = JSON.parse(row.body)
    const forged = { ...body, value: { ...body.value, verdict: { outcome, reasons: [], duties: [] } } }
    const text = JSON.stringify(forged)
    await province.storage.write((tx) => tx.updateTable('record').set({ body: text }).where('seq', '=', row.seq).execute())
  }
}

async function judgeEverythingAnew(): Promise<void> {
  await province.storage.write((tx) => tx.updateTable('log_progress').set({ done_seq: 0 }).execute())
  await province.adjudicate()
}
