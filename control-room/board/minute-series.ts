import type { Bucket } from '../../shared/flow/flow.ts'
import { localDateAt, localHourAt, type ZoneName } from '../../shared/time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'
import { type BoardTime, daysOf, LAST_MINUTES, minutesOfLastHour } from './totals.ts'

/** Persons of one minute, or of a span of minutes that starts at `at`. */
export interface FlowPoint {
  readonly at: EpochMs
  readonly entry: number
  readonly exit: number
}

/** The last sixty minutes, oldest first, quiet minutes as zeros: always sixty points. */
export function lastHourByMinute(buckets: readonly Bucket[], now: EpochMs): readonly FlowPoint[] {
  const last = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const points = Array.from({ length: LAST_MINUTES }, (_, i) => ({ at: last - (LAST_MINUTES - 1 - i) * MINUTE_MS, entry: 0, exit: 0 }))
  for (const bucket of minutesOfLastHour(buckets, now)) {
    const point = points[LAST_MINUTES - 1 - (last - bucket.slotAt) / MINUTE_MS]
    if (point) point[bucket.direction] += bucket.persons
  }
  return points
}

/** Joins neighbours: sixty minutes by ten are six points. */
export function joinPoints(points: readonly FlowPoint[], size: number): readonly FlowPoint[] {
  const joined: FlowPoint[] = []
  for (let i = 0; i < points.length; i += size) joined.push(sumPoints(points.slice(i, i + size)))
  return joined
}

export function busiest(points: readonly FlowPoint[]): FlowPoint | null {
  return points.reduce<FlowPoint | null>((best, point) => (volume(point) > (best ? volume(best) : 0) ? point : best), null)
}

export interface HoursOfToday {
  /** From the first hour that the minutes held reach, up to this one. */
  readonly hours: readonly (FlowPoint & { readonly hour: number })[]
  /** Persons that today's totals have and the minutes held do not: they passed before. */
  readonly before: { readonly entry: number; readonly exit: number }
}

/** Today by local hour. What the minutes held do not reach is told as one earlier sum, never left out or guessed. */
export function hoursOfToday(buckets: readonly Bucket[], time: BoardTime): HoursOfToday {
  const days = sumPoints(daysOf(buckets, time).map(pointOf))
  const today = localDateAt(time.now, time.zone)
  const minutes = buckets.filter((bucket) => bucket.grain === 'minute' && localDateAt(bucket.slotAt, time.zone) === today)
  const held = sumPoints(minutes.map(pointOf))
  const before = { entry: Math.max(0, days.entry - held.entry), exit: Math.max(0, days.exit - held.exit) }
  if (minutes.length === 0) return { hours: [], before }
  const first = Math.min(...minutes.map((bucket) => localHourAt(bucket.slotAt, time.zone)))
  const last = localHourAt(time.now, time.zone)
  const hours = Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => hourPoint(minutes, first + i, time.zone))
  return { hours, before }
}

function hourPoint(minutes: readonly Bucket[], hour: number, zone: ZoneName): FlowPoint & { readonly hour: number } {
  return { ...sumPoints(minutes.filter((bucket) => localHourAt(bucket.slotAt, zone) === hour).map(pointOf)), hour }
}

function pointOf(bucket: Bucket): FlowPoint {
  return { at: bucket.slotAt, entry: bucket.direction === 'entry' ? bucket.persons : 0, exit: bucket.direction === 'exit' ? bucket.persons : 0 }
}

function sumPoints(points: readonly FlowPoint[]): FlowPoint {
  const total = { at: points[0]?.at ?? 0, entry: 0, exit: 0 }
  for (const point of points) {
    total.entry += point.entry
    total.exit += point.exit
  }
  return total
}

function volume(point: FlowPoint): number {
  return point.entry + point.exit
}
