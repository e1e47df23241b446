declare const unit: unique symbol
type Unit<T, U extends string> = T & { readonly [unit]?: U }

/** An instant: milliseconds since 1970-01-01T00:00Z. Names of instants end in `At`. */
export type EpochMs = Unit<number, 'EpochMs'>

/** A calendar day without a zone, `YYYY-MM-DD`. Birth dates are these: a zone would shift them. */
export type LocalDate = Unit<string, 'LocalDate'>

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
