import { CERTLOGIC_OPERATORS } from './certlogic-operators.ts'
import { compilerOf } from './compiler-of.ts'
import { anySymptom, hasTest, observedTemperatureAtLeast } from './operators/health.ts'
import { lookup, watchHit } from './operators/lists.ts'
import { addLocalDays, localDate, localDaysBetween } from './operators/local-days.ts'
import { or } from './operators/logic.ts'
import { leftZoneAfterStart, placeInZone, stopAbroad, wasInZone } from './operators/stays.ts'
import type { Expression } from './ruleset.ts'
import type { Compiled, Operator, Site } from './scope.ts'

/** The language of `LANGUAGE_VERSION` 1: CertLogic's operators under their own names, then ours. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...CERTLOGIC_OPERATORS,
  ['or', or],
  ['local-date', localDate],
  ['add-days', addLocalDays],
  ['days-between', localDaysBetween],
  ['was-in-zone', wasInZone],
  ['left-zone-after-start', leftZoneAfterStart],
  ['place-in-zone', placeInZone],
  ['stop-abroad', stopAbroad],
  ['any-symptom', anySymptom],
  ['observed-temperature-at-least', observedTemperatureAtLeast],
  ['has-test', hasTest],
  ['watch-hit', watchHit],
  ['lookup', lookup],
])

/** JSON to a closure, once. Throws a rule fault where the expression is not of the language. */
export const compileExpression: (expression: Expression, site: Site) => Compiled = compilerOf(OPERATORS)
