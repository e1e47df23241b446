import type { Stop } from '../../declaration/claims.ts'
import { addDays, daysBetween, instantOf, parseLocalDate, type ZoneName } from '../../time.ts'
import { type EpochMs, HOUR_MS, type LocalDate } from '../../units.ts'
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

export interface Moment {
  readonly now: EpochMs
  readonly today: LocalDate
  readonly zone: ZoneName
}

const held = new WeakMap<Stop, { readonly now: EpochMs; readonly zone: ZoneName; readonly stay: Stay | null }>()

/**
 * Null where the stop lies wholly after the crossing. A stop that no calendar allows is a fault. Most rules of a ruleset
 * ask for the same stops at the same moment, so the last answer is kept.
 */
export function stayOf(stop: Stop, moment: Moment, path: string): Stay | null {
  const last = held.get(stop)
  if (last !== undefined && last.now === moment.now && last.zone === moment.zone) return last.stay
  const stay = workOutStay(stop, moment, path)
  held.set(stop, { now: moment.now, zone: moment.zone, stay })
  return stay
}

function workOutStay(written: Stop, moment: Moment, path: string): Stay | null {
  const stop = withSoundHours(written)
  const from = dayOf(stop.from, `${path}.from`)
  const to = dayOf(stop.to, `${path}.to`)
  if (to < from) throw ruleFault(path, 'the stop ends before it begins')
  const cameFrom = startOf(from, stop.fromHour, moment.zone)
  if (cameFrom >= moment.now) return null
  const leftFrom = startOf(to, stop.toHour, moment.zone)
  const daysAgo = Math.max(0, daysBetween(to, moment.today))
  return {
    cameFrom,
    cameBefore: Math.min(endOf(from, stop.fromHour, moment.zone), moment.now),
    leftFrom: Math.min(leftFrom, moment.now),
    leftBefore: Math.min(endOf(to, stop.toHour, moment.zone), moment.now),
    lastDay: addDays(moment.today, -daysAgo),
    daysAgo,
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
  const covers = (start: EpochMs, end: EpochMs) => zone.from <= start && to >= end
  if (covers(stay.cameFrom, stay.cameBefore) || covers(stay.leftFrom, stay.leftBefore)) return 'yes'
  const there = stay.cameBefore <= stay.leftFrom && zone.from <= stay.leftFrom && to > stay.cameBefore
  return there ? 'yes' : 'perhaps'
}

function startOf(day: LocalDate, hour: number | undefined, zone: ZoneName): EpochMs {
  return instantOf(day, (hour ?? 0) * 60, zone)
}

function endOf(day: LocalDate, hour: number | undefined, zone: ZoneName): EpochMs {
  return hour === undefined ? instantOf(addDays(day, 1), 0, zone) : startOf(day, hour, zone) + HOUR_MS
}

function dayOf(written: LocalDate, path: string): LocalDate {
  const day = parseLocalDate(written)
  if (day === null) throw ruleFault(path, `not a day of the calendar: ${String(written).slice(0, 20)}`)
  return day
}
