import { parseLocalDate } from '../time.ts'
import type { LocalDate } from '../units.ts'

export interface Birth {
  readonly year: number
  /** Null where only the year is known, as on many old papers. */
  readonly date: LocalDate | null
}

/** Nobody alive was born before. */
const EARLIEST_YEAR = 1900

/** What an officer types in a hurry: `1958`, `12/3/1958`, `12.3.1958`, `12031958`, or the paper's `1958-03-12`. Null for the rest. */
export function parseBirth(text: string, today: LocalDate): Birth | null {
  const typed = text.trim()
  const date = dateOf(typed)
  const year = /^\d{4}$/.test(typed) ? Number(typed) : date === null ? null : Number(date.slice(0, 4))
  if (year === null || year < EARLIEST_YEAR || year > Number(today.slice(0, 4))) return null
  return date !== null && date > today ? null : { year, date }
}

function dateOf(typed: string): LocalDate | null {
  const local = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed)
  if (!local) return parseLocalDate(typed)
  const [, day = '', month = '', year = ''] = local
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
