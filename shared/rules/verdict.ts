import type { Texts } from '../checkpoints/checkpoint.ts'
import type { AuthorityId } from '../ids.ts'
import type { NonEmpty } from '../result.ts'
import type { LocalDate } from '../units.ts'
import type { QUARANTINE_KINDS, RECEIVERS } from './duty-kinds.ts'

/** Mildest first: the strictest firing rule decides. */
export const OUTCOMES = ['admit', 'admit-with-test', 'refer', 'turn-back', 'quarantine', 'detain'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type StricterOutcome = Exclude<Outcome, 'admit'>

/** Negative where `a` is milder than `b`. */
export function compareOutcomes(a: Outcome, b: Outcome): number {
  return OUTCOMES.indexOf(a) - OUTCOMES.indexOf(b)
}

/** What the ruleset says of one traveller at one moment. What the officer then did is a `Decision`. */
export type Verdict =
  | { readonly outcome: 'admit'; readonly reasons: readonly Reason[]; readonly duties: readonly Duty[] }
  | { readonly outcome: StricterOutcome; readonly reasons: NonEmpty<Reason>; readonly duties: readonly Duty[] }

/** Why a rule fired, the deciding ones first. */
export interface Reason {
  /** `QN-R04`; the product's own findings (bad code, no ruleset, broken rule's stand-in) start with `CHOT-`. */
  readonly ruleId: string
  readonly ruleVersion: number
  readonly authority: AuthorityId | null
  readonly outcome: Outcome
  readonly strength: 'must' | 'should'
  /** Legal document, clause and its short quoted phrase; null only for the product's own findings. */
  readonly law: { readonly document: Texts; readonly clause: string; readonly phrase: string } | null
  readonly officerText: Texts
  readonly travellerText: Texts
  /** Facts that the rule read, as paths with their values, for the officer and the record. */
  readonly facts: readonly UsedFact[]
  /** Paths of facts that were unknown and on which the answer depended: the rule fired as `refer`. */
  readonly unknown: readonly string[]
  /** The rule broke: where and why. It counts as fired with `refer`. */
  readonly fault?: { readonly path: string; readonly problem: string }
}

export interface UsedFact {
  readonly path: string
  /** JSON-like and short, for people and records. */
  readonly value: string | number | boolean | null
}

export type QuarantineKind = (typeof QUARANTINE_KINDS)[number]
export type Receiver = (typeof RECEIVERS)[number]
export const PAYERS = ['traveller', 'state', 'employer'] as const
export type Payer = (typeof PAYERS)[number]
export const PRIORITIES = ['normal', 'high'] as const
export type Priority = (typeof PRIORITIES)[number]
export const VIOLATION_KINDS = ['no-declaration', 'false-declaration', 'quarantine-breach', 'no-mask', 'other'] as const
export type ViolationKind = (typeof VIOLATION_KINDS)[number]

/** What must happen next. Duties of one kind are merged: see `mergeDuties`. */
export type Duty =
  | {
      readonly kind: 'quarantine'
      /** The intersection of what firing rules allow; [`facility`] alone means home cannot be chosen. */
      readonly kinds: NonEmpty<QuarantineKind>
      readonly payer: Payer
      readonly days: number
      /** Day 0. `through` = anchor + days, the last full day. */
      readonly anchor: LocalDate
      readonly through: LocalDate
      readonly controller: 'destination-commune' | 'health' | 'facility'
    }
  | { readonly kind: 'sample'; readonly payer: Payer; readonly priority: Priority; readonly onDays: readonly number[] }
  | { readonly kind: 'isolate-now' }
  | { readonly kind: 'hand-over'; readonly to: readonly Receiver[] }
  | { readonly kind: 'follow-up'; readonly to: readonly Receiver[] }
  /** `draft`: a person must confirm it before it is a violation. */
  | { readonly kind: 'record-violation'; readonly violation: ViolationKind; readonly draft: boolean }
  | { readonly kind: 'disinfect' }
  | { readonly kind: 'advise'; readonly text: Texts }
  | { readonly kind: 'not-cleared-for-work' }
