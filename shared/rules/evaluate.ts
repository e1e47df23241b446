import { isNonEmpty } from '../result.ts'
import { localDateAt } from '../time.ts'
import type { EpochMs } from '../units.ts'
import type { CompiledRule, CompiledRules, CompiledRuleset } from './compile.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { finding, findingsOf } from './findings.ts'
import { type Firing, fireRule } from './fire-rule.ts'
import { nextScope } from './kept.ts'
import { mergeDuties } from './merge-duties.ts'
import type { Passing } from './passing.ts'
import { attempt } from './rule-fault.ts'
import { LANGUAGE_VERSION, type Ruleset } from './ruleset.ts'
import type { Scope } from './scope.ts'
import { compareOutcomes, type Outcome, type Verdict } from './verdict.ts'

/**
 * The strictest firing rule decides; every firing rule adds its reason and its duties, the deciding ones first.
 * `now` is the validation clock: the kiosk's guarded time at the checkpoint, the record's own time on replay.
 * Never throws: what breaks becomes `refer`.
 */
export function evaluate(rules: CompiledRules, passing: Passing, now: EpochMs): Verdict {
  return judged(rules, passing, { now, explains: true })
}

/** The same verdict without the facts that its rules read: for replaying many, where only the outcome is asked. */
export function evaluateUnexplained(rules: CompiledRules, passing: Passing, now: EpochMs): Verdict {
  return judged(rules, passing, { now, explains: false })
}

type Asked = Pick<Scope, 'now' | 'explains'>

function judged(rules: CompiledRules, passing: Passing, asked: Asked): Verdict {
  const answer = attempt('', () => firingsOf(rules, passing, asked))
  return verdictOf(answer.ok ? answer.value : [finding('CHOT-BROKEN', { fault: answer.error })])
}

function firingsOf(rules: CompiledRules, passing: Passing, asked: Asked): readonly Firing[] {
  const { now } = asked
  const facts = factsOf(passing)
  const inForce = rulesetsInForce(rules, now)
  const firings: Firing[] = [...findingsOf(facts, now)]
  if (!areRulesInForce(rules, inForce)) firings.push(finding('CHOT-NO-RULESET'))
  const missing = rules.required.filter((id) => !inForce.some(({ ruleset }) => ruleset.rulesetId === id))
  if (missing.length > 0) firings.push(finding('CHOT-RULESET-MISSING', { unknown: missing.map((id) => `rulesets.${id}`) }))
  if (rules.doubled.length > 0) firings.push(finding('CHOT-RULESET-DOUBLED', { unknown: rules.doubled.map((id) => `rulesets.${id}`) }))
  for (const compiled of inForce) firings.push(...fireRuleset(compiled, facts, asked))
  return firings
}

/** What is asked of one passing at a hundred moments is gathered once, and goes with it: nobody's facts stay behind. */
const gathered = new WeakMap<Passing, Facts>()

function factsOf(passing: Passing): Facts {
  const facts = gathered.get(passing) ?? gatherFacts(passing)
  gathered.set(passing, facts)
  return facts
}

function fireRuleset({ ruleset, rules }: CompiledRuleset, facts: Facts, { now, explains }: Asked): readonly Firing[] {
  const number = nextScope()
  const scope: Scope = {
    facts,
    now,
    today: localDateAt(now, ruleset.zone),
    zone: ruleset.zone,
    parameters: ruleset.parameters,
    data: null,
    number,
    base: number,
    trace: null,
    explains,
  }
  const firings: Firing[] = []
  if (ruleset.language > LANGUAGE_VERSION) firings.push(finding('CHOT-RULESET-TOO-NEW', { authority: ruleset.authority }))
  const missing = ruleset.requiredObservations.filter((kind) => !facts.observed.kinds.some((seen) => seen === kind))
  if (missing.length > 0 && facts.passing.audience === 'officer') {
    firings.push(finding('CHOT-OBSERVATION-MISSING', { authority: ruleset.authority, unknown: missing.map((kind) => `observed.${kind}`) }))
  }
  for (const rule of rules) {
    if (!isAsked(rule, facts, now)) continue
    const firing = fireRule(rule, ruleset, scope)
    if (firing !== null && !isSaidAlready(firing, facts)) firings.push(firing)
  }
  return firings
}

/** Whether the rule speaks of this place, way, time and audience. */
function isAsked(compiled: CompiledRule, { passing }: Facts, now: EpochMs): boolean {
  const { rule } = compiled
  if (now < rule.validFrom || (rule.validTo !== null && now >= rule.validTo)) return false
  if (rule.checkpointKinds.length > 0 && !rule.checkpointKinds.includes(passing.checkpoint.kind)) return false
  if (rule.directions.length > 0 && !rule.directions.includes(passing.direction)) return false
  return passing.audience === 'officer' || !(rule.readsPersonLists || (compiled.kind === 'sound' && compiled.readsPersonLists))
}

/** Without a declaration every asked fact is unknown; one finding says it for all rules. */
function isSaidAlready({ reason }: Firing, { askedAt }: Facts): boolean {
  return askedAt === null && reason.unknown.length > 0
}

/** Of each ruleset the newest version that has begun; if that one has ended, none: an older one does not come back. */
function rulesetsInForce({ rulesets }: CompiledRules, now: EpochMs): readonly CompiledRuleset[] {
  return rulesets.filter(({ ruleset }) => {
    if (!(ruleset.validFrom <= now) || !(ruleset.validTo === null || now < ruleset.validTo)) return false
    return !rulesets.some((other) => isNewer(other.ruleset, ruleset) && other.ruleset.validFrom <= now)
  })
}

function isNewer(other: Ruleset, { authority, rulesetId, version }: Ruleset): boolean {
  return other.version > version && other.rulesetId === rulesetId && other.authority === authority
}

/** An authority with rules of its own needs one of them in force; one without any is under the national layer alone. */
function areRulesInForce({ authority, rulesets }: CompiledRules, inForce: readonly CompiledRuleset[]): boolean {
  const own = (compiled: CompiledRuleset) => compiled.ruleset.authority === authority
  return rulesets.some(own) ? inForce.some(own) : inForce.length > 0
}

function verdictOf(firings: readonly Firing[]): Verdict {
  const ordered = [...firings].sort(decidingFirst)
  const outcome: Outcome = ordered[0]?.reason.outcome ?? 'admit'
  const reasons = ordered.map((firing) => firing.reason)
  const duties = mergeDuties(ordered.flatMap((firing) => firing.duties))
  if (outcome === 'admit') return { outcome, reasons, duties }
  return isNonEmpty(reasons) ? { outcome, reasons, duties } : verdictOf([finding('CHOT-BROKEN')])
}

const LAYERS: readonly Firing['layer'][] = ['product', 'national', 'province']

/** By outcome, never by position in a file; then by layer, rule id and version. */
function decidingFirst(a: Firing, b: Firing): number {
  return (
    compareOutcomes(b.reason.outcome, a.reason.outcome) ||
    LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) ||
    compareText(a.reason.ruleId, b.reason.ruleId) ||
    a.reason.ruleVersion - b.reason.ruleVersion ||
    compareText(JSON.stringify([a.reason, a.duties]), JSON.stringify([b.reason, b.duties]))
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
