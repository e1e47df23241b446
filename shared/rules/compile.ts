import type { AuthorityId } from '../ids.ts'
import { compileExpression } from './compile-expression.ts'
import { attempt, type RulesetFault } from './rule-fault.ts'
import type { Rule, Ruleset } from './ruleset.ts'
import type { Compiled, Site } from './scope.ts'
import { compileVariable } from './variables.ts'

/** The rulesets of one authority and of the national layer under it, ready to run. Made once per bundle. */
export interface CompiledRules {
  readonly authority: AuthorityId
  readonly rulesets: readonly CompiledRuleset[]
}

export interface CompiledRuleset {
  readonly ruleset: Ruleset
  readonly rules: readonly CompiledRule[]
}

/** A rule that does not compile stays in: it fires as `refer` with its fault. */
export type CompiledRule = SoundRule | BrokenRule

export interface SoundRule {
  readonly kind: 'sound'
  readonly path: string
  readonly rule: Rule
  readonly when: Compiled
  readonly unless: Compiled
  readonly readsPersonLists: boolean
}

export interface BrokenRule {
  readonly kind: 'broken'
  readonly path: string
  readonly rule: Rule
  readonly fault: RulesetFault
}

export function compileRulesets(rulesets: readonly Ruleset[], authority: AuthorityId): CompiledRules {
  const applicable = rulesets.filter((ruleset) => appliesTo(ruleset, authority))
  return {
    authority,
    rulesets: applicable.map((ruleset) => ({ ruleset, rules: ruleset.rules.map((rule, index) => compileRule(rule, index, ruleset)) })),
  }
}

/** `VN` lies under `VN-22`; another province's rules are never read, because rules belong to who receives the traveller. */
function appliesTo(ruleset: Ruleset, authority: AuthorityId): boolean {
  if (ruleset.authority === authority) return true
  return ruleset.layer === 'national' && authority.split('-')[0] === ruleset.authority
}

export function compileRule(rule: Rule, index: number, ruleset: Pick<Ruleset, 'parameters'>): CompiledRule {
  const path = `rules.${index}`
  let personLists = false
  const site: Site = {
    path,
    depth: 0,
    dialect: 'chot',
    parameters: ruleset.parameters,
    compile: compileExpression,
    variable: compileVariable,
    onPersonList: () => {
      personLists = true
    },
  }
  const compiled = attempt(path, () => ({
    when: compileExpression(rule.when, { ...site, path: `${path}.when` }),
    unless: compileExpression(rule.unless, { ...site, path: `${path}.unless` }),
  }))
  if (!compiled.ok) return { kind: 'broken', path, rule, fault: compiled.error }
  return { kind: 'sound', path, rule, ...compiled.value, readsPersonLists: rule.readsPersonLists || personLists }
}
