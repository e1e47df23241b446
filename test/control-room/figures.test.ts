import { describe, expect, it } from 'vitest'
import { completeness, kioskHealth, SILENT_AFTER_MS } from '../../control-room/board/completeness.ts'
import { describeAge } from '../../control-room/board/describe-age.ts'
import { mergeBuckets } from '../../control-room/board/merge-buckets.ts'
import { busiest, hoursOfToday, joinPoints, lastHourByMinute } from '../../control-room/board/minute-series.ts'
import { placeName } from '../../control-room/board/place-names.ts'
import { ringSegments } from '../../control-room/board/ring-segments.ts'
import { sparklinePaths } from '../../control-room/board/sparkline-paths.ts'
import { originsToday } from '../../control-room/board/top-origins.ts'
import { addTotals, byOutcome, NO_TOTALS, personsIn, totalsOfLastHour, totalsToday } from '../../control-room/board/totals.ts'
import { placeCodeOf } from '../../shared/areas/place.ts'
import type { Bucket } from '../../shared/flow/flow.ts'
import type { KioskStatus } from '../../shared/http/api.ts'
import { asCheckpointId, asKioskId, asLaneId } from '../../shared/ids.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { testAreas } from '../support/areas.ts'
import { dice } from '../support/dice.ts'
import { EVENING, inventDay, province, ZONE } from './invented-board.ts'

const MIDNIGHT = Date.parse('2021-02-17T00:00:00+07:00')
const time = { now: EVENING, zone: ZONE }

function bucket(change: Partial<Bucket> = {}): Bucket {
  const origin = province('30')
  return { grain: 'day', slotAt: MIDNIGHT, lane: asLaneId('1'), direction: 'entry', outcome: 'admit', origin, persons: 1, vehicles: 0, ...change }
}

describe('totals', () => {
  it('count persons of today by direction and outcome', () => {
    const totals = totalsToday([bucket({ persons: 5, vehicles: 2 }), bucket({ direction: 'exit', outcome: 'turn-back', persons: 3 })], time)
    expect(totals.entry.admit).toBe(5)
    expect(totals.exit['turn-back']).toBe(3)
    expect(totals.vehicles).toBe(2)
    expect(personsIn(byOutcome(totals))).toBe(8)
  })

  it('leave out yesterday and tomorrow, by the wall clock of the checkpoint', () => {
    const days = [bucket({ slotAt: MIDNIGHT - 24 * HOUR_MS }), bucket({ slotAt: MIDNIGHT }), bucket({ slotAt: MIDNIGHT + 24 * HOUR_MS })]
    const entriesAt = (now: number): number => personsIn(totalsToday(days, { now, zone: ZONE }).entry)
    expect(entriesAt(MIDNIGHT)).toBe(1)
    expect(totalsToday([bucket()], { now: MIDNIGHT - 1, zone: ZONE })).toEqual(NO_TOTALS)
    expect(totalsToday([bucket()], { now: MIDNIGHT + 24 * HOUR_MS - 1, zone: ZONE }).entry.admit).toBe(1)
    expect(totalsToday([bucket()], { now: MIDNIGHT + 24 * HOUR_MS, zone: ZONE })).toEqual(NO_TOTALS)
  })

  it('do not count minutes into the day, nor days into the hour', () => {
    const both = [bucket({ persons: 7 }), bucket({ grain: 'minute', slotAt: EVENING, persons: 7 })]
    expect(personsIn(totalsToday(both, time).entry)).toBe(7)
    expect(personsIn(totalsOfLastHour(both, EVENING).entry)).toBe(7)
  })

  it('of the last hour take the minute 59 before this one and not the one 60 before', () => {
    const entries = (slotAt: number): number => personsIn(totalsOfLastHour([bucket({ grain: 'minute', slotAt })], EVENING + 59_999).entry)
    expect([entries(EVENING - 59 * MINUTE_MS), entries(EVENING - 60 * MINUTE_MS), entries(EVENING + MINUTE_MS)]).toEqual([1, 0, 0])
  })

  it('of a province are the sums of its checkpoints', () => {
    const one = totalsToday([bucket({ persons: 2 })], time)
    const other = totalsToday([bucket({ persons: 3, outcome: 'refer' }), bucket({ direction: 'exit', persons: 4 })], time)
    const sum = addTotals([one, other, NO_TOTALS])
    expect([sum.entry.admit, sum.entry.refer, sum.exit.admit]).toEqual([2, 3, 4])
  })
})

