import type { PlaceCode } from '../areas/place.ts'
import type { TestKind } from '../declaration/vocabulary.ts'
import type { CredentialId } from '../ids.ts'
import type { EpochMs } from '../units.ts'

/** What the officer sees, taps or scans besides the code. Not tapped is the known value `not-observed`. */
export type Observation = ObservedValue & { readonly observedAt: EpochMs }

export type ObservedValue = SeenValue | Withdrawal

/** A tap taken back: the slot is as if nobody had tapped it. `paper` where papers were, `test` where one test's was. */
export interface Withdrawal {
  readonly kind: 'withdrawn'
  readonly of: SeenValue['kind']
  readonly paper: SeenPaper | null
  readonly test?: TestName
}

/** Which of the declared tests: nobody has two of a kind sampled in one moment. */
export interface TestName {
  readonly kind: TestKind
  readonly sampledAt: EpochMs
}

/** About so many wait, no more counting than a glance allows. */
export const QUEUE_LENGTHS = ['none', '10', '50', 'more'] as const
export type QueueLength = (typeof QUEUE_LENGTHS)[number]

export type SeenPaper = 'test' | 'vaccination' | 'identity' | 'work' | 'goods'

export type SeenValue =
  /** Tenths of a degree Celsius: 37.8 is 378; canonical JSON takes integers only. */
  | { readonly kind: 'temperature'; readonly tenths: number }
  | { readonly kind: 'symptom'; readonly present: boolean }
  | { readonly kind: 'mask'; readonly worn: boolean }
  /**
   * The officer looked at a paper: raises the claim's evidence to `seen`. A vaccination paper shows all doses, a test paper
   * one test: `test` says which. Without it the tap speaks of the only one declared, and of none where there are several.
   */
  | { readonly kind: 'papers-seen'; readonly paper: SeenPaper; readonly agrees: boolean; readonly test?: TestName }
  | { readonly kind: 'persons-counted'; readonly persons: number }
  | { readonly kind: 'queue'; readonly length: QueueLength }
  | { readonly kind: 'illegal-entry'; readonly suspected: boolean }
  /** Where a patrol stands, 1e-5 degrees. */
  | { readonly kind: 'position'; readonly latitude: number; readonly longitude: number }
  /** Where a patrol stands, chosen by hand: a place without satellites, or a tablet that may not tell. */
  | { readonly kind: 'place'; readonly place: PlaceCode }
  /** What the officer saw done, for the draft of a violation; `note` in a few words. */
  | { readonly kind: 'violation'; readonly what: ObservedViolation; readonly note: string | null }
  /** A further document of the same person; `agrees`: name and birth year are those of the first. */
  | {
      readonly kind: 'document'
      /** `form`: the one-minute form, filled while the answer waited; what it says lies sealed. */
      readonly document: DocumentSource | 'form'
      readonly trust: 'attested' | 'unsigned' | 'unchecked' | 'bad'
      readonly agrees: boolean
      /** Of a code of ours: which one. */
      readonly credential?: CredentialId
      /** The expired or revoked code of the same person, or the proof, that was held up first: the passage is this one's now. */
      readonly insteadOf?: CredentialId
    }

export const OBSERVED_VIOLATIONS = ['false-declaration', 'no-mask', 'evasion', 'refuses', 'overloaded', 'other'] as const
export type ObservedViolation = (typeof OBSERVED_VIOLATIONS)[number]

/** What a person may hold up besides our own person's code. */
export const DOCUMENT_SOURCES = [
  'eu-certificate',
  'id-card',
  'personal-qr-2021',
  'passport',
  'slip',
  'vehicle-pass',
  'credential',
  'completed-quarantine',
] as const
export type DocumentSource = (typeof DOCUMENT_SOURCES)[number]

export const OBSERVATION_KINDS: readonly ObservedValue['kind'][] = [
  'temperature',
  'symptom',
  'mask',
  'papers-seen',
  'persons-counted',
  'queue',
  'illegal-entry',
  'position',
  'place',
  'violation',
  'document',
  'withdrawn',
]
