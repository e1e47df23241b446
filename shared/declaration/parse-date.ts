import { ok } from '../result.ts'
import { formatDate, parseInstant, parseLocalDate } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import { type Checked, fault } from './checked.ts'

/** A day that the calendar has: 30 February and 29 February 2021 are refused by name. */
export function checkDate(text: string, path: string): Checked<LocalDate> {
  if (text === '') return fault(path, 'required')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return fault(path, 'date-format')
  const date = parseLocalDate(text)
  return date === null ? fault(path, 'date-unreal', { date: formatDate(text) }) : ok(date)
}

export function checkInstant(text: string, path: string): Checked<EpochMs> {
  if (text === '') return fault(path, 'required')
  const instant = parseInstant(text)
  if (instant !== null) return ok(instant)
  const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(text)
  const isUnreal = day !== null && parseLocalDate(day[0]) === null
  return isUnreal ? fault(path, 'date-unreal', { date: formatDate(day[0]) }) : fault(path, 'instant-format')
}