describe('the last hour', () => {
  const minute = (slotAt: number, persons = 1): Bucket => bucket({ grain: 'minute', slotAt, persons })

  it('has sixty minutes, the running one last', () => {
    const points = lastHourByMinute([], EVENING + 30_000)
    expect(points).toHaveLength(60)
    expect(points.at(-1)?.at).toBe(EVENING)
    expect(points[0]?.at).toBe(EVENING - 59 * MINUTE_MS)
  })

  it('takes the minute 59 before this one and not the one 60 before', () => {
    const sum = (at: number): number => lastHourByMinute([minute(at)], EVENING).reduce((total, point) => total + point.entry, 0)
    expect(sum(EVENING - 59 * MINUTE_MS)).toBe(1)
    expect(sum(EVENING - 60 * MINUTE_MS)).toBe(0)
    expect(sum(EVENING)).toBe(1)
    expect(sum(EVENING + MINUTE_MS)).toBe(0)
  })

  it('joins into six parts that hold the same persons, and knows its busiest minute', () => {
    const points = lastHourByMinute([minute(EVENING, 4), minute(EVENING - 10 * MINUTE_MS, 9), minute(EVENING - 11 * MINUTE_MS, 2)], EVENING)
    expect(joinPoints(points, 10).map((point) => point.entry)).toEqual([0, 0, 0, 0, 11, 4])
    expect(busiest(points)?.at).toBe(EVENING - 10 * MINUTE_MS)
    expect(busiest(lastHourByMinute([], EVENING))).toBeNull()
  })

  it('draws entries upwards and exits downwards, the busiest to the rim', () => {
    const paths = sparklinePaths(
      [
        { at: 0, entry: 4, exit: 0 },
        { at: 1, entry: 0, exit: 2 },
      ],
      32,
    )
    expect(paths.entry).toBe('M0 16v-15h.8V16z')
    expect(paths.exit).toBe('M1 16v7.5h.8V16z')
  })
})

describe('today by the hour', () => {
  it('adds up to the day, whatever the minutes held reach', () => {
    const seed = 17
    const buckets = inventDay({ now: EVENING, busy: 9, throws: dice(seed) })
    const day = totalsToday(buckets, time)
    for (const hoursHeld of [24, 3, 1, 0]) {
      const held = buckets.filter((one) => one.grain === 'day' || one.slotAt > EVENING - hoursHeld * HOUR_MS)
      const { hours, before } = hoursOfToday(held, time)
      const entries = before.entry + hours.reduce((sum, hour) => sum + hour.entry, 0)
      expect(entries, `seed ${seed}, ${hoursHeld} h held`).toBe(personsIn(day.entry))
      if (hoursHeld === 24) expect(before.entry).toBe(0)
    }
  })

  it('puts 19:59 and 20:00 into different hours and shows the quiet one between', () => {
    const minutes = [bucket({ grain: 'minute', slotAt: EVENING - 61 * MINUTE_MS }), bucket({ grain: 'minute', slotAt: EVENING })]
    expect(hoursOfToday(minutes, time).hours.map(({ hour, entry }) => [hour, entry])).toEqual([
      [18, 1],
      [19, 0],
      [20, 1],
    ])
  })

  it('forgets minutes of yesterday', () => {
    const late = bucket({ grain: 'minute', slotAt: MIDNIGHT - MINUTE_MS })
    expect(hoursOfToday([late], { now: MIDNIGHT + 1, zone: ZONE }).hours).toEqual([])
  })
})

describe('origins', () => {
  it('are those of entries, most first, the unknown among them', () => {
    const origins = originsToday(
      [
        bucket({ persons: 2 }),
        bucket({ origin: null, persons: 5 }),
        bucket({ persons: 1, outcome: 'refer' }),
        bucket({ direction: 'exit', origin: province('22'), persons: 90 }),
      ],
      time,
    )
    expect(origins).toEqual([
      { origin: null, persons: 5 },
      { origin: province('30'), persons: 3 },
    ])
  })

  it('are printed by name once the table is there, by code until then', () => {
    expect(placeName(province('30'), testAreas(), 'vi')).toBe('Hải Dương')
    expect(placeName(province('31'), testAreas(), 'vi')).toBe('Hải Phòng')
    expect(placeName(province('30'), null, 'vi')).toBe('2021:100030')
    expect(placeName(placeCodeOf({ kind: 'country', country: 'LA' }), null, 'vi')).toBe('Lào')
  })
})

