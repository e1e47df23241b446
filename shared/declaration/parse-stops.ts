import type { PlaceCode } from '../areas/place.ts'
import { ok } from '../result.ts'
import { addDays, daysBetween, formatDate } from '../time.ts'
import type { LocalDate } from '../units.ts'
import { andThen, type Checked, every, type Fault, fault, map, together } from './checked.ts'
import type { Stop } from './claims.ts'
import { DECLARED_DAYS, LIMITS } from './declaration.ts'
import { type JudgeContext, today } from './declaration-context.ts'
import type { StopInput } from './declaration-input.ts'
import { checkDate } from './parse-date.ts'
import { checkPlace } from './parse-place.ts'
import { listed } from './structured.ts'

/** The dates asked for: today and the 14 before it (epidemiology counts 14 full days, and arrivals happen in mid-day). */
interface Window {
  readonly first: LocalDate
  readonly last: LocalDate
}

type Hours = Pick<Stop, 'fromHour' | 'toHour'>

/** A stop with its number in what was sent, where its errors belong. */
interface Numbered {
  readonly stop: Stop
  readonly index: number
}

/**
 * The stops in the order of their dates, covering every date of the window. Two of them may share a date only where one
 * ends and the other begins; stops of one and the same single day keep the order in which they were given.
 */
export function checkStops(input: unknown, context: JudgeContext): Checked<readonly Stop[]> {
  if (input === null || input === undefined) return { ok: false, error: [] }
  const last = today(context)
  const window = { first: addDays(last, 1 - DECLARED_DAYS), last }
  const stops = andThen(listed(input, LIMITS.stops), (items) =>
    every(items.map((item, index) => map(checkStop(item, { index, window, context }), (stop) => ({ stop, index })))),
  )
  return andThen(stops, (sound) => checkTimeline(sound, window))
}

interface StopContext {
  readonly index: number
  readonly window: Window
  readonly context: JudgeContext
}

function checkStop(item: unknown, at: StopContext): Checked<Stop> {
  return andThen(at.context.structured('stop', item), (stop) => {
    const path = `stops.${at.index}`
    const place: Checked<PlaceCode> = checkPlace(stop.place, `${path}.place`, at.context.areas)
    const parts = together({ place, days: checkDays(stop, path, at.window), hours: checkHours(stop, path) })
    return map(parts, ({ place, days, hours }) => ({ place, ...days, ...hours }))
  })
}

function checkDays(stop: StopInput, path: string, window: Window): Checked<Pick<Stop, 'from' | 'to'>> {
  const days = together({
    from: andThen(checkDate(stop.from, `${path}.from`), (date) => inWindow(date, `${path}.from`, window)),
    to: andThen(checkDate(stop.to, `${path}.to`), (date) => inWindow(date, `${path}.to`, window)),
  })
  return andThen(days, ({ from, to }) => (to < from ? fault(`${path}.to`, 'stop-backwards') : ok({ from, to })))
}

function inWindow(date: LocalDate, path: string, { first, last }: Window): Checked<LocalDate> {
  if (date > last) return fault(path, 'stop-future', { last: formatDate(last) })
  return date < first ? fault(path, 'stop-too-early', { first: formatDate(first) }) : ok(date)
}

function checkHours({ from, to, fromHour, toHour }: StopInput, path: string): Checked<Hours> {
  const hours = together({ fromHour: checkHour(fromHour, `${path}.fromHour`), toHour: checkHour(toHour, `${path}.toHour`) })
  return andThen(hours, (given) => {
    const isBackwards = from === to && given.fromHour !== null && given.toHour !== null && given.toHour < given.fromHour
    if (isBackwards) return fault(`${path}.toHour`, 'stop-hours-backwards')
    return ok({
      ...(given.fromHour === null ? {} : { fromHour: given.fromHour }),
      ...(given.toHour === null ? {} : { toHour: given.toHour }),
    })
  })
}

function checkHour(hour: number | null | undefined, path: string): Checked<number | null> {
  if (hour === null || hour === undefined) return ok(null)
  return Number.isInteger(hour) && hour >= 0 && hour <= 23 ? ok(hour) : fault(path, 'stop-hour')
}

function checkTimeline(stops: readonly Numbered[], window: Window): Checked<readonly Stop[]> {
  const inOrder = [...stops].sort(byDates)
  const faults = [...overlaps(inOrder), ...missingDays(stops, window)]
  return faults.length === 0 ? ok(inOrder.map(({ stop }) => stop)) : { ok: false, error: faults }
}

/** Ends with the index: sorting in browsers before 2018 is not stable. */
function byDates(a: Numbered, b: Numbered): number {
  if (a.stop.from !== b.stop.from) return a.stop.from < b.stop.from ? -1 : 1
  if (a.stop.to !== b.stop.to) return a.stop.to < b.stop.to ? -1 : 1
  return a.index - b.index
}

function overlaps(inOrder: readonly Numbered[]): readonly Fault[] {
  const faults: Fault[] = []
  let latest: Stop | null = null
  for (const { stop, index } of inOrder) {
    if (latest !== null) faults.push(...overlap(latest, stop, index))
    if (latest === null || stop.to >= latest.to) latest = stop
  }
  return faults
}

function overlap(before: Stop, stop: Stop, index: number): readonly Fault[] {
  if (stop.from > before.to) return []
  if (stop.from < before.to) return fault(`stops.${index}.from`, 'stop-overlap', { date: formatDate(stop.from) }).error
  const { toHour } = before
  const { fromHour } = stop
  if (toHour === undefined || fromHour === undefined || toHour <= fromHour) return []
  return fault(`stops.${index}.fromHour`, 'stop-hours-overlap', { from: fromHour, to: toHour }).error
}

function missingDays(stops: readonly Numbered[], { first }: Window): readonly Fault[] {
  const days = Array.from({ length: DECLARED_DAYS }, (_, index) => addDays(first, index))
  const missing = days.filter((day) => !stops.some(({ stop }) => stop.from <= day && day <= stop.to))
  return missing.length === 0 ? [] : fault('stops', 'stops-missing-days', { count: DECLARED_DAYS, dates: asRanges(missing) }).error
}

/** `05/02/2021, 08/02/2021–10/02/2021` */
function asRanges(days: readonly LocalDate[]): string {
  const ranges: { readonly from: LocalDate; to: LocalDate }[] = []
  for (const day of days) {
    const open = ranges[ranges.length - 1]
    if (open && daysBetween(open.to, day) === 1) open.to = day
    else ranges.push({ from: day, to: day })
  }
  return ranges.map(({ from, to }) => (from === to ? formatDate(from) : `${formatDate(from)}–${formatDate(to)}`)).join(', ')
}
