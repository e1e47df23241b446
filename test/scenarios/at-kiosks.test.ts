import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCrossings } from '../../kiosk/crossing/close-crossing.ts'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { recount } from '../../server/flow/recount.ts'
import { setNamedList } from '../../server/lists/named-lists.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { documentKey } from '../../shared/lists/list-key.ts'
import { EMPTY_FORM, type FormInput } from '../../shared/paper/form-input.ts'
import type { Crossing } from '../../shared/passage/records.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { HOME } from '../kiosk/a-station.ts'
import { areaCode } from '../support/a-credential.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { aProvince, type Declared, type Province } from '../support/a-province.ts'
import type { Tablet } from '../support/a-tablet.ts'
import { passportLines } from '../support/mrz-lines.ts'

/** The scenarios of the texts at the kiosk's own code and the server's, from the code held up to the counters. */
let province: Province
let tablet: Tablet
beforeEach(async () => {
  province = await aProvince()
  tablet = await province.tablet()
})
afterEach(async () => {
  await province.close()
})

const BAI_CHAY = areaCode(306_670)
const CAM_GIANG = areaCode(310_930)
const BEEN_THERE: Partial<Claims> = { ...HOME, stops: [{ place: CAM_GIANG, from: '2021-02-03', to: '2021-02-17' }] }

const WORKER: Partial<Claims> = { ...HOME, purpose: 'work', stops: [{ place: BAI_CHAY, from: '2021-02-06', to: '2021-02-20' }] }

/** Trần Văn Thử, 1984. */
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'

const show = async (claims: Partial<Claims> = HOME) => (await tablet.station.readCode((await province.declare(claims)).qr)).view

describe('scenario 4: a zone that was known in advance', () => {
  it('begins by itself on a tablet out of contact, and nobody is flagged for it', async () => {
    const from = province.now() + HOUR_MS
    await province.zone(aZone(from))
    await tablet.syncAll()
    tablet.network = 'down'
    const before = await province.declare()
    const after = await province.declare()
    province.pass(HOUR_MS - 1)
    expect((await tablet.station.readCode(before.qr)).view.verdict.outcome).toBe('admit')
    province.pass(1 + MINUTE_MS)
    const { view } = await tablet.station.readCode(after.qr)
    expect(view.verdict.outcome).not.toBe('admit')
    await tablet.station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
    tablet.network = 'up'
    await tablet.syncAll()
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
    expect(await province.judged()).toEqual(['ok', 'ok'])
  })

  it('that nobody could know is flagged after the sync, three days later, and the record stands', async () => {
    tablet.network = 'down'
    province.pass(5 * MINUTE_MS)
    await province.zone(aZone(province.now() - MINUTE_MS))
    const view = await show()
    expect(view.verdict.outcome).toBe('admit')
    province.pass(71 * HOUR_MS)
    tablet.network = 'up'
    await tablet.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => [flag.class, flag.detail.passage])).toEqual([['stale-data', view.passage]])
    expect((await recount(province.storage)).persons).toBe(1)
  })
})

describe('scenarios 9 and 15: one vehicle, many persons', () => {
  it('a second man in the car makes the crossing refer, and rewrites nobody', async () => {
    const closed = await crossingOf([car(1)], { counted: 2, declared: 1 })
    expect(closed).toMatchObject({ personsCounted: 2, personsDeclared: 1, outcome: 'refer', vehicles: 1 })
    await tablet.syncAll()
    expect(await counted()).toEqual({ admit: 1 })
  })

  it('on a bus each is judged by their own stops: 28 pass, one does not, and 29 are counted', async () => {
    const aboard = Array.from({ length: 29 }, (_, i) => (i === 11 ? BEEN_THERE : HOME))
    const closed = await crossingOf(aboard, { counted: 29, declared: 29 })
    expect(closed.passages).toHaveLength(29)
    expect(closed.outcome).not.toBe('admit')
    await tablet.syncAll()
    const persons = await counted()
    expect(persons.admit).toBe(28)
    expect(Object.values(persons).reduce((sum, n) => sum + n, 0)).toBe(29)
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
  })
})

