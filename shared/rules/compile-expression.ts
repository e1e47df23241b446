import { CERTLOGIC_OPERATORS } from './certlogic-operators.ts'
import { compilerOf } from './compiler-of.ts'
import { answered } from './operators/answered.ts'
import { hasDoses } from './operators/doses.ts'
import { anySymptom, hasTest, observedTemperatureAtLeast } from './operators/health.ts'
import { placeLevelAtLeast, stopLevelAtLeast } from './operators/levels.ts'
import { lookup, watchHit } from './operators/lists.ts'
import { addLocalDays, localDate, localDaysBetween } from './operators/local-days.ts'
import { or } from './operators/logic.ts'
import { anyPlaceInZone, placeWithin, wasOutside } from './operators/places.ts'
import { randomShare } from './operators/random-share.ts'
import { leftZoneAfterStart, placeInZone, stopAbroad, wasInZone } from './operators/stays.ts'
import { testedBetween } from './operators/tested-between.ts'
import { wasInUntracedZone } from './operators/untraced.ts'
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
  ['place-within', placeWithin],
  ['was-outside', wasOutside],
  ['any-place-in-zone', anyPlaceInZone],
  ['was-in-untraced-zone', wasInUntracedZone],
  ['stop-level-at-least', stopLevelAtLeast],
  ['place-level-at-least', placeLevelAtLeast],
  ['tested-between', testedBetween],
  ['has-doses', hasDoses],
  ['random-share', randomShare],
  ['answered', answered],
])

/** JSON to a closure, once. Throws a rule fault where the expression is not of the language. */
export const compileExpression: (expression: Expression, site: Site) => Compiled = compilerOf(OPERATORS)
