import type { Direction } from '../../shared/checkpoints/checkpoint.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { CheckpointId, KioskId, PassageId } from '../../shared/ids.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'

/** One passage out of the log, with all that a rule may ask of it. No name: the record's key and the passage's own id. */
export interface RecordedPassage {
  readonly record: RecordKey
  /** Null where the body that says it is gone. */
  readonly passage: PassageId | null
  readonly checkpoint: CheckpointId
  readonly direction: Direction
  readonly scannedAt: EpochMs
  /** Of the record with the last verdict: the validation clock of the replay. */
  readonly judgedAt: EpochMs
  /** What the kiosk said then, after all observations. */
  readonly outcome: Outcome
  readonly observations: readonly Observation[]
  readonly presented: Presented
}

/** Where in a checkpoint's log the scan stands. */
export interface RecordKey {
  readonly kiosk: KioskId
  readonly epoch: number
  readonly seq: number
}

/** Documents (none at all is a person without a code), or why they cannot be had. */
export type Presented =
  | { readonly kind: 'documents'; readonly documents: readonly { readonly claims: Claims; readonly issuedAt: EpochMs }[] }
  | { readonly kind: 'gone'; readonly why: NotReplayable }

/** A code that nobody could read, claims of another issuer, a body erased or still sealed, a checkpoint no longer known. */
export const NOT_REPLAYABLE = ['unreadable-code', 'claims-not-here', 'body-not-here', 'checkpoint-not-here'] as const
export type NotReplayable = (typeof NOT_REPLAYABLE)[number]
