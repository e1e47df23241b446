import type { CheckpointId } from '../ids.ts'
import { MINUTE_MS } from '../units.ts'

/**
 * Between two checkpoints that no table names: nobody is let through at one, drives off and is let through at another in
 * less, wherever they stand. Too small rather than too large: an honest trip must never be flagged.
 */
export const DEFAULT_TRAVEL_MS = 2 * MINUTE_MS

/** Least minutes by road, by the two ids in the order of their letters: `bach-dang|da-bac`. Both ways alike. */
export type TravelTable = { readonly [pair: string]: number }

export function leastTravelMs(table: TravelTable, a: CheckpointId, b: CheckpointId): number {
  const minutes = table[a < b ? `${a}|${b}` : `${b}|${a}`]
  return minutes === undefined ? DEFAULT_TRAVEL_MS : minutes * MINUTE_MS
}
