import type { AreaTable } from '../areas/area-table.ts'
import type { Checkpoint, Direction } from '../checkpoints/checkpoint.ts'
import type { Claims } from '../declaration/claims.ts'
import type { PassageId } from '../ids.ts'
import type { DocumentSource, Observation } from '../passage/observation.ts'
import type { NonEmpty } from '../result.ts'
import type { EpochMs } from '../units.ts'
import type { Zone } from './ruleset.ts'

/** One person at one checkpoint in one direction: all that `evaluate` may look at. No clock, no dice, no network. */
export interface Passing {
  /** Of the passage; an auditable random share is drawn from it. */
  readonly passageId: PassageId
  readonly checkpoint: Checkpoint
  readonly direction: Direction
  /** Several documents of one person make one verdict. None at all is a person without a code. */
  readonly documents: readonly PresentedDocument[]
  readonly observations: readonly Observation[]
  readonly lists: Lists
  readonly areas: AreaTable
  /** `preview` answers only from what was typed and leaves out rules that read lists of persons. */
  readonly audience: 'officer' | 'preview'
}

/** How well a document's claims are known as a whole; single tests and doses carry their own evidence. */
export interface PresentedDocument {
  readonly source: DocumentSource | 'declaration' | 'form'
  readonly claims: Claims
  readonly issuedAt: EpochMs
}

/** Absent from a fresh list is a known "no"; from a missing or stale list it is unknown. */
export type Listed<T> = { readonly state: 'known'; readonly value: T } | { readonly state: 'unknown'; readonly why: 'missing' | 'stale' }

export interface Lists {
  readonly zones: Listed<readonly Zone[]>
  /** Watch-list entries that match this person or vehicle (never the whole list). */
  readonly watch: Listed<readonly WatchHit[]>
  /** Whether the person is on a named roster, the vehicle on a named list, ...: by list name. */
  readonly named: { readonly [list: string]: Listed<boolean> }
}

export const WATCH_KINDS = ['breach', 'f0', 'f1', 'f2', 'contradicted'] as const
export type WatchKind = (typeof WATCH_KINDS)[number]

export interface WatchHit {
  readonly kind: WatchKind
  readonly by: NonEmpty<'credential' | 'document' | 'plate'>
  /** A hit by document that birth year confirmed, or by credential id; a plate alone never is. */
  readonly confirmed: boolean
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly otherPassage?: { readonly checkpoint: string; readonly at: EpochMs }
}
