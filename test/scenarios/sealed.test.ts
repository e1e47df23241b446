import { describe, expect, it } from 'vitest'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import { aDocument, aPassing, aStop, place } from '../rules/a-passing.ts'
import { verdictUnder } from '../rules/a-ruleset.ts'
import { demoZones, seedRuleset } from '../rules/seeds.ts'
import { testAreasPart } from '../support/areas.ts'
import { checkpointDay, stays } from '../support/checkpoint-day.ts'
import { dutyOf, HA_LONG, HAI_DUONG, HAI_PHONG, QUANG_NINH, ruleIds, TAN_TRUONG } from './people.ts'

const tanTruong = (change: { readonly from?: string; readonly zones?: ReturnType<typeof demoZones> } = {}) =>
  checkpointDay({ authority: 'VN-30', place: TAN_TRUONG, rulesets: HAI_DUONG, zones: demoZones(), from: '2021-02-03T06:00:00+07:00', ...change })

describe('Tân Trường is sealed from 18:00 on 3 February', () => {
  it('scenario 3: at 17:59:59.999 a resident may leave, and is followed up', async () => {
    const day = await tanTruong()
    const resident = await day.declare({ stops: stays('2021-02-03', [TAN_TRUONG]), direction: 'exit' }, '2021-02-03T17:00:00+07:00')
    const verdict = await day.cross(resident, { at: '2021-02-03T17:59:59.999+07:00', direction: 'exit' })
    expect(verdict.outcome).toBe('admit')
    expect(dutyOf(verdict, 'follow-up').to).toEqual(['health', 'commune'])
  })

  it('scenario 4: at 18:00 the kiosk, off line since noon, turns the next one back by itself', async () => {
    const day = await tanTruong()
    day.offline()
    const resident = await day.declare({ stops: stays('2021-02-03', [TAN_TRUONG]), direction: 'exit' }, '2021-02-03T17:00:00+07:00')
    const verdict = await day.cross(resident, { at: '2021-02-03T18:00:00+07:00', direction: 'exit' })
    expect(verdict).toMatchObject({ outcome: 'turn-back', reasons: [{ ruleId: 'HD-R24-OUT' }, { ruleId: 'HD-R24-FOLLOW' }] })
  })

  it('a kiosk that was off line when the order came knows nothing of it, until it has contact', async () => {
    const day = await tanTruong({ zones: [] })
    day.offline()
    await day.publish({ zones: { zones: demoZones() } }, '2021-02-03T15:00:00+07:00')
    const resident = await day.declare({ stops: stays('2021-02-03', [TAN_TRUONG]), direction: 'exit' }, '2021-02-03T17:00:00+07:00')
    expect((await day.cross(resident, { at: '2021-02-03T18:00:00+07:00', direction: 'exit' })).outcome).toBe('admit')
    await day.online('2021-02-03T18:01:00+07:00')
    expect((await day.cross(resident, { at: '2021-02-03T18:02:00+07:00', direction: 'exit' })).outcome).toBe('turn-back')
  })

  it.each([
    ['food', { purpose: 'goods', cargo: { class: 'essentials', origin: '2021:100031' } }, 'admit'],
    ['furniture', { purpose: 'goods', cargo: { class: 'other', origin: '2021:100031' } }, 'turn-back'],
    ['a doctor', { purpose: 'work', sector: 'health' }, 'admit'],
    ['a teacher', { purpose: 'work', sector: 'education' }, 'turn-back'],
  ] as const)('on the way in only the service list passes: %s', async (_, change, outcome) => {
    const day = await tanTruong()
    const holder = await day.declare({ ...change, stops: stays('2021-02-03', [HAI_PHONG]) }, '2021-02-03T18:10:00+07:00')
    expect((await day.cross(holder, { at: '2021-02-03T18:30:00+07:00' })).outcome).toBe(outcome)
  })
})

