import type { Division } from '../areas/place.ts'
import type { Stop } from '../declaration/claims.ts'
import { addDays, daysBetween, localDateAt } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import { carriedDay, dayCarried } from './carried-days.ts'
import { carriedPlace, placeCarried } from './carried-place.ts'
import type { Cbor, CborList } from './cbor.ts'
import { elementsOf, integerIn, nullOr } from './claim-readers.ts'

/** What numbers in the claims are relative to. */
export interface ClaimScale {
  readonly division: Division
  readonly issuedAt: EpochMs
}

/**
 * Fourteen stops must fit a small code, and a declaration has no gaps: a stop follows the one before on the same day or the
 * next. So a stop is a place and one number, `4 x days + step`: days from its first to its last, step from the last day of
 * the stop before to its first. The first stop counts from 14 days before issue. Where the step is not 0 to 3, the number's
 * place takes [first day, days].
 */
export function carriedStops(stops: readonly Stop[], scale: ClaimScale): CborList {
  return stops.flatMap((stop, i) => [carriedPlace(stop.place, scale.division), carriedStay(stop, stops[i - 1]?.to ?? firstDay(scale), scale)])
}

/** Two elements for each stop, from hour and to hour; undefined where no stop has one. */
export function carriedHours(stops: readonly Stop[]): CborList | undefined {
  const hours = stops.flatMap((stop) => [stop.fromHour ?? null, stop.toHour ?? null])
  return hours.every((hour) => hour === null) ? undefined : hours
}

/** Undefined where stops and hours are not so written. */
export function stopsCarried(value: Cbor, hoursValue: Cbor | undefined, scale: ClaimScale): readonly Stop[] | undefined {
  const elements = elementsOf(value, 0, 2 * MAX_STOPS)
  if (elements === undefined || elements.length % 2 !== 0) return undefined
  const hours = hoursValue === undefined ? [] : elementsOf(hoursValue, elements.length, elements.length)
  if (hours === undefined) return undefined
  const stops: Stop[] = []
  for (let i = 0; i < elements.length; i += 2) {
    const stay = stayCarried(elements[i + 1] ?? null, stops[stops.length - 1]?.to ?? firstDay(scale), scale)
    const place = placeCarried(elements[i] ?? null, scale.division)
    const span = hoursCarried(hours[i] ?? null, hours[i + 1] ?? null)
    if (stay === undefined || place === undefined || span === undefined) return undefined
    stops.push({ place, ...stay, ...span })
  }
  return stops
}

function carriedStay({ from, to }: Stop, lastDay: LocalDate, scale: ClaimScale): Cbor {
  const days = daysBetween(from, to)
  const step = daysBetween(lastDay, from)
  return step >= 0 && step < STEPS ? STEPS * days + step : [carriedDay(from, scale.issuedAt), days]
}

function stayCarried(value: Cbor, lastDay: LocalDate, scale: ClaimScale): Pick<Stop, 'from' | 'to'> | undefined {
  if (typeof value === 'number') return value < 0 ? undefined : stayFrom(addDays(lastDay, value % STEPS), Math.floor(value / STEPS))
  const [first = null, days = null] = elementsOf(value, 2, 2) ?? []
  return stayFrom(dayCarried(first, scale.issuedAt), days)
}

function stayFrom(from: LocalDate | undefined, value: Cbor): Pick<Stop, 'from' | 'to'> | undefined {
  const days = integerIn(0, MAX_DAYS)(value)
  return from === undefined || days === undefined ? undefined : { from, to: addDays(from, days) }
}

function hoursCarried(from: Cbor, to: Cbor): Pick<Stop, 'fromHour' | 'toHour'> | undefined {
  const fromHour = nullOr(readHour)(from)
  const toHour = nullOr(readHour)(to)
  if (fromHour === undefined || toHour === undefined) return undefined
  return { ...(fromHour !== null && { fromHour }), ...(toHour !== null && { toHour }) }
}

function firstDay(scale: ClaimScale): LocalDate {
  return addDays(localDateAt(scale.issuedAt), -DAYS_BEFORE)
}

const readHour = integerIn(0, 23)
const STEPS = 4
const DAYS_BEFORE = 14
const MAX_STOPS = 64
const MAX_DAYS = 4000
