import type { ZoneName } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { Facts } from './facts.ts'
import { ruleFault } from './rule-fault.ts'
import type { Expression, Ruleset } from './ruleset.ts'
import { isInstant, isList, isUnknown, shown, type Unknown, type Value } from './value.ts'

/** All that a compiled expression may look at. */
export interface Scope {
  readonly facts: Facts
  readonly now: EpochMs
  /** The local day of `now` in the ruleset's zone. */
  readonly today: LocalDate
  readonly zone: ZoneName
  readonly parameters: Ruleset['parameters']
  /** Facts read so far, or null while nobody asks: only a rule that fires is run again with a trace. */
  readonly trace: Map<string, string | number | boolean | null> | null
}

export type Compiled = (scope: Scope) => Value

/** Where in a rule an expression stands, and what compiling it needs. */
export interface Site {
  readonly path: string
  readonly parameters: Ruleset['parameters']
  readonly compile: (expression: Expression, site: Site) => Compiled
  /** Called for each operator or variable that reads a list of persons. */
  readonly onPersonList: () => void
}

/** An operator's own door: checks its operand while compiling, and answers while running. */
export type Operator = (operand: Expression, site: Site) => Compiled

export function step(site: Site, key: string | number): Site {
  return { ...site, path: `${site.path}.${key}` }
}

export function note(scope: Scope, path: string, value: Value): void {
  if (scope.trace !== null) scope.trace.set(path, shown(value))
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
