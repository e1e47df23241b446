import { describe, expect, it } from 'vitest'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import { at, someClaims } from '../rules/a-passing.ts'
import { demoZones, seedRuleset } from '../rules/seeds.ts'
import { checkpointDay, listsPart, NOBODY, stays } from '../support/checkpoint-day.ts'
import { aDriver, documentOf, dutyOf, HA_LONG, HAI_DUONG, HAI_PHONG, QUANG_NINH, ruleIds, THAI_BINH } from './people.ts'

const LOGO: PresentedDocument = {
  source: 'vehicle-pass',
  issuedAt: at('2021-02-01T08:00:00+07:00'),
  claims: someClaims({ name: '34C-123.45', stops: [], travel: { means: 'truck', personsAboard: 1, plate: '34C12345' } }),
}
const PAPER = { kind: 'papers-seen', paper: 'test', agrees: true } as const

describe('the goods lane of national road 18, 5 February at noon', () => {
  const NOON = '2021-02-05T12:00:00+07:00'
  const LISTED = '031085000777'
  const lane = () =>
    checkpointDay({
      authority: 'VN-30',
      place: '2021:310507',
      rulesets: HAI_DUONG,
      lists: { 'logo-drivers': [LISTED], 'suspended-passes': [] },
      from: '2021-02-05T06:00:00+07:00',
    })
  const listed = (sampledAt: string) => ({ ...aDriver(sampledAt), ...documentOf(LISTED), stops: stays('2021-02-05', [HAI_PHONG]) })

  it.each([
    ['scenario 7: sampled 71 h 59 min ago', '2021-02-02T12:01:00+07:00', 'admit', []],
    ['exactly 72 hours ago', '2021-02-02T12:00:00+07:00', 'admit', []],
    ['scenario 8: 72 h 01 min ago', '2021-02-02T11:59:00+07:00', 'refer', ['HD-R30-TEST']],
  ])('%s', async (_, sampledAt, outcome, rules) => {
    const day = await lane()
    const driver = await day.declare(listed(sampledAt), '2021-02-05T11:00:00+07:00')
    const verdict = await day.cross(driver, { at: NOON, papers: [LOGO], observed: [PAPER] })
    expect({ outcome: verdict.outcome, rules: ruleIds(verdict) }).toEqual({ outcome, rules })
  })

  it('scenario 7: until the officer has looked at the paper, a typed test opens nothing', async () => {
    const day = await lane()
    const driver = await day.declare(listed('2021-02-02T12:01:00+07:00'), '2021-02-05T11:00:00+07:00')
    expect(ruleIds(await day.cross(driver, { at: '2021-02-05T11:59:00+07:00', papers: [LOGO] }))).toEqual(['HD-R30-TEST'])
    expect((await day.observe(PAPER, NOON)).outcome).toBe('admit')
  })

  it('scenario 8: a result of this morning for a sample 80 hours old: the parameter decides, and is shown', async () => {
    const tests = [{ kind: 'pcr', result: 'negative', sampledAt: '2021-02-02T04:00:00+07:00', resultAt: '2021-02-05T06:00:00+07:00' }] as const
    const day = await lane()
    const driver = await day.declare({ ...listed(NOON), tests }, '2021-02-05T11:00:00+07:00')
    const bySample = await day.cross(driver, { at: NOON, papers: [LOGO], observed: [PAPER] })
    expect(bySample.reasons[0]?.facts).toContainEqual({ path: 'parameters.testBasis', value: 'sampled' })
    expect(bySample.outcome).toBe('refer')
    const draft = seedRuleset('hai-duong-2021-02-03')
    const byResult = { ...draft, version: 2, parameters: { ...draft.parameters, testBasis: 'result' } }
    await day.publish({ rules: { rulesets: [seedRuleset('national-demo-2021'), byResult] } }, '2021-02-05T12:00:30+07:00')
    expect((await day.cross(driver, { at: '2021-02-05T12:01:00+07:00', papers: [LOGO], observed: [PAPER] })).outcome).toBe('admit')
  })

  it('scenario 9: the second man in the cab is on no list, and the driver waits while two are counted', async () => {
    const day = await lane()
    const driver = await day.declare(listed('2021-02-04T12:00:00+07:00'), '2021-02-05T11:00:00+07:00')
    const mate = await day.declare({ ...listed('2021-02-04T12:00:00+07:00'), ...documentOf('031085000888') }, '2021-02-05T11:00:00+07:00')
    expect(ruleIds(await day.cross(mate, { at: NOON, papers: [LOGO], observed: [PAPER] }))).toEqual(['HD-R30-DRIVER'])
    expect((await day.cross(driver, { at: NOON, papers: [LOGO], observed: [PAPER] })).outcome).toBe('admit')
    expect(ruleIds(await day.observe({ kind: 'persons-counted', persons: 2 }, NOON))).toEqual(['HD-R16'])
  })

  it('shows both layers where a province is stricter than the national one', async () => {
    const rulesets = ['national-tests-2021-07-19', 'hai-duong-2021-02-03']
    const lists = { 'logo-drivers': [LISTED], 'suspended-passes': [] }
    const day = await checkpointDay({ authority: 'VN-30', place: '2021:310507', rulesets, lists, from: '2021-07-20T06:00:00+07:00' })
    const stops = stays('2021-07-20', [HAI_PHONG])
    const driver = await day.declare({ ...listed('2021-07-17T11:59:00+07:00'), stops }, '2021-07-20T11:00:00+07:00')
    const verdict = await day.cross(driver, { at: '2021-07-20T12:00:00+07:00', papers: [LOGO], observed: [PAPER] })
    expect(verdict.reasons.map(({ ruleId, authority }) => [ruleId, authority])).toEqual([
      ['VN-TEST-DRIVER', 'VN'],
      ['HD-R30-TEST', 'VN-30'],
    ])
  })
})

