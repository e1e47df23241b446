import { compileExpression } from '../../shared/rules/compile-expression.ts'
import { gatherFacts } from '../../shared/rules/facts.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import { attempt } from '../../shared/rules/rule-fault.ts'
import type { Expression, Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import type { Scope, Site } from '../../shared/rules/scope.ts'
import { isInstant, isList, isUnknown, type Value } from '../../shared/rules/value.ts'
import { compileVariable, FACT_NAMES } from '../../shared/rules/variables.ts'
import { stayAt, touches } from '../../shared/rules/zones/stay.ts'
import { zoneIndexOf } from '../../shared/rules/zones/zone-index.ts'
import { localDateAt } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'

/**
 * A ruleset of ours as plain CertLogic, for engines that know nothing else. Stops and tests are searched by `reduce`, as
 * an author would have to; what plain CertLogic cannot say at all (places within places, levels, lots) is worked out
 * beforehand and handed to the peers as a ready answer, which favours them.
 */
export interface PeerRules {
  /** One expression per rule of ours, in order. */
  readonly expressions: readonly Expression[]
  /** The data context of one passing: `{payload, external}` with everything that the expressions read. */
  readonly contextOf: (passing: Passing, now: EpochMs) => Value
}

export function peerRulesOf(ruleset: Ruleset): PeerRules {
  const prepared: Expression[] = []
  const translate = (expression: Expression): Expression => translated(expression, { ruleset, prepared, translate })
  const whole = ({ when, unless }: Rule): Expression => ({ and: [translate(when), { '!': [translate(unless)] }] })
  const expressions = ruleset.rules.map(whole)
  return { expressions, contextOf: (passing, now) => contextOf({ passing, now, ruleset, prepared }) }
}

interface Translation {
  readonly ruleset: Ruleset
  /** Expressions whose answers the context carries. */
  readonly prepared: Expression[]
  readonly translate: (expression: Expression) => Expression
}

const KEPT = ['if', '===', 'in', 'and', '!', '+', '>', '<', '>=', '<=']

function translated(expression: Expression, { ruleset, prepared, translate }: Translation): Expression {
  if (expression === null || typeof expression !== 'object') return expression
  if (Array.isArray(expression)) return expression.map(translate)
  const [[name = '', operand = null] = []] = Object.entries(expression)
  const own = OWN[name]?.(operand, ruleset)
  if (own !== undefined && own !== null) return own
  if (name === 'or' && Array.isArray(operand)) return { '!': [{ and: operand.map((one: Expression): Expression => ({ '!': [translate(one)] })) }] }
  if (KEPT.includes(name)) return { [name]: translate(operand) }
  prepared.push(expression)
  return { var: `payload.prepared.${prepared.length - 1}` }
}

/** Null: not to be said plainly; its answer is prepared. */
type Plainly = (operand: Expression, ruleset: Ruleset) => Expression | null

const OWN: { readonly [operator: string]: Plainly } = {
  var: (operand, { parameters }) => {
    const path = String(operand)
    if (path.startsWith('parameters.')) return parameters[path.slice('parameters.'.length)] ?? null
    return path.startsWith('lists.') ? null : { var: `payload.${path}` }
  },
  'was-in-zone': (operand, ruleset) => someStop(operand, ruleset, 'zones'),
  'left-zone-after-start': (operand, ruleset) => someStop(operand, ruleset, 'left'),
  'has-test': (operand, ruleset) => someTest(operand, ruleset),
}

/** True as soon as one stop, at most so many days ago, has one of the kinds. */
function someStop(operand: Expression, ruleset: Ruleset, list: 'zones' | 'left'): Expression | null {
  const { kinds, lastDays, ...more } = optionsOf(operand)
  const days = plainNumber(lastDays ?? null, ruleset)
  if (!Array.isArray(kinds) || days === null || Object.keys(more).length > 0) return null
  const anyKind = kinds.reduceRight<Expression>((rest, kind: Expression) => ({ if: [{ in: [kind, { var: `current.${list}` }] }, true, rest] }), false)
  return some('payload.stays', { and: [{ '<=': [{ var: 'current.daysAgo' }, days] }, anyKind] })
}

function someTest(operand: Expression, ruleset: Ruleset): Expression | null {
  const { kinds, result, evidence, maxAgeHours, basis = 'sampled' } = optionsOf(operand)
  const hours = plainNumber(maxAgeHours ?? null, ruleset)
  if (hours === null || basis !== 'sampled') return null
  const least = ['declared', 'seen', 'attested'].slice(['declared', 'seen', 'attested'].indexOf(String(evidence)))
  const fits: Expression[] = [
    { in: [{ var: 'current.kind' }, kinds ?? []] },
    { '===': [{ var: 'current.result' }, result ?? ''] },
    { in: [{ var: 'current.evidence' }, least] },
    { '<=': [0, { var: 'current.ageMs' }, hours * 3_600_000] },
  ]
  return some('payload.samples', { and: fits })
}

function some(path: string, fits: Expression): Expression {
  return { reduce: [{ var: path }, { if: [{ var: 'accumulator' }, true, fits] }, false] }
}

function optionsOf(operand: Expression): { readonly [name: string]: Expression } {
  return operand !== null && typeof operand === 'object' && !Array.isArray(operand) ? (operand as { readonly [name: string]: Expression }) : {}
}

function plainNumber(written: Expression, { parameters }: Ruleset): number | null {
  const path = optionsOf(written).var
  const value = typeof path === 'string' ? parameters[path.replace('parameters.', '')] : written
  return typeof value === 'number' ? value : null
}

interface Asked {
  readonly passing: Passing
  readonly now: EpochMs
  readonly ruleset: Ruleset
  readonly prepared: readonly Expression[]
}

function contextOf({ passing, now, ruleset, prepared }: Asked): Value {
  const { zone, parameters } = ruleset
  const facts = gatherFacts(passing)
  const scope: Scope = { facts, now, today: localDateAt(now, zone), zone, parameters, data: null, number: 0, base: 0, trace: null, explains: false }
  const named = Object.entries(FACT_NAMES).map(([name, read]) => [name, plain(read(scope))] as const)
  const answers = prepared.map((expression) => {
    const answer = attempt('', () => compileExpression(expression, siteOf(ruleset))(scope))
    return answer.ok ? plain(answer.value) : null
  })
  const samples = facts.tests.map((test) => ({ kind: test.kind, result: test.result, evidence: test.evidence, ageMs: now - test.sampledAt }))
  return {
    payload: { ...Object.fromEntries(named), prepared: answers, stays: staysOf(scope), samples },
    external: { validationClock: new Date(now).toISOString() },
  }
}

/** What each stop touches, found beforehand: plain CertLogic has neither places nor a way to look at two lists at once. */
function staysOf(scope: Scope): readonly Value[] {
  const { passing, stops } = scope.facts
  const { zones } = passing.lists
  if (zones.state === 'unknown') return []
  const index = zoneIndexOf(zones.value, passing.areas)
  const here = index.at(passing.checkpoint.place).inside
  return stops.flatMap((stop, position): readonly Value[] => {
    const stay = stayAt(scope, position)
    if (stay === null) return []
    const touched = index.at(stop.place).inside.filter((zone) => touches(stay, zone) === 'yes')
    const left = touched.filter((zone) => !here.includes(zone))
    return [{ place: stop.place, daysAgo: stay.daysAgo, zones: touched.map((zone) => zone.kind), left: left.map((zone) => zone.kind) }]
  })
}

function siteOf(ruleset: Ruleset): Site {
  const { parameters } = ruleset
  const onPersonList = () => undefined
  return { path: '', depth: 0, dialect: 'chot', parameters, compile: compileExpression, variable: compileVariable, searches: null, onPersonList }
}

/** JSON for the peers: they know no unknown. */
function plain(value: Value): Value {
  if (value === null || typeof value !== 'object') return value
  if (isUnknown(value) || isInstant(value)) return null
  if (isList(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]))
}
