import type { EpochMs } from '../../shared/units.ts'

/** As `shared/civil-day.ts`, by the phone's own `Date`: slower and a sixth of the bytes, for the few days that one form holds. */
export function utcOfDay(written: string): EpochMs | null {
  const day = written.slice(0, 10)
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === day ? at : null
}

/** Left to whoever asks, who has `Date` too. */
export function dayOfUtc(_at: EpochMs): string | null {
  return null
}
