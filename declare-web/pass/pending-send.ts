import { hexOf } from '../../shared/hex.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Draft } from '../draft/draft.ts'
import type { PendingSend } from '../draft/draft-store.ts'
import { draftToInput } from '../draft/draft-to-input.ts'

const KEY_BYTES = 16

export interface SendMoment {
  readonly now: EpochMs
  /** So many random bytes. */
  readonly dice: (bytes: number) => Uint8Array
}

/**
 * One key and one body for one state of the draft: pressed again after a lost reply, the very same goes out. What surely
 * never left the device is made anew, so that "now" is the hour of sending.
 */
export function pendingFor(draft: Draft, earlier: PendingSend | null, { now, dice }: SendMoment): PendingSend {
  const text = JSON.stringify(draft)
  if (earlier?.draft === text && earlier.mayBeThere) return earlier
  return { key: hexOf(dice(KEY_BYTES)), body: JSON.stringify(draftToInput(draft, now)), draft: text, isWaiting: false, mayBeThere: false }
}