describe('scenario 14: a shift at an industrial gate with the network down', () => {
  /** One in twenty of the 1,800: three are on no roster, five of the others have not declared. */
  const WORKERS = 90
  const NOT_LISTED = 3
  const NOT_DECLARED = 5

  it('refers the three who are on no roster and the five who have not declared, and counts nobody twice, whatever the sync then does', async () => {
    const { codes, roster } = await theShift()
    tablet.network = 'down'
    for (const { qr } of codes) {
      const { view } = await tablet.station.readCode(qr)
      if (view.step.kind === 'open') {
        expect(view.verdict.reasons.map(({ ruleId }) => ruleId)).toContain('HD-R29-ROSTER')
        await tablet.station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
      }
      // Held up a moment longer: the same answer, no record.
      expect((await tablet.station.readCode(qr)).kind).toBe('repeat')
      province.pass(1500)
    }
    for (let i = 0; i < NOT_DECLARED; i++) {
      const nobody = await tablet.station.readNothing()
      expect(nobody.verdict.outcome).toBe('refer')
      await tablet.station.decide(nobody.passage, { outcome: 'refer', reason: null })
    }
    const again = codes.at(-1)
    province.pass(MINUTE_MS)
    const second = (await tablet.station.readCode(again?.qr ?? '')).view
    expect(second.verdict.outcome).toBe('refer')
    await tablet.station.decide(second.passage, { outcome: 'turn-back', reason: 'Mã đã dùng, người khác' })
    expect((await tablet.sync()).kind).toBe('retry')
    tablet.network = 'lost'
    await tablet.sync()
    await tablet.sync()
    tablet.network = 'up'
    await tablet.syncAll()
    const passed = WORKERS - NOT_LISTED - NOT_DECLARED
    expect(await counted()).toEqual({ admit: passed, refer: NOT_LISTED + NOT_DECLARED, 'turn-back': 1 })
    expect([passed, roster]).toEqual([82, 87])
    expect((await recount(province.storage)).mismatches).toEqual([])
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
  })

  /** At 05:30 on 20 February all who will declare have, and the tablet holds the roster. */
  async function theShift(): Promise<{ readonly codes: readonly Declared[]; readonly roster: number }> {
    const gate: Checkpoint = { ...aCheckpoint('bach-dang'), kind: 'industrial-gate', authority: asAuthorityId('VN-30') }
    await province.storage.write(async (tx) => {
      await tx
        .updateTable('checkpoint')
        .set({ body: JSON.stringify(gate) })
        .where('checkpoint_id', '=', gate.id)
        .execute()
      await bumpBundle(tx)
    })
    province.pass(57 * HOUR_MS + 30 * MINUTE_MS)
    const numbers = Array.from({ length: WORKERS }, (_, i) => `0310850${String(i).padStart(5, '0')}`)
    const listed = numbers
      .slice(NOT_LISTED)
      .map((number) => ({ subject: 'document', key: documentKey({ kind: 'citizen-id', country: 'VN', number }) }) as const)
    const change = { staff: null, at: province.now() }
    await setNamedList(province.storage, 'roster', listed, change)
    await setNamedList(province.storage, 'suspended-passes', [], change)
    const declaring = numbers.slice(0, WORKERS - NOT_DECLARED)
    const codes = await Promise.all(declaring.map((number) => province.declare(WORKER, 'entry', number)))
    await tablet.syncAll()
    return { codes, roster: listed.length }
  }
})

