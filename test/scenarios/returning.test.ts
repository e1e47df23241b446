import { describe, expect, it } from 'vitest'
import { place } from '../rules/a-passing.ts'
import { demoZones } from '../rules/seeds.ts'
import { checkpointDay, stays } from '../support/checkpoint-day.ts'
import { dutyOf, HA_LONG, HA_NOI, HAI_DUONG_CITY, HAI_PHONG, KINH_MON, QUANG_NINH, ruleIds, TAN_TRUONG, TAN_TRUONG_OF_THANH_HOA } from './people.ts'

const quangNinh = () => checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, zones: demoZones(), from: '2021-02-17T06:00:00+07:00' })

describe('scenario 1: a resident comes back to Quảng Ninh from two days in the city of Hải Dương', () => {
  it('is quarantined through 3 March, in a paid facility or at home, sampled, and the commune is told', async () => {
    const day = await quangNinh()
    const resident = await day.declare({ stops: stays('2021-02-17', [HA_LONG], [HAI_DUONG_CITY, '2021-02-15']) }, '2021-02-17T19:00:00+07:00')
    const verdict = await day.cross(resident, { at: '2021-02-17T20:00:00+07:00' })
    expect(verdict.outcome).toBe('quarantine')
    expect(dutyOf(verdict, 'quarantine')).toEqual({
      kind: 'quarantine',
      kinds: ['facility', 'home'],
      payer: 'traveller',
      days: 14,
      anchor: '2021-02-17',
      through: '2021-03-03',
      controller: 'destination-commune',
    })
    expect(dutyOf(verdict, 'sample')).toMatchObject({ payer: 'traveller', onDays: [1, 14] })
    expect(dutyOf(verdict, 'follow-up').to).toEqual(['commune'])
  })

  it.each([
    ['the last minute of the fourteenth day after', '2021-03-03', '2021-03-03T23:59:59+07:00', 'quarantine'],
    ['the first minute of the fifteenth', '2021-03-03', '2021-03-04T00:00:00+07:00', 'admit'],
  ] as const)('and %s a declaration of that day says so too', async (_, declaredOn, at, outcome) => {
    const day = await quangNinh()
    const stops = stays(declaredOn, [HAI_DUONG_CITY, '2021-02-17'], [HA_LONG, '2021-02-17'])
    const later = await day.declare({ stops }, `${declaredOn}T12:00:00+07:00`)
    expect((await day.cross(later, { at })).outcome).toBe(outcome)
  })
})

it('scenario 2: born in Hải Dương, plate 34, but in Hạ Long since January: neither is where he was', async () => {
  const day = await quangNinh()
  const document = { kind: 'citizen-id', country: 'VN', number: '030085000123' } as const
  const born = await day.declare(
    {
      traveller: { name: 'Phạm Văn Mẫu', birth: '1985-03-05', nationality: 'VN', document },
      permanent: { place: TAN_TRUONG },
      travel: { means: 'car', personsAboard: 1, plate: '34A-123.45' },
    },
    '2021-02-17T19:00:00+07:00',
  )
  expect(await day.cross(born, { at: '2021-02-17T20:00:00+07:00' })).toEqual({ outcome: 'admit', reasons: [], duties: [] })
})

