import { dayOfUtc, utcOfDay } from './civil-day.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type LocalDate, MINUTE_MS } from './units.ts'
import { wallIn } from './wall-in.ts'

/** An IANA zone name. Rulesets carry theirs; the product's default is Việt Nam's. */
export type ZoneName = string
export const DEFAULT_ZONE: ZoneName = 'Asia/Ho_Chi_Minh'

/** Việt Nam has stood at UTC+7 without summer time since this instant; before it tzdata says +8. */
const HO_CHI_MINH_FIXED_FROM = Date.UTC(1975, 5, 12, 16)

/** The zone's distance from UTC at an instant, in ms, east positive. */
export function zoneOffsetMs(at: EpochMs, zone: ZoneName): number {
  if (zone === 'Asia/Ho_Chi_Minh' && at >= HO_CHI_MINH_FIXED_FROM) return 7 * HOUR_MS
  return wallIn(zone, at) - Math.floor(at / 1000) * 1000
}

/** The calendar day that a clock on the wall in `zone` shows at `at`. */
export function localDateAt(at: EpochMs, zone: ZoneName = DEFAULT_ZONE): LocalDate {
  return dateFromUtcMs(at + zoneOffsetMs(at, zone))
}

/** The hour 0-23 on that wall clock. */
export function localHourAt(at: EpochMs, zone: ZoneName = DEFAULT_ZONE): number {
  const local = at + zoneOffsetMs(at, zone)
  return Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS)
}

/** 00:00 of a local day as an instant. Where summer time skips midnight, the first instant that exists. */
export function startOfLocalDate(date: LocalDate, zone: ZoneName = DEFAULT_ZONE): EpochMs {
  return instantOf(date, 0, zone)
}

/** `minutes` after midnight by the wall clock of that local day. */
export function instantOf(date: LocalDate, minutes: number, zone: ZoneName = DEFAULT_ZONE): EpochMs {
  return instantOfWall(utcMsOf(date) + minutes * MINUTE_MS, zone)
}

/** The instant at which a clock on the wall shows what a clock of UTC shows at `wall`. */
export function instantOfWall(wall: EpochMs, zone: ZoneName): EpochMs {
  const guess = wall - zoneOffsetMs(wall, zone)
  return wall - zoneOffsetMs(guess, zone)
}

/** A real day of the calendar, else null: 2021-02-29 and 1900-02-29 do not exist. */
export function parseLocalDate(text: unknown): LocalDate | null {
  return typeof text === 'string' && text.length === 10 && utcOfDay(text) !== null ? text : null
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromUtcMs(utcMsOf(date) + days * DAY_MS)
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utcMsOf(to) - utcMsOf(from)) / DAY_MS)
}

/** `2021-02-17T20:00:00+07:00` and the like. A time without an offset is refused: it would depend on the host. */
export function parseInstant(text: unknown): EpochMs | null {
  if (typeof text !== 'string') return null
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text)
  if (!match || parseLocalDate(match[1]) === null) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

/** The wall clock in `zone` for people: date `17/02/2021`, time `20:00`. */
export function formatLocal(at: EpochMs, zone: ZoneName = DEFAULT_ZONE): { readonly date: string; readonly time: string } {
  const iso = new Date(at + zoneOffsetMs(at, zone)).toISOString()
  return { date: formatDate(iso.slice(0, 10)), time: iso.slice(11, 16) }
}

/** `2021-02-17` as Vietnamese papers write it: `17/02/2021`. */
export function formatDate(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

function utcMsOf(date: LocalDate): number {
  return (date.length === 10 ? utcOfDay(date) : null) ?? Number.NaN
}

function dateFromUtcMs(ms: number): LocalDate {
  // Where there is no such day `toISOString` throws, or writes a year that no paper has.
  return dayOfUtc(ms) ?? new Date(ms).toISOString().slice(0, 10)
}