describe('scenario 13: says only one place, and another gate saw the same code elsewhere', () => {
  it('is asked at the next gate with place and time of the other passage, and nobody is refused for it', async () => {
    const { qr, id } = await province.declare()
    const other = await province.tablet('bach-dang')
    await tablet.station.readCode(qr)
    province.pass(20 * MINUTE_MS)
    await other.station.readCode(qr)
    for (const each of [tablet, other]) await each.syncAll()
    const usedAt = province.now()
    await province.adjudicate()
    province.pass(HOUR_MS)
    const next = await province.tablet('da-bac')
    const { view } = await next.station.readCode(qr)
    expect(view.verdict).toMatchObject({ outcome: 'refer', reasons: [{ ruleId: 'QN-R32' }] })
    expect(view.verdict.reasons[0]?.facts).toContainEqual({ path: 'watch.bach-dang', value: new Date(usedAt).toISOString() })
    expect(view.verdict.duties).toContainEqual({ kind: 'record-violation', violation: 'false-declaration', draft: true })
    expect(next.bundle()?.held.parts['watch-list'].byCredential.map(({ credential }) => credential)).toEqual([id])
  })
})

describe('scenario 14: 1,800 persons in 45 minutes at two lanes', () => {
  it('takes one code held up and nothing else of each who may pass: no tap, no wait, nothing from the network', async () => {
    // 45 min for 1,800 at the two lanes of a gate: three seconds for each. One reading, no touch, leaves them to the person.
    tablet.network = 'down'
    const before = await tablet.store.head()
    const codes = await Promise.all(Array.from({ length: 30 }, () => province.declare()))
    let readings = 0
    let taps = 0
    for (const { qr } of codes) {
      const { view } = await tablet.station.readCode(qr)
      readings++
      if (view.step.kind === 'open') taps++
      // No pause: the next code is in view at once.
    }
    expect({ readings, taps }).toEqual({ readings: codes.length, taps: 0 })
    expect(((await tablet.store.head())?.seq ?? 0) - (before?.seq ?? 0)).toBe(2 * codes.length)
  })
})

it('scenario 16: two men without papers on a trail, with the place in the record', async () => {
  tablet.network = 'down'
  for (let i = 0; i < 2; i++) {
    const view = await tablet.station.readNothing()
    const seen = await tablet.station.observe(view, { kind: 'position', latitude: 2_187_000, longitude: 10_676_000 })
    expect(seen.verdict.outcome).toBe('refer')
    await tablet.station.decide(view.passage, { outcome: 'refer', reason: null })
  }
  tablet.network = 'up'
  await tablet.syncAll()
  const rows = await province.storage.read.selectFrom('record').select('body').where('kind', '=', 'observation').execute()
  expect(rows.map((row) => JSON.parse(row.body).value.observed)).toEqual(
    Array.from({ length: 2 }, () => ({ kind: 'position', latitude: 2_187_000, longitude: 10_676_000 })),
  )
  expect(await counted()).toEqual({ refer: 2 })
  await province.adjudicate()
  expect(await province.flags()).toEqual([])
  expect(await province.judged()).toEqual(['ok', 'ok'])
})

it('scenario 18: a code that is no longer in effect is asked about and recorded, never refused by the tablet', async () => {
  const { qr } = await province.declare()
  province.pass(73 * HOUR_MS)
  await tablet.syncAll()
  const { view } = await tablet.station.readCode(qr)
  expect(view.verdict.outcome).toBe('refer')
  const done = await tablet.station.decide(view.passage, { outcome: 'admit', reason: 'Đã khai lại bằng giấy tại chốt' })
  expect(done.ok).toBe(true)
  await tablet.syncAll()
  await province.adjudicate()
  expect(await province.flags()).toEqual([])
  expect(await counted()).toEqual({ admit: 1 })
})