it('scenario 5: the commune Tân Trường of Thanh Hóa is another one', async () => {
  const day = await quangNinh()
  const from = (commune: string) =>
    day.declare({ stops: stays('2021-02-17', [HA_LONG], [commune, '2021-02-05'], [HA_LONG, '2021-02-16']) }, '2021-02-17T19:00:00+07:00')
  expect((await day.cross(await from(TAN_TRUONG_OF_THANH_HOA), { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe('admit')
  expect((await day.cross(await from(TAN_TRUONG), { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe('detain')
})

it('scenario 6: Kinh Môn is prepared, so other rules decide; activated, it is sealed', async () => {
  const day = await quangNinh()
  const resident = await day.declare({ stops: stays('2021-02-17', [KINH_MON], [HA_LONG, '2021-02-16']) }, '2021-02-17T19:00:00+07:00')
  expect((await day.cross(resident, { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe('admit')
  const zones = demoZones().map((zone) => (zone.state === 'prepared' ? ({ ...zone, state: 'active' } as const) : zone))
  await day.publish({ zones: { zones } }, '2021-02-17T20:01:00+07:00')
  expect(ruleIds(await day.cross(resident, { at: '2021-02-17T20:02:00+07:00' }))).toEqual(['QN-R08', 'QN-R09'])
})

describe('scenario 12: left a sealed commune at night and is caught on a by-road', () => {
  it.each([
    ['in the hour before it was sealed', 17, 'admit'],
    ['in the hour in which it was', 18, 'detain'],
  ] as const)('%s', async (_, toHour, outcome) => {
    const day = await quangNinh()
    const stops = stays('2021-02-17', [TAN_TRUONG, '2021-02-03', { toHour }], [HA_LONG, '2021-02-03'])
    const evader = await day.declare({ stops }, '2021-02-17T23:00:00+07:00')
    const verdict = await day.cross(evader, { at: '2021-02-17T23:30:00+07:00' })
    expect(verdict.outcome).toBe(outcome)
    if (outcome === 'admit') return
    expect(dutyOf(verdict, 'quarantine')).toMatchObject({ kinds: ['facility'], payer: 'traveller', days: 14 })
    expect(dutyOf(verdict, 'record-violation')).toEqual({ kind: 'record-violation', violation: 'quarantine-breach', draft: true })
    expect(dutyOf(verdict, 'hand-over').to).toEqual(['police'])
  })
})

describe('scenario 13: says only Hà Nội, but a gate in Chí Linh saw him yesterday', () => {
  const contradicted = {
    kind: 'contradicted',
    by: ['document'],
    confirmed: true,
    from: 0,
    to: null,
    otherPassage: { checkpoint: 'chi-linh', at: Date.parse('2021-02-17T10:00:00+07:00') },
  } as const

  it('is asked, with both records on the screen and a violation drafted', async () => {
    const day = await quangNinh()
    const holder = await day.declare({ stops: stays('2021-02-18', [HA_NOI]) }, '2021-02-18T08:00:00+07:00')
    const verdict = await day.cross(holder, { at: '2021-02-18T09:00:00+07:00', watch: [contradicted] })
    expect(verdict).toMatchObject({ outcome: 'refer', reasons: [{ ruleId: 'QN-R32' }] })
    expect(verdict.reasons[0]?.facts).toContainEqual({ path: 'watch.chi-linh', value: '2021-02-17T03:00:00.000Z' })
    expect(dutyOf(verdict, 'record-violation')).toEqual({ kind: 'record-violation', violation: 'false-declaration', draft: true })
    expect((await day.cross(holder, { at: '2021-02-18T09:00:00+07:00' })).outcome).toBe('admit')
  })

  it('is never refused on a likeness alone', async () => {
    const day = await quangNinh()
    const holder = await day.declare({ stops: stays('2021-02-18', [HA_NOI]) }, '2021-02-18T08:00:00+07:00')
    const breach = { kind: 'breach', by: ['plate'], confirmed: false, from: 0, to: null } as const
    const verdict = await day.cross(holder, { at: '2021-02-18T09:00:00+07:00', watch: [breach] })
    expect(verdict).toMatchObject({ outcome: 'refer', duties: [] })
  })
})

describe('scenario 19: an old declaration meets a rule of the new division', () => {
  const dayWith = (code: string) => {
    const zones = demoZones()
      .slice(0, 1)
      .map((zone) => ({ ...zone, place: place(code), from: 0 }))
    return checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, zones, from: '2021-02-17T06:00:00+07:00' })
  }

  it.each([
    ['Hải Dương of 2021 lies wholly in Hải Phòng of 2025', '2021:100030', '2025:100031', 'quarantine'],
    ['Hải Phòng of 2021 as well', HAI_PHONG, '2025:100031', 'quarantine'],
    ['Hạ Long does not', HA_LONG, '2025:100031', 'admit'],
    ['a commune that was split, against one of its parts: ask', '2021:310891', '2025:310543', 'refer'],
  ])('%s', async (_, stop, zone, outcome) => {
    const day = await dayWith(zone)
    const holder = await day.declare({ stops: stays('2021-02-17', [stop], [HA_LONG, '2021-02-16']) }, '2021-02-17T19:00:00+07:00')
    expect((await day.cross(holder, { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe(outcome)
  })
})
