import type { PlaceCode } from '../areas/place.ts'
import type { CheckpointKind, Direction, Texts } from '../checkpoints/checkpoint.ts'
import type { AuthorityId } from '../ids.ts'
import type { NonEmpty } from '../result.ts'
import type { ZoneName } from '../time.ts'
import type { EpochMs } from '../units.ts'
import type { Outcome, Payer, Priority, QuarantineKind, Receiver, ViolationKind } from './verdict.ts'

/** Version of the rule language: CertLogic 1.3.3 plus our operators. A kiosk that is older refuses the ruleset. */
export const LANGUAGE_VERSION = 1

/** An expression of the rule language: JSON, compiled once to closures. */
export type Expression = null | boolean | number | string | readonly Expression[] | { readonly [operator: string]: Expression }

/** Dated, versioned, immutable once published; a change is a new version. Owned by the receiving authority. */
export interface Ruleset {
  readonly rulesetId: string
  readonly version: number
  readonly language: number
  readonly authority: AuthorityId
  /** `national` lies under every `province` of that country. */
  readonly layer: 'national' | 'province'
  readonly title: Texts
  readonly zone: ZoneName
  readonly validFrom: EpochMs
  readonly validTo: EpochMs | null
  /** Numbers that sources do not settle, with their defaults said: rules read them as `parameters.NAME`. */
  readonly parameters: { readonly [name: string]: number | string | boolean }
  /** Why a parameter has its value, for those who publish rules and those who ask. */
  readonly parameterNotes?: { readonly [name: string]: Texts }
  /** Observations without which the verdict is `refer`: `temperature`, `mask`, ... */
  readonly requiredObservations: readonly string[]
  /** Overriding a verdict of these outcomes takes a second officer's PIN. Absent: none. */
  readonly secondOfficerFor?: readonly Outcome[]
  readonly rules: readonly Rule[]
}

export interface Rule {
  readonly id: string
  readonly version: number
  readonly validFrom: EpochMs
  readonly validTo: EpochMs | null
  /** `should` always fires as `admit` and advises. */
  readonly strength: 'must' | 'should'
  readonly outcome: Outcome
  /** Empty: everywhere. */
  readonly checkpointKinds: readonly CheckpointKind[]
  /** Empty: both ways. */
  readonly directions: readonly Direction[]
  readonly when: Expression
  /** The rule's own exception. `false` where it has none. */
  readonly unless: Expression
  readonly duties: readonly DutyTemplate[]
  readonly law: { readonly document: Texts; readonly clause: string; readonly phrase: string }
  readonly officerText: Texts
  readonly travellerText: Texts
  /** It reads lists of persons: left out of the public preview, which says so. */
  readonly readsPersonLists: boolean
}

/** A number of days, or the name of the parameter that holds it. */
export type Days = number | { readonly parameter: string }

/** A duty before dates are known: `anchor` names a computed day. */
export type DutyTemplate =
  | {
      readonly kind: 'quarantine'
      readonly kinds: NonEmpty<QuarantineKind>
      readonly payer: Payer
      readonly days: Days
      /** `last-day-in-zone`: the last local date spent in a place of that zone kind; `crossing`: the local date of the crossing. */
      readonly anchor: { readonly from: 'last-day-in-zone'; readonly zoneKinds: NonEmpty<ZoneKind> } | { readonly from: 'crossing' }
      readonly controller: 'destination-commune' | 'health' | 'facility'
    }
  | { readonly kind: 'sample'; readonly payer: Payer; readonly priority: Priority; readonly onDays: readonly Days[] }
  | { readonly kind: 'isolate-now' }
  | { readonly kind: 'hand-over'; readonly to: readonly Receiver[] }
  | { readonly kind: 'follow-up'; readonly to: readonly Receiver[] }
  | { readonly kind: 'record-violation'; readonly violation: ViolationKind; readonly draft: boolean }
  | { readonly kind: 'disinfect' }
  | { readonly kind: 'advise'; readonly text: Texts }
  | { readonly kind: 'not-cleared-for-work' }

export const ZONE_KINDS = [
  'outbreak',
  'sealed',
  'community-isolation',
  'wide-area',
  'distancing',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
] as const
export type ZoneKind = (typeof ZONE_KINDS)[number]

/** A place under a measure. Known to kiosks before it starts; switches by itself at `from`, to the minute. */
export interface Zone {
  readonly zoneId: string
  readonly place: PlaceCode
  readonly kind: ZoneKind
  /** `prepared` does nothing; `lifted` counts until `to`. */
  readonly state: 'prepared' | 'active' | 'lifted'
  readonly from: EpochMs
  /** Exclusive; null is open. */
  readonly to: EpochMs | null
  /** The authority that declared it and the paper it stands in. */
  readonly authority: AuthorityId
  readonly source: Texts
  /** Cases there not traced yet (R12). */
  readonly untraced?: boolean
}
