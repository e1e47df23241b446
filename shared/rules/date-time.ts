import { daysInMonth, twoDigits, utcOfDay } from '../civil-day.ts'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../units.ts'

/**
 * A date, or a date and time, in one of CertLogic's formats; without an offset it is UTC, a date alone 00:00 of it, and
 * decimals beyond the millisecond are dropped. Null for any other text, and for a day, hour or offset that does not
 * exist: the specification leaves those open, and others let them pass for a date.
 */
export function parseDateTime(written: string): EpochMs | null {
  const day = utcOfDay(written)
  if (day === null || written.length === 10) return day
  if (written[10] !== 'T' || written[13] !== ':' || written[16] !== ':') return null
  const hour = twoDigits(written, 11)
  const minute = twoDigits(written, 14)
  const second = twoDigits(written, 17)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null
  const decimals = written[19] === '.' ? countDigits(written, 20) : null
  if (decimals === 0) return null
  const ms = decimals === null ? 0 : milliseconds(written, decimals)
  const offset = parseOffset(written, decimals === null ? 19 : 20 + decimals)
  return offset === null ? null : day + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + ms - offset
}

/** `2004` or `2004-02` as 00:00 UTC of the last day that it can mean; null for any other text. */
export function parsePartialDate(written: string): EpochMs | null {
  if (written.length === 4) return utcOfDay(`${written}-12-31`)
  if (written.length !== 7) return null
  const first = utcOfDay(`${written}-01`)
  return first === null ? null : first + (daysInMonth(Number(written.slice(0, 4)), Number(written.slice(5))) - 1) * DAY_MS
}

/** Of the first three decimals, which begin at 20. */
function milliseconds(written: string, decimals: number): number {
  let ms = 0
  for (let place = 0; place < 3; place++) ms = ms * 10 + (place < decimals ? written.charCodeAt(20 + place) - 48 : 0)
  return ms
}

function parseOffset(written: string, from: number): number | null {
  if (written.length === from || (written.length === from + 1 && written[from] === 'Z')) return 0
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(written.slice(from))
  if (match === null) return null
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return (match[1] === '-' ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS)
}

function countDigits(written: string, from: number): number {
  let count = 0
  while (isDigit(written.charCodeAt(from + count))) count++
  return count
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