describe('a lifted zone ends by itself', () => {
  const [sealed] = demoZones().filter(({ kind }) => kind === 'sealed')
  if (sealed === undefined) throw new Error('the demo has no sealed zone')
  const until = Date.parse('2021-02-20T12:00:00+07:00')

  it.each([
    ['a millisecond before its end', '2021-02-20T11:59:59.999+07:00', 'turn-back'],
    ['at its end', '2021-02-20T12:00:00+07:00', 'admit'],
  ])('%s', async (_, at, outcome) => {
    const day = await tanTruong({ zones: [{ ...sealed, state: 'lifted', to: until }], from: '2021-02-19T06:00:00+07:00' })
    day.offline()
    const resident = await day.declare({ stops: stays('2021-02-20', [TAN_TRUONG]), direction: 'exit' }, '2021-02-20T11:00:00+07:00')
    expect((await day.cross(resident, { at, direction: 'exit' })).outcome).toBe(outcome)
  })
})

it('scenario 20: each province judges by its own rules', async () => {
  const start = { zones: demoZones(), from: '2021-02-17T06:00:00+07:00' }
  const all = [...new Set([...QUANG_NINH, ...HAI_DUONG])]
  const quangNinh = await checkpointDay({ ...start, authority: 'VN-22', rulesets: all })
  const haiDuong = await checkpointDay({ ...start, authority: 'VN-30', place: '2021:310507', rulesets: all })
  const stops = stays('2021-02-17', [HA_LONG], ['2021:310507', '2021-02-15'])
  const here = await quangNinh.declare({ stops }, '2021-02-17T19:00:00+07:00')
  const there = await haiDuong.declare({ stops }, '2021-02-17T19:00:00+07:00')
  expect(ruleIds(await quangNinh.cross(here, { at: '2021-02-17T20:00:00+07:00' }))).toEqual(['QN-R04'])
  expect((await haiDuong.cross(there, { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe('admit')
})

it('a new version takes over at its first instant, also on a kiosk that is off line', async () => {
  const day = await checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, zones: [], from: '2021-02-17T06:00:00+07:00' })
  const draft = seedRuleset('quang-ninh-2021-02-17')
  const next = { ...draft, version: 2, validFrom: Date.parse('2021-02-17T21:00:00+07:00'), parameters: { ...draft.parameters, goodsCrewLimit: 1 } }
  await day.publish({ rules: { rulesets: [seedRuleset('national-demo-2021'), draft, next] } }, '2021-02-17T19:00:00+07:00')
  day.offline()
  const travel = { means: 'truck', personsAboard: 2, plate: '14C-123.45' } as const
  const cargo = { class: 'goods', origin: '2021:100031' } as const
  const driver = await day.declare({ purpose: 'goods', travel, cargo }, '2021-02-17T20:00:00+07:00')
  expect((await day.cross(driver, { at: '2021-02-17T20:59:59.999+07:00' })).outcome).toBe('admit')
  expect(ruleIds(await day.cross(driver, { at: '2021-02-17T21:00:00+07:00' }))).toEqual(['QN-R15-CREW'])
  expect((await day.observe({ kind: 'persons-counted', persons: 1 }, '2021-02-17T21:01:00+07:00')).outcome).toBe('admit')
})

describe('a zone can be one industrial park', () => {
  const site = place('site:kcn-tan-truong')
  const parsed = parseAreaTable({ ...testAreasPart(), sites: [{ place: site, name: 'Khu công nghiệp mẫu', parent: place(TAN_TRUONG) }] })
  if (!parsed.ok) throw new Error(parsed.error)
  const areas = parsed.value
  const zones = demoZones().map((zone) => (zone.kind === 'sealed' ? { ...zone, place: site } : zone))
  const from = (stop: string) => {
    const documents = [aDocument({ stops: [aStop(place(stop), '2021-01-15', '2021-02-10'), aStop(place(HA_LONG), '2021-02-10', '2021-02-17')] })]
    const lists = { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} } as const
    return verdictUnder(QUANG_NINH.map(seedRuleset), aPassing({ documents, lists, areas }))
  }

  it.each([
    ['the park', 'site:kcn-tan-truong', 'detain'],
    ['the commune around it, which may mean the park: ask', TAN_TRUONG, 'refer'],
    ['another commune', HAI_PHONG, 'admit'],
  ])('%s', (_, stop, outcome) => {
    expect(from(stop).outcome).toBe(outcome)
  })
})
