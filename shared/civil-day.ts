import { DAY_MS, type EpochMs } from './units.ts'

/**
 * 00:00 UTC of the calendar day in the first ten characters, `YYYY-MM-DD`; null where they are none, or the calendar
 * has no such day. Arithmetic instead of `Date`, because every stop of every declaration passes here many times.
 */
export function utcOfDay(written: string): EpochMs | null {
  if (written.charCodeAt(4) !== DASH || written.charCodeAt(7) !== DASH) return null
  const year = twoDigits(written, 0) * 100 + twoDigits(written, 2)
  const month = twoDigits(written, 5)
  const day = twoDigits(written, 8)
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null
  return daysSinceEpoch(year, month, day) * DAY_MS
}

const DASH = 45

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** NaN where one of the two characters is no digit. */
export function twoDigits(written: string, at: number): number {
  const tens = written.charCodeAt(at) - 48
  const ones = written.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** The day `YYYY-MM-DD` in UTC of an instant of the years 0 to 9999; outside them null. */
export function dayOfUtc(at: EpochMs): string | null {
  const days = Math.floor(at / DAY_MS) + EPOCH_FROM_MARCH_0
  if (!(days >= FIRST_DAY && days < LAST_DAY)) return null
  const era = Math.floor(days / ERA_DAYS)
  const dayOfEra = days - era * ERA_DAYS
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** Days from 1 March of year 0, where the leap day is the last of its year, to 1 January 1970. */
const EPOCH_FROM_MARCH_0 = 719_468
const ERA_DAYS = 146_097
/** 1 January of year 0 and of year 10000, counted likewise. */
const FIRST_DAY = -60
const LAST_DAY = 25 * ERA_DAYS - 60

/** Of the proleptic Gregorian calendar. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * ERA_DAYS + dayOfEra - EPOCH_FROM_MARCH_0
}
