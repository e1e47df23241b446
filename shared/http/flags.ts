import type { FindingDetail, FlagClass, RecordRef } from '../adjudication/finding.ts'
import type { CheckpointId, KioskId } from '../ids.ts'
import type { EpochMs } from '../units.ts'

/** Something about recorded passages that people should look at. Nothing in it names anybody. */
export interface FlagView {
  readonly id: string
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly class: FlagClass
  readonly occurredAt: EpochMs
  readonly raisedAt: EpochMs
  /** What came in later took it back. */
  readonly withdrawnAt: EpochMs | null
  /** The records behind it, the one that is flagged first. */
  readonly records: readonly RecordRef[]
  readonly detail: FindingDetail
  readonly acknowledged: { readonly at: EpochMs; readonly by: string; readonly note: string } | null
}

/** `GET /api/flags`: newest first. `next` goes back as `before`; null where this was the last page. */
export interface FlagPage {
  readonly flags: readonly FlagView[]
  readonly next: string | null
  /** Of all checkpoints: what nobody has acknowledged yet. */
  readonly open: number
}

/** `POST /api/flags/:checkpoint/:flag/acknowledge`; the reply is the `FlagView`. */
export interface AcknowledgeRequest {
  readonly note: string
}

/** A note says what was done about it, in words that somebody can read a year later. */
export const MIN_NOTE = 8
export const MAX_NOTE = 500
