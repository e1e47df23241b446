import type { Texts } from '../../checkpoints/checkpoint.ts'
import type { Evidence, TestKind } from '../../declaration/vocabulary.ts'
import type { ObservedValue } from '../../passage/observation.ts'
import type { NonEmpty } from '../../result.ts'
import type { EpochMs, LocalDate } from '../../units.ts'
import type { Outcome } from '../verdict.ts'

/** A patch of one passing or of its moment: `applyChange` makes it. What the traveller said is never unsaid by one. */
export type Change =
  /** One more negative test. Smaller: evidence that is easier to bring, then an older test, then one told by its result alone. */
  | { readonly kind: 'test'; readonly test: TestKind; readonly basis: 'sampled' | 'result'; readonly since: EpochMs; readonly evidence: Evidence }
  /** More doses. Smaller: fewer, then evidence that is easier to bring, then later ones. */
  | { readonly kind: 'dose'; readonly count: number; readonly lastOn: LocalDate; readonly evidence: Evidence }
  /** The same passing at a later whole minute, with nothing new in between. Smaller: sooner. */
  | { readonly kind: 'date'; readonly from: EpochMs }
  /** Facts that were unknown. Smaller: fewer of them. */
  | { readonly kind: 'answer'; readonly answers: NonEmpty<Answer> }
  /** Something seen or measured that nobody had tapped in. Smaller: fewer taps, a warmer forehead. */
  | { readonly kind: 'observation'; readonly observed: NonEmpty<ObservedValue> }

/** `path` as in `Reason.unknown`; `none` is the empty list. For `stops` the value is the place of the days that are missing. */
export interface Answer {
  readonly path: string
  readonly value: string | number | boolean
}

/** "If this were so, the answer would be that": verified by `evaluate` before it is offered. */
export interface Counterfactual {
  readonly kind: Change['kind']
  readonly change: Change
  /** Strictly milder than the verdict. */
  readonly outcome: Outcome
  /** The condition alone, for people; the outcome has its own word. */
  readonly texts: Texts
  /** `public`: provable, and read from nothing that the public may not know. */
  readonly audience: 'public' | 'officer'
}
