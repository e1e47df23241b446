import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'

export const RETRY_FIRST_MS = SECOND_MS
export const RETRY_LONGEST_MS = 5 * MINUTE_MS
/** With something to send, and without. */
export const SYNC_BUSY_MS = 5 * SECOND_MS
export const SYNC_IDLE_MS = 15 * SECOND_MS

/** Full jitter: a province of tablets does not come back all at once. `share` is a random number in [0, 1). */
export function retryDelayMs(failures: number, share: number): number {
  const ceiling = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.min(failures, 20))
  return Math.round(RETRY_FIRST_MS / 2 + share * (ceiling - RETRY_FIRST_MS / 2))
}