describe('completeness', () => {
  const NOW = EVENING
  const kiosk = (change: Partial<KioskStatus> = {}): KioskStatus => ({
    kiosk: asKioskId('00000000000000aa'),
    checkpoint: asCheckpointId('bach-dang'),
    state: 'active',
    lastContactAt: NOW - 5000,
    lastRecordAt: NOW - 60_000,
    queued: 0,
    bundleVersion: 1,
    appVersion: '0.1.0',
    ...change,
  })

  it('reaches to the last contact of the slowest kiosk that has sent all', () => {
    const { completeUntil, behind } = completeness([kiosk(), kiosk({ lastContactAt: NOW - 40_000 })], NOW)
    expect(completeUntil).toBe(NOW - 40_000)
    expect(behind).toEqual([])
  })

  it('reaches only to the newest record of a kiosk that still holds some back', () => {
    const sending = kiosk({ queued: 1, lastRecordAt: NOW - 600_000 })
    expect(completeness([kiosk(), sending], NOW)).toEqual({ completeUntil: NOW - 600_000, behind: [sending], asked: 2 })
  })

  it('calls a kiosk silent just after the allowed silence', () => {
    expect(kioskHealth(kiosk({ lastContactAt: NOW - SILENT_AFTER_MS }), NOW)).toBe('sent-all')
    expect(kioskHealth(kiosk({ lastContactAt: NOW - SILENT_AFTER_MS - 1 }), NOW)).toBe('silent')
    expect(kioskHealth(kiosk({ queued: 3 }), NOW)).toBe('sending')
  })

  it('can be said of no time while a kiosk was never heard of', () => {
    const never = kiosk({ lastContactAt: null, lastRecordAt: null })
    expect(completeness([kiosk(), never], NOW)).toEqual({ completeUntil: null, behind: [never], asked: 2 })
  })

  it('does not wait for revoked kiosks, and waits for forked ones', () => {
    expect(completeness([kiosk(), kiosk({ state: 'revoked', lastContactAt: NOW - HOUR_MS })], NOW).completeUntil).toBe(NOW - 5000)
    const forked = kiosk({ state: 'forked', lastRecordAt: NOW - HOUR_MS })
    expect(completeness([kiosk(), forked], NOW)).toEqual({ completeUntil: NOW - HOUR_MS, behind: [forked], asked: 2 })
  })

  it('never reaches past now, whatever a kiosk says', () => {
    expect(completeness([kiosk({ lastContactAt: NOW + HOUR_MS })], NOW).completeUntil).toBe(NOW)
  })

  it('says nothing without kiosks', () => {
    expect(completeness([], NOW)).toEqual({ completeUntil: null, behind: [], asked: 0 })
  })
})

it('a ring is whole, and one among thousands is still seen', () => {
  const segments = ringSegments({ ...byOutcome(NO_TOTALS), admit: 5000, detain: 1 })
  expect(segments.map((segment) => segment.outcome)).toEqual(['admit', 'detain'])
  expect(segments[1]?.length).toBeGreaterThan(2.5)
  expect(segments.reduce((sum, segment) => sum + segment.length, 0)).toBeCloseTo(100)
  expect(ringSegments(byOutcome(NO_TOTALS))).toEqual([])
})

it('the day as fetched takes over what the board has learnt since', () => {
  const checkpoint = asCheckpointId('bach-dang')
  const old = { checkpoint, rev: 4, buckets: [bucket({ persons: 1 }), bucket({ grain: 'minute', slotAt: MIDNIGHT, persons: 1 })] }
  const live = { checkpoint, rev: 5, buckets: [bucket({ persons: 2 })] }
  expect(mergeBuckets(old, live).map((one) => one.persons)).toEqual([2, 1])
  expect(mergeBuckets({ ...old, rev: 6 }, live).map((one) => one.persons)).toEqual([1, 1])
  expect(mergeBuckets(null, live)).toEqual(live.buckets)
})

it('the age of data is rounded down', () => {
  expect(describeAge(59_999, 'vi')).toBe('59 giây')
  expect(describeAge(60_000, 'vi')).toBe('1 phút')
  expect(describeAge(HOUR_MS - 1, 'en')).toBe('59 min')
  expect(describeAge(HOUR_MS, 'vi')).toBe('1 giờ')
  expect(describeAge(72 * HOUR_MS - 1, 'vi')).toBe('71 giờ')
  expect(describeAge(72 * HOUR_MS, 'en')).toBe('3 days')
})