describe('the coal industry after Tết, 18 February', () => {
  const quangNinh = () => checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, from: '2021-02-18T06:00:00+07:00' })

  it('scenario 10: who stayed in the province and declares 14 days passes without a test', async () => {
    const day = await quangNinh()
    const miner = await day.declare({ sector: 'coal', purpose: 'work' }, '2021-02-18T07:00:00+07:00')
    const verdict = await day.cross(miner, { at: '2021-02-18T08:00:00+07:00' })
    expect({ outcome: verdict.outcome, rules: ruleIds(verdict) }).toEqual({ outcome: 'admit', rules: ['QN-R17'] })
    expect(verdict.duties.map(({ kind }) => kind)).toEqual(['advise'])
  })

  it.each([
    ['fourteen days after leaving Thái Bình', '2021-02-04', 'quarantine'],
    ['fifteen days after', '2021-02-03', 'admit'],
  ])('scenario 11: %s', async (_, left, outcome) => {
    const day = await quangNinh()
    const stops = [{ place: THAI_BINH, from: '2021-02-03', to: left }, ...stays('2021-02-17', [HA_LONG, left])]
    const before = await day.declare({ sector: 'coal', permanent: { place: THAI_BINH }, stops }, '2021-02-17T23:00:00+07:00')
    expect((await day.cross(before, { at: '2021-02-18T08:00:00+07:00' })).outcome).toBe(outcome)
  })

  it('scenario 11: from Thái Bình on the company bus: high priority, 14 days, not cleared for work', async () => {
    const day = await quangNinh()
    const change = {
      sector: 'coal',
      purpose: 'work',
      permanent: { place: THAI_BINH },
      stops: stays('2021-02-18', [THAI_BINH]),
      travel: { means: 'bus', personsAboard: 29, plate: '14B-000.01' },
    } as const
    const verdict = await day.cross(await day.declare(change, '2021-02-18T07:00:00+07:00'), { at: '2021-02-18T08:00:00+07:00' })
    expect(ruleIds(verdict)).toEqual(['QN-R19'])
    expect(dutyOf(verdict, 'sample')).toMatchObject({ priority: 'high', payer: 'employer' })
    expect(dutyOf(verdict, 'quarantine')).toMatchObject({ days: 14, anchor: '2021-02-18', through: '2021-03-04' })
    expect(dutyOf(verdict, 'not-cleared-for-work')).toEqual({ kind: 'not-cleared-for-work' })
  })

  it('scenario 15: on a bus of 29 each is judged by their own stops', async () => {
    const day = await checkpointDay({
      authority: 'VN-22',
      rulesets: QUANG_NINH,
      zones: demoZones(),
      from: '2021-02-18T06:00:00+07:00',
    })
    const travel = { means: 'coach', personsAboard: 29, plate: '14B-000.01' } as const
    const outcomes: string[] = []
    for (let seat = 1; seat <= 29; seat += 1) {
      const stops = stays('2021-02-18', [HA_LONG], [seat === 7 ? '2021:310888' : HAI_PHONG, '2021-02-17'])
      const passenger = await day.declare({ travel, stops }, '2021-02-18T07:00:00+07:00')
      const observed = [{ kind: 'persons-counted', persons: 29 } as const]
      outcomes.push((await day.cross(passenger, { at: '2021-02-18T08:00:00+07:00', observed })).outcome)
    }
    expect(outcomes.filter((outcome) => outcome === 'admit')).toHaveLength(28)
    expect(outcomes[6]).toBe('quarantine')
  })

  it('scenario 15: one person more than declared is asked about', async () => {
    const day = await quangNinh()
    const travel = { means: 'coach', personsAboard: 29, plate: '14B-000.01' } as const
    const passenger = await day.declare({ travel }, '2021-02-18T07:00:00+07:00')
    const verdict = await day.cross(passenger, { at: '2021-02-18T08:00:00+07:00', observed: [{ kind: 'persons-counted', persons: 30 }] })
    expect(ruleIds(verdict)).toEqual(['QN-R16'])
  })
})

