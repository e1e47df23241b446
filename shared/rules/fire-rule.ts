import type { CompiledRule, SoundRule } from './compile.ts'
import { dutyOf } from './duties.ts'
import { nextScope } from './kept.ts'
import { faultTexts, unknownTexts } from './reason-texts.ts'
import { attempt, type RulesetFault, ruleFault } from './rule-fault.ts'
import type { Rule, Ruleset } from './ruleset.ts'
import type { Read, Scope } from './scope.ts'
import { isUnknown, shown, type Unknown, unknownPaths, type Value } from './value.ts'
import type { Duty, Outcome, Reason, UsedFact } from './verdict.ts'
import { compareOutcomes } from './verdict.ts'

/** A rule that fired: its reason, what it demands, and the rank of who made it. */
export interface Firing {
  readonly reason: Reason
  readonly duties: readonly Duty[]
  /** The product's own findings, then the national layer, then the province's. */
  readonly layer: 'product' | Ruleset['layer']
}

/** Null where the rule does not fire. One that breaks fires as `refer`; one whose answer hangs on an unknown fact too. */
export function fireRule(compiled: CompiledRule, ruleset: Ruleset, scope: Scope): Firing | null {
  if (compiled.kind === 'broken') return brokenFiring(compiled.rule, ruleset, compiled.fault)
  const answer = answerOf(compiled, scope)
  if (!answer.ok) return brokenFiring(compiled.rule, ruleset, answer.error)
  if (answer.value === false) return null
  const facts = usedFacts(compiled, scope)
  if (answer.value === true) return firing(compiled, ruleset, { scope, facts })
  return unknownFiring(compiled.rule, ruleset, { facts, unknown: unknownPaths(answer.value) })
}

/** What breaks is asked again of the rule by itself: among others the path may be that of another rule which asks the same. */
function answerOf(rule: SoundRule, scope: Scope): Answer {
  const together = attempt(rule.path, () => holds(rule, scope))
  if (together.ok) return together
  const alone = rule.alone()
  return alone.kind === 'sound' ? attempt(rule.path, () => holds(alone, scope)) : { ok: false, error: alone.fault }
}

type Answer = ReturnType<typeof attempt<boolean | Unknown>>

/** Three-valued `when and not unless`; each must come out true, false or unknown, so that no rule lapses over a slip. */
function holds(rule: SoundRule, scope: Scope): boolean | Unknown {
  const applies = verdictOf(rule.when(scope), `${rule.path}.when`)
  if (applies === false) return false
  const excepted = verdictOf(rule.unless(scope), `${rule.path}.unless`)
  if (excepted === true) return false
  if (excepted === false) return applies
  return applies === true ? excepted : applies
}

function verdictOf(value: Value, path: string): boolean | Unknown {
  if (typeof value === 'boolean' || isUnknown(value)) return value
  throw ruleFault(path, 'a condition must come out true or false')
}

/** Runs the rule again and writes down what it reads; almost all rules never fire, so this costs little. */
function usedFacts(rule: SoundRule, scope: Scope): readonly UsedFact[] {
  if (!scope.explains) return []
  const trace: Read[] = []
  attempt(rule.path, () => holds(rule, { ...scope, number: nextScope(), trace }))
  return trace.map(({ path, value }) => ({ path, value: shown(value) })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function firing(
  { rule, path }: SoundRule,
  ruleset: Ruleset,
  { scope, facts }: { readonly scope: Scope; readonly facts: readonly UsedFact[] },
): Firing {
  if (rule.strength === 'should') return advice(rule, ruleset, facts)
  const duties: Duty[] = []
  let fault: RulesetFault | null = null
  rule.duties.forEach((template, index) => {
    const at = `${path}.duties.${index}`
    const duty = attempt(at, () => dutyOf(template, scope, at))
    if (duty.ok) duties.push(duty.value)
    else fault = duty.error
  })
  const reason = { ...reasonOf(rule, ruleset, rule.outcome), facts }
  if (fault === null) return { layer: ruleset.layer, duties, reason }
  return { layer: ruleset.layer, duties, reason: { ...reason, outcome: atLeastRefer(rule.outcome), fault } }
}

/** A `should` advises and never decides. */
function advice(rule: Rule, ruleset: Ruleset, facts: readonly UsedFact[]): Firing {
  const written = rule.duties.filter((duty) => duty.kind === 'advise')
  const duties: readonly Duty[] = written.length > 0 ? written : [{ kind: 'advise', text: rule.travellerText }]
  return { layer: ruleset.layer, duties, reason: { ...reasonOf(rule, ruleset, 'admit'), facts } }
}

function unknownFiring(
  rule: Rule,
  ruleset: Ruleset,
  { facts, unknown }: { readonly facts: readonly UsedFact[]; readonly unknown: readonly string[] },
): Firing {
  if (rule.strength === 'should') return advice(rule, ruleset, facts)
  const reason = { ...reasonOf(rule, ruleset, 'refer'), ...unknownTexts(rule, unknown), facts, unknown }
  return { layer: ruleset.layer, duties: [], reason }
}

function brokenFiring(rule: Rule, ruleset: Ruleset, fault: RulesetFault): Firing {
  return { layer: ruleset.layer, duties: [], reason: { ...reasonOf(rule, ruleset, 'refer'), ...faultTexts(rule), fault } }
}

function reasonOf(rule: Rule, { authority }: Ruleset, outcome: Outcome): Reason {
  const { id, version, strength, law, officerText, travellerText } = rule
  return { ruleId: id, ruleVersion: version, authority, outcome, strength, law, officerText, travellerText, facts: [], unknown: [] }
}

function atLeastRefer(outcome: Outcome): Outcome {
  return compareOutcomes(outcome, 'refer') < 0 ? 'refer' : outcome
}
