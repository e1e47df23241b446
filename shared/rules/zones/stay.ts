import { utcOfDay } from '../../civil-day.ts'
import type { Stop } from '../../declaration/claims.ts'
import { daysBetween, instantOfWall, type ZoneName } from '../../time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type LocalDate } from '../../units.ts'
import type { Facts } from '../facts.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Zone } from '../ruleset.ts'

/**
 * A stop on the time line: came at some moment of `[cameFrom, cameBefore)`, left at some moment of `[leftFrom, leftBefore)`.
 * An hour h means h:00 up to h+1:00; without an hour it is the whole local day. Nothing reaches beyond the crossing.
 */
export interface Stay {
  readonly cameFrom: EpochMs
  readonly cameBefore: EpochMs
  readonly leftFrom: EpochMs
  readonly leftBefore: EpochMs
  /** Last local date spent there, not after the crossing's. */
  readonly lastDay: LocalDate
  /** Days from that date to the crossing. */
  readonly daysAgo: number
}

/** Whose stops, and from when they are seen. */
export interface Moment {
  readonly facts: Facts
  readonly now: EpochMs
  readonly today: LocalDate
  readonly zone: ZoneName
}

/** Of the passage asked last: most rules of a ruleset ask for the same stops at the same moment. */
let last: LastAsked = { facts: null, now: Number.NaN, zone: '', stays: [] }

interface LastAsked {
  readonly facts: Facts | null
  readonly now: EpochMs
  readonly zone: ZoneName
  readonly stays: (Stay | null)[]
}

/** Null where the stop of that number lies wholly after the crossing. A stop that no calendar allows is a fault. */
export function stayAt(moment: Moment, position: number): Stay | null {
  if (last.facts !== moment.facts || last.now !== moment.now || last.zone !== moment.zone) {
    last = { facts: moment.facts, now: moment.now, zone: moment.zone, stays: [] }
  }
  const held = last.stays[position]
  if (held !== undefined) return held
  const stop = moment.facts.stops[position]
  const stay = stop === undefined ? null : workOutStay(stop, moment, `stops.${position}`)
  last.stays[position] = stay
  return stay
}

function workOutStay(written: Stop, { now, today, zone }: Moment, path: string): Stay | null {
  const stop = withSoundHours(written)
  const from = dayOf(stop.from, `${path}.from`)
  const to = dayOf(stop.to, `${path}.to`)
  if (to < from) throw ruleFault(path, 'the stop ends before it begins')
  const cameFrom = startOf(from, stop.fromHour, zone)
  if (cameFrom >= now) return null
  return {
    cameFrom,
    cameBefore: Math.min(endOf(from, stop.fromHour, zone), now),
    leftFrom: Math.min(startOf(to, stop.toHour, zone), now),
    leftBefore: Math.min(endOf(to, stop.toHour, zone), now),
    lastDay: stop.to < today ? stop.to : today,
    daysAgo: stop.to < today ? daysBetween(stop.to, today) : 0,
  }
}

/** No form of ours takes hours that run backwards on one day; in a code from elsewhere they tell nothing, not a stay of no length. */
function withSoundHours(stop: Stop): Stop {
  const { place, from, to, fromHour, toHour } = stop
  return from === to && fromHour !== undefined && toHour !== undefined && toHour < fromHour ? { place, from, to } : stop
}

/** Whether someone was in a place during `[from, to)`: `perhaps` where only a missing hour could tell. */
export function touches(stay: Stay, zone: Pick<Zone, 'from' | 'to'>): 'yes' | 'perhaps' | 'no' {
  const to = zone.to ?? Number.POSITIVE_INFINITY
  if (zone.from >= stay.leftBefore || to <= stay.cameFrom) return 'no'
  if (zone.from <= stay.cameFrom && to >= stay.cameBefore) return 'yes'
  if (zone.from <= stay.leftFrom && to >= stay.leftBefore) return 'yes'
  const there = stay.cameBefore <= stay.leftFrom && zone.from <= stay.leftFrom && to > stay.cameBefore
  return there ? 'yes' : 'perhaps'
}

/** `day` is 00:00 UTC of the local day. */
function startOf(day: EpochMs, hour: number | undefined, zone: ZoneName): EpochMs {
  return instantOfWall(hour === undefined ? day : day + hour * HOUR_MS, zone)
}

function endOf(day: EpochMs, hour: number | undefined, zone: ZoneName): EpochMs {
  return hour === undefined ? instantOfWall(day + DAY_MS, zone) : startOf(day, hour, zone) + HOUR_MS
}

function dayOf(written: LocalDate, path: string): EpochMs {
  const day = typeof written === 'string' && written.length === DAY_LENGTH ? utcOfDay(written) : null
  if (day === null) throw ruleFault(path, `not a day of the calendar: ${String(written).slice(0, 20)}`)
  return day
}

/** `2021-02-17`. */
const DAY_LENGTH = 10
