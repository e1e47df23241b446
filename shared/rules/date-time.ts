import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../units.ts'

/**
 * A date, or a date and time, in one of CertLogic's formats; without an offset it is UTC, a date alone 00:00 of it, and
 * decimals beyond the millisecond are dropped. Null for any other text, and for a day, hour or offset that does not
 * exist: the specification leaves those open, and others let them pass for a date.
 */
export function parseDateTime(written: string): EpochMs | null {
  const day = parseDay(written)
  if (day === null || written.length === 10) return day
  if (written[10] !== 'T' || written[13] !== ':' || written[16] !== ':') return null
  const hour = twoDigits(written, 11)
  const minute = twoDigits(written, 14)
  const second = twoDigits(written, 17)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null
  const decimals = written[19] === '.' ? countDigits(written, 20) : null
  if (decimals === 0) return null
  const ms = decimals === null ? 0 : Number(written.slice(20, 20 + Math.min(decimals, 3)).padEnd(3, '0'))
  const offset = parseOffset(written.slice(decimals === null ? 19 : 20 + decimals))
  return offset === null ? null : day + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + ms - offset
}

/** `2004` or `2004-02` as 00:00 UTC of the last day that it can mean; null for any other text. */
export function parsePartialDate(written: string): EpochMs | null {
  if (written.length === 4) return parseDay(`${written}-12-31`)
  if (written.length !== 7) return null
  const first = parseDay(`${written}-01`)
  return first === null ? null : first + (daysInMonth(Number(written.slice(0, 4)), Number(written.slice(5))) - 1) * DAY_MS
}

/** 00:00 UTC of the day in the first ten characters. */
function parseDay(written: string): EpochMs | null {
  if (written[4] !== '-' || written[7] !== '-') return null
  const year = twoDigits(written, 0) * 100 + twoDigits(written, 2)
  const month = twoDigits(written, 5)
  const day = twoDigits(written, 8)
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null
  return daysSinceEpoch(year, month, day) * DAY_MS
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** Of the proleptic Gregorian calendar. The year counts from March, so that the leap day is its last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const monthFromMarch = (month + 9) % 12
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  /** Days from 1 March of year 0 to 1 January 1970. */
  const toEpoch = 719_468
  return era * 146_097 + dayOfEra - toEpoch
}

function parseOffset(written: string): number | null {
  if (written === 'Z' || written === '') return 0
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(written)
  if (match === null) return null
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return (match[1] === '-' ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS)
}

/** NaN where one of the two is no digit. */
function twoDigits(written: string, at: number): number {
  return digit(written, at) * 10 + digit(written, at + 1)
}

function digit(written: string, at: number): number {
  const value = written.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

function countDigits(written: string, from: number): number {
  let count = 0
  while (!Number.isNaN(digit(written, from + count))) count++
  return count
}
