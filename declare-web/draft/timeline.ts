import { DECLARED_DAYS } from '../../shared/declaration/declaration.ts'
import { addDays } from '../../shared/time.ts'
import type { LocalDate } from '../../shared/units.ts'
import type { StopDraft } from './draft.ts'

export interface DayRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The local dates that the form asks for, oldest first, today last. */
export function declaredDays(today: LocalDate): readonly LocalDate[] {
  return Array.from({ length: DECLARED_DAYS }, (_, index) => addDays(today, index - DECLARED_DAYS + 1))
}

/** Runs of days that no stop covers. */
export function gapsOf(stops: readonly StopDraft[], days: readonly LocalDate[]): readonly DayRange[] {
  const gaps: DayRange[] = []
  for (const day of days) {
    if (stops.some((stop) => covers(stop, day))) continue
    const last = gaps[gaps.length - 1]
    if (last && addDays(last.to, 1) === day) gaps[gaps.length - 1] = { from: last.from, to: day }
    else gaps.push({ from: day, to: day })
  }
  return gaps
}

export function covers(stop: StopDraft, day: LocalDate): boolean {
  return stop.from <= day && day <= stop.to
}

/**
 * Puts a stay into the timeline. Stays that it overlaps give way but keep the day of leaving and the day of coming back,
 * because one was in both places on those days; a rule that counts from the last day in a zone must see it.
 */
export function placeStop(stops: readonly StopDraft[], stay: StopDraft): readonly StopDraft[] {
  return joinNeighbours(inOrder([...stops.flatMap((stop) => giveWay(stop, stay)), stay]))
}

/** Fills the empty days with one place, up to the days on which the neighbouring stays begin and end. */
export function fillGaps(stops: readonly StopDraft[], place: string, days: readonly LocalDate[]): readonly StopDraft[] {
  const filled = gapsOf(stops, days).map((gap): StopDraft => {
    const before = addDays(gap.from, -1)
    const after = addDays(gap.to, 1)
    const from = days.includes(before) ? before : gap.from
    const to = days.includes(after) ? after : gap.to
    return { place, from, to, fromHour: '', toHour: '' }
  })
  return joinNeighbours(inOrder([...stops, ...filled]))
}

/** Drops what has slid out of the asked dates since the draft was begun; a stay that reaches in is shortened. */
export function withinDays(stops: readonly StopDraft[], days: readonly LocalDate[]): readonly StopDraft[] {
  const first = days[0] ?? ''
  return stops.filter((stop) => stop.to >= first).map((stop) => (stop.from < first ? { ...stop, from: first, fromHour: '' } : stop))
}

function giveWay(stop: StopDraft, stay: StopDraft): readonly StopDraft[] {
  if (stop.to <= stay.from || stop.from >= stay.to) return isInside(stop, stay) ? [] : [stop]
  const before = stop.from < stay.from ? [{ ...stop, to: stay.from, toHour: '' }] : []
  const after = stop.to > stay.to ? [{ ...stop, from: stay.to, fromHour: '' }] : []
  return [...before, ...after]
}

/** One day long at the edge of a longer stay in the same place: it says nothing more. */
function isInside(stop: StopDraft, stay: StopDraft): boolean {
  return stop.place === stay.place && stop.from >= stay.from && stop.to <= stay.to
}

function inOrder(stops: readonly StopDraft[]): readonly StopDraft[] {
  return [...stops].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function joinNeighbours(stops: readonly StopDraft[]): readonly StopDraft[] {
  const joined: StopDraft[] = []
  for (const stop of stops) {
    const last = joined[joined.length - 1]
    if (last && last.place === stop.place && stop.from <= addDays(last.to, 1)) {
      const later = stop.to > last.to ? stop : last
      joined[joined.length - 1] = { ...last, to: later.to, toHour: later.toHour }
    } else joined.push(stop)
  }
  return joined
}
