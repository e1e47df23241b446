import type { CheckpointId, KioskId, PassageId } from '../ids.ts'
import type { Outcome } from '../rules/verdict.ts'
import type { EpochMs } from '../units.ts'

/** What re-adjudication may find and people should look at. `ok` and `not-replayed` are answers too, but no flags. */
export const FLAG_CLASSES = [
  'wrong-rule',
  'stale-data',
  'double-use',
  'expired-bundle',
  'clock-suspect',
  'unknown-declaration',
  'fork',
  'late-tail',
  'records-lost',
  'unreadable-record',
  'duplicate-serial',
  'exit-without-entry',
  'refused-needlessly',
] as const
export type FlagClass = (typeof FLAG_CLASSES)[number]

/** One record of one log. */
export interface RecordRef {
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly epoch: number
  readonly seq: number
}

/** `key` tells two findings of one class about one subject apart; the same set of records always gives the same ones. */
export interface Finding {
  readonly class: FlagClass
  readonly key: string
  /** When it happened, not when it was found. */
  readonly at: EpochMs
  readonly records: readonly RecordRef[]
  readonly detail: FindingDetail
}

/** What a sentence about it needs; no name, no document, nothing that leads to one. */
export interface FindingDetail {
  readonly passage?: PassageId
  /** What the kiosk said, what was done, and what should have been said. */
  readonly recorded?: Outcome
  readonly decided?: Outcome
  readonly expected?: Outcome
  readonly rules?: readonly string[]
  readonly how?: 'same-way' | 'too-fast'
  readonly otherCheckpoint?: CheckpointId
  readonly otherAt?: EpochMs
  readonly minutes?: number
  readonly count?: number
  readonly cause?: string
  readonly fromSeq?: number
  readonly toSeq?: number
}

/** Why a passage could not be judged again. */
export const NOT_REPLAYED = [
  'body-not-here',
  'claims-not-here',
  'unreadable-code',
  'bundle-not-here',
  'document-partly-known',
  'kiosk-without-bundle',
] as const
export type NotReplayed = (typeof NOT_REPLAYED)[number]

/** What was found about one subject: `judged` says how far it could be replayed. */
export interface Adjudication {
  readonly judged: 'ok' | NotReplayed
  readonly findings: readonly Finding[]
}

/** One order for everything: by time, then by key. Two records never share a key, so no order of arrival can show. */
export function compareRefs(a: RecordRef, b: RecordRef): number {
  return compareText(a.checkpoint, b.checkpoint) || compareText(a.kiosk, b.kiosk) || a.epoch - b.epoch || a.seq - b.seq
}

/** By code unit: no language's order, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
