import type { ZoneName } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { Facts } from './facts.ts'
import { ruleFault } from './rule-fault.ts'
import type { Expression, Ruleset } from './ruleset.ts'
import { isInstant, isList, isUnknown, type Unknown, type Value } from './value.ts'

/** What every expression may look at, CertLogic's own included. */
export interface DataScope {
  /** What CertLogic's `var` walks: the data context, or within `reduce` the accumulator and the item. */
  readonly data: Value
  /** Of this scope and no other: what is kept of one says nothing in the next. */
  readonly number: number
  /** The number of the scope over the same facts that this one explains; its own where it explains none. */
  readonly base: number
  /** Facts read so far, or null while nobody asks: only a rule that fires is run again, in a scope with a trace. */
  readonly trace: Read[] | null
}

/** A fact that a rule read, each path once. */
export interface Read {
  readonly path: string
  value: Value
}

/** All that a rule of ours may look at. */
export interface Scope extends DataScope {
  readonly facts: Facts
  readonly now: EpochMs
  /** The local day of `now` in the ruleset's zone. */
  readonly today: LocalDate
  readonly zone: ZoneName
  readonly parameters: Ruleset['parameters']
  /** Whether a rule that fires says which facts it read. */
  readonly explains: boolean
}

export interface Compiled<S extends DataScope = Scope> {
  (scope: S): Value
  /** Where its answer is kept, if it is. */
  readonly kept?: Kept<S>
  /** What it always comes to, if that is known beforehand. */
  readonly constant?: Value
}

/**
 * An expression and its last answer, which holds for the scope that it was asked in and for no other: every passage has its own
 * scope, and so has every rule that is explained. Nothing needs to be cleared between two travellers.
 */
export interface Kept<S extends DataScope> {
  /** The number of the scope that `value` is of. */
  of: number
  value: Value
  readonly work: (scope: S) => Value
}

/** Whether some item of the list fits: what a `reduce` that begins with `false` and stops at `true` comes to. */
export interface Search {
  readonly listed: Expression
  readonly fits: Expression
}

/** Null where the items do not answer plainly true or false: then the `reduce` is worked out as it is written. */
export type Find<S extends DataScope> = (scope: S) => boolean | null

/** Where in a rule an expression stands, and what compiling it needs. */
export interface Site<S extends DataScope = Scope> {
  readonly path: string
  /** Steps from the root of the expression. */
  readonly depth: number
  /** `certlogic`: as its specification says and no more. `chot`: an invalid date written out is found while compiling, a text may stand for an instant. */
  readonly dialect: 'certlogic' | 'chot'
  readonly parameters: Ruleset['parameters']
  readonly compile: (expression: Expression, site: Site<S>) => Compiled<S>
  /** What `var` means here. */
  readonly variable: Operator<S>
  /** Where rules are asked together: makes the searches of one list at once. */
  readonly searches: ((search: Search, site: Site<S>) => Find<S>) | null
  /** Called for each operator or variable that reads a list of persons. */
  readonly onPersonList: () => void
}

/** An operator's own door: checks its operand while compiling, and answers while running. */
export type Operator<S extends DataScope = Scope> = (operand: Expression, site: Site<S>) => Compiled<S>

/** An operator of CertLogic itself: it reads no facts of ours, so it serves both dialects. */
export type CoreOperator = <S extends DataScope>(operand: Expression, site: Site<S>) => Compiled<S>

export function step<S extends DataScope>(site: Site<S>, key: string | number): Site<S> {
  return { ...site, path: site.path === '' ? String(key) : `${site.path}.${key}`, depth: site.depth + 1 }
}

export function note(scope: DataScope, path: string, value: Value): void {
  if (scope.trace !== null) noteIn(scope.trace, path, value)
}

function noteIn(trace: Read[], path: string, value: Value): void {
  for (const read of trace) {
    if (read.path !== path) continue
    read.value = value
    return
  }
  trace.push({ path, value })
}

/** CertLogic's truthiness; a date is neither, and so a fault. */
export function truthOf(value: Value, path: string): boolean | Unknown {
  if (typeof value === 'boolean') return value
  if (value === null || value === '' || value === 0) return false
  if (typeof value === 'string' || typeof value === 'number') return true
  if (isUnknown(value)) return value
  if (isList(value)) return value.length > 0
  if (isInstant(value)) throw ruleFault(path, 'a date is neither true nor false: compare it first')
  return Object.keys(value).length > 0
}
