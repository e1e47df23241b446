import { isExpressionList } from './operands.ts'
import { above, atLeast, atMost, below, equal, isIn, plus } from './operators/comparison.ts'
import { anySymptom, hasTest, observedTemperatureAtLeast } from './operators/health.ts'
import { after, before, notAfter, notBefore, plusTime } from './operators/instants.ts'
import { lookup, watchHit } from './operators/lists.ts'
import { addLocalDays, localDate, localDaysBetween } from './operators/local-days.ts'
import { and, not, or, when } from './operators/logic.ts'
import { leftZoneAfterStart, placeInZone, stopAbroad, wasInZone } from './operators/stays.ts'
import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type Operator, type Site, step } from './scope.ts'
import type { Value } from './value.ts'
import { compileVariable } from './variables.ts'

/** The language of `LANGUAGE_VERSION` 1: CertLogic's operators under their own names, then ours. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['var', compileVariable],
  ['if', when],
  ['===', equal],
  ['in', isIn],
  ['and', and],
  ['!', not],
  ['+', plus],
  ['>', above],
  ['<', below],
  ['>=', atLeast],
  ['<=', atMost],
  ['after', after],
  ['before', before],
  ['not-after', notAfter],
  ['not-before', notBefore],
  ['plusTime', plusTime],
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

/** Deeper rules are a mistake or an attack; real ones stay under ten. */
const MAX_DEPTH = 60

/** JSON to a closure, once. Throws a rule fault where the expression is not of the language. */
export function compileExpression(expression: Expression, site: Site): Compiled {
  if (site.path.length > MAX_DEPTH * 40 || site.path.split('.').length > MAX_DEPTH * 2) throw ruleFault(site.path, 'is nested too deep')
  if (typeof expression === 'string' || typeof expression === 'boolean') return () => expression
  if (typeof expression === 'number') return integerLiteral(expression, site)
  if (expression === null || typeof expression !== 'object')
    throw ruleFault(site.path, 'null cannot be written in a rule; a path that leads nowhere is null')
  if (isExpressionList(expression)) return listLiteral(expression, site)
  const [operator, ...rest] = Object.keys(expression)
  if (operator === undefined || rest.length > 0) throw ruleFault(site.path, 'an operation is an object with exactly one operator')
  const compile = OPERATORS.get(operator)
  if (compile === undefined) throw ruleFault(site.path, `no operator is called "${operator}"; there are: ${[...OPERATORS.keys()].join(' ')}`)
  return compile(expression[operator] ?? null, step(site, operator))
}

function integerLiteral(value: number, site: Site): Compiled {
  if (!Number.isSafeInteger(value)) throw ruleFault(site.path, 'only whole numbers can be written in a rule')
  return () => value
}

function listLiteral(items: readonly Expression[], site: Site): Compiled {
  const compiled = items.map((item, index) => site.compile(item, step(site, index)))
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    const constant: readonly Value[] = items.map((item) => (typeof item === 'object' ? null : item))
    return () => constant
  }
  return (scope) => compiled.map((item) => item(scope))
}