describe('the industrial gate', () => {
  it('scenario 14: 1,800 workers off line: 3 not on the roster and 5 not declared are asked, the rest pass', async () => {
    const numbers = Array.from({ length: 1800 }, (_, index) => `0310850${String(index).padStart(5, '0')}`)
    const start = {
      authority: 'VN-30',
      place: '2021:310507',
      kind: 'industrial-gate',
      rulesets: HAI_DUONG,
      from: '2021-02-20T04:00:00+07:00',
    } as const
    const day = await checkpointDay({ ...start, lists: { roster: numbers.slice(3), 'suspended-passes': [] } })
    day.offline()
    const stops = stays('2021-02-20', [HAI_PHONG])
    const counts = new Map<string, number>()
    for (const [index, number] of numbers.entries()) {
      const declares =
        index >= 3 && index < 8 ? NOBODY : await day.declare({ ...documentOf(number), stops, purpose: 'work' }, '2021-02-20T05:00:00+07:00')
      const { outcome } = await day.cross(
        { ...declares, keys: [number] },
        { at: '2021-02-20T06:00:00+07:00', passage: index.toString(16).padStart(32, '0') },
      )
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    }
    expect(Object.fromEntries(counts)).toEqual({ refer: 8, admit: 1792 })
    expect(((1792 / 1797) * 100).toFixed(1)).toBe('99.7')
  })

  it.each([
    ['28 February', '2021-02-28T23:59:59.999+07:00', 'admit'],
    ['1 March', '2021-03-01T00:00:00+07:00', 'refer'],
  ])('scenario 17: an enterprise without commitment, on %s', async (_, when, outcome) => {
    const start = { authority: 'VN-22', kind: 'industrial-gate', rulesets: QUANG_NINH, from: '2021-02-28T06:00:00+07:00' } as const
    const day = await checkpointDay({ ...start, lists: { 'enterprises-without-commitment': ['Công ty May Mẫu'] } })
    const worker = await day.declare({ sector: 'manufacturing', employer: 'Công ty May Mẫu' }, '2021-02-28T22:00:00+07:00')
    const other = await day.declare({ sector: 'manufacturing', employer: 'Công ty Giày Mẫu' }, '2021-02-28T22:00:00+07:00')
    const verdict = await day.cross(worker, { at: when })
    expect(verdict.outcome).toBe(outcome)
    if (outcome === 'refer') expect(dutyOf(verdict, 'follow-up').to).toEqual(['police', 'commune'])
    expect((await day.cross(other, { at: when })).outcome).toBe('admit')
  })

  it('a list that comes later counts from then on', async () => {
    const start = {
      authority: 'VN-30',
      place: '2021:310507',
      kind: 'industrial-gate',
      rulesets: HAI_DUONG,
      from: '2021-02-05T06:00:00+07:00',
    } as const
    const day = await checkpointDay({ ...start, lists: { roster: [], 'suspended-passes': [] } })
    const worker = await day.declare({ ...documentOf('031085000999'), stops: stays('2021-02-05', [HAI_PHONG]) }, '2021-02-05T05:30:00+07:00')
    expect((await day.cross(worker, { at: '2021-02-05T06:01:00+07:00' })).outcome).toBe('refer')
    await day.publish({ lists: listsPart({ roster: ['031085000999'], 'suspended-passes': [] }) }, '2021-02-05T06:02:00+07:00')
    expect((await day.cross(worker, { at: '2021-02-05T06:03:00+07:00' })).outcome).toBe('admit')
  })
})
