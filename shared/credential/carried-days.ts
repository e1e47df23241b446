import { addDays, daysBetween, localDateAt } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { Cbor } from './cbor.ts'
import { integerIn } from './claim-readers.ts'

/** A date as days before the day of issue at UTC+7; negative after it. One byte for the last 23 days. */
export function carriedDay(date: LocalDate, issuedAt: EpochMs): number {
  return daysBetween(date, localDateAt(issuedAt))
}

/** Undefined where it is no date that a declaration can mean. */
export function dayCarried(value: Cbor, issuedAt: EpochMs): LocalDate | undefined {
  const days = integerIn(-MAX_DAYS_AHEAD, MAX_DAYS_BACK)(value)
  return days === undefined ? undefined : addDays(localDateAt(issuedAt), -days)
}

const MAX_DAYS_BACK = 40_000
const MAX_DAYS_AHEAD = 3660