describe('scenario 18: whoever has no phone', () => {
  /** Two minutes, where finding a field and answering it take ten seconds with the question asked aloud. */
  const MOST_ANSWERS = 12

  it('passes on a card and a code shown on paper in three steps, and a passport holder alike', async () => {
    const { qr } = await province.declare({ ...HOME, birthYear: 1984, document: { kind: 'citizen-id', lastThree: '012' } })
    const card = (await tablet.station.readCode(CARD)).view
    const joined = await tablet.station.addDocument(card, qr)
    expect(joined?.verdict.outcome).toBe('admit')
    expect(joined?.step).toMatchObject({ kind: 'decided', by: 'kiosk' })
    province.pass(MINUTE_MS)
    const passport = (await tablet.station.readCode(passportLines({ birth: '840305' }))).view
    expect(passport.verdict.outcome).toBe('refer')
    await tablet.station.decide(passport.passage, { outcome: 'refer', reason: null })
    await tablet.syncAll()
    expect(await counted()).toEqual({ admit: 1, refer: 1 })
  })

  it.each<[who: string, change: Partial<FormInput>]>([
    ['a baby, for whom its father speaks', { name: 'Trần Bé Thử', birth: '2020', documentKind: 'guardian', proxyName: 'Trần Văn Thử' }],
    ['an old woman with a card and no phone', { name: 'Trần Thị Thử', birth: '1938', documentNumber: '022138001234' }],
    ['a deaf man, who shows his card and points', { name: 'Lê Văn Thử', birth: '12/3/1958' }],
    ['a foreigner with a passport', { name: 'JOHN TESTER', birth: '1980', nationality: 'GB', documentKind: 'passport', documentNumber: '123456789' }],
  ])('%s is declared at the kiosk in at most twelve answers, judged like everybody and named nowhere in the open', async (_who, change) => {
    const form: FormInput = { ...FORM, ...change }
    const answered = Object.entries(form).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY_FORM[field as keyof FormInput]))
    expect(answered.length).toBeLessThanOrEqual(MOST_ANSWERS)
    const read = await tablet.station.readForm(form, null)
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    const { passage, verdict, step } = read.value
    expect(verdict.outcome).toBe('admit')
    if (step.kind === 'open') await tablet.station.decide(passage, { outcome: verdict.outcome, reason: null })
    await tablet.syncAll()
    await province.adjudicate()
    expect([await province.judged(), await province.flags(), await counted()]).toEqual([['ok'], [], { admit: 1 }])
    const bodies = await province.storage.read.selectFrom('record').select('body').execute()
    expect(JSON.stringify(bodies)).not.toMatch(/Thử|TESTER|022058001234|022138001234|123456789/)
  })
})

/** At home in Hạ Long all the time. */
const FORM: FormInput = {
  ...EMPTY_FORM,
  documentNumber: '022058001234',
  stays: [{ place: BAI_CHAY, from: '2021-02-03', to: '2021-02-17' }],
  destination: BAI_CHAY,
  purpose: 'return-home',
  means: 'motorbike',
  plate: '14B1-234.56',
  symptoms: [],
  exposures: [],
}

function aZone(from: number): Zone {
  const source = { vi: 'Thông báo thử', en: 'Test notice' }
  return { zoneId: 'zone-thu', place: BAI_CHAY, kind: 'outbreak', state: 'active', from, to: null, authority: asAuthorityId('VN'), source }
}

function car(personsAboard: number): Partial<Claims> {
  return { ...HOME, travel: { means: 'car', personsAboard, plate: '14A12345' } }
}

async function crossingOf(aboard: readonly Partial<Claims>[], persons: { readonly counted: number; readonly declared: number }): Promise<Crossing> {
  const { station, store } = tablet
  const { crossing } = await station.beginCrossing()
  for (const claims of aboard) {
    const view = await show(claims)
    if (view.step.kind === 'open') await station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
    province.pass(1200)
  }
  await station.changeCrossing(crossing, (open) => ({ ...open, personsCounted: persons.counted, personsDeclared: persons.declared }))
  const closed = await station.closeCrossing(crossing, 'vehicle')
  if (!closed.ok) throw new Error(closed.error)
  expect(await openCrossings({ store })).toEqual([])
  return closed.value
}

/** Persons of the day by outcome, as the board shows them. */
async function counted(): Promise<Readonly<Record<string, number>>> {
  const rows = await province.storage.read
    .selectFrom('flow')
    .select(['outcome', 'persons'])
    .where('grain', '=', 'day')
    .where('persons', '>', 0)
    .execute()
  const sums: Record<string, number> = {}
  for (const { outcome, persons } of rows) sums[outcome] = (sums[outcome] ?? 0) + persons
  return sums
}
