import type { Direction } from '../checkpoints/checkpoint.ts'
import type { CredentialId, PassageId } from '../ids.ts'
import type { Observation } from '../passage/observation.ts'
import type { RecordedVerdict } from '../passage/records.ts'
import type { PresentedDocument } from '../rules/passing.ts'
import type { Outcome } from '../rules/verdict.ts'
import type { EpochMs } from '../units.ts'
import type { NotReplayed, RecordRef } from './finding.ts'

/** One passage as its records tell it, with the documents that could be opened again. */
export interface JudgedPassage {
  readonly passage: PassageId
  readonly direction: Direction
  /** The last scan, and every record of the passage. */
  readonly scan: RecordRef
  readonly records: readonly RecordRef[]
  /** Of the last verdict. */
  readonly judgedAt: EpochMs
  /** Of a paper keyed in later: when it was written, and the rules of that moment apply. */
  readonly rulesAt?: EpochMs
  readonly receivedAt: EpochMs
  readonly clock: 'sure' | 'doubtful'
  readonly recorded: RecordedVerdict
  readonly observations: readonly Observation[]
  /** Versions of the bundle parts that the verdict rests on: of the scan, and of a switch before a later observation. */
  readonly bundles: readonly { readonly [part: string]: number }[]
  /** The decision that stands; null while open or annulled. */
  readonly decided: { readonly outcome: Outcome; readonly at: EpochMs } | null
  /** Own credentials that opened. */
  readonly credentials: readonly CredentialId[]
  readonly presented: Shown
}

/** What was held up. `foreign`: at least one document that was not our credential. */
export type Shown =
  | { readonly kind: 'documents'; readonly documents: readonly PresentedDocument[]; readonly foreign: boolean }
  | { readonly kind: 'gone'; readonly why: NotReplayed }
