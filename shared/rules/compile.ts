import { canonicalJson, type Json } from '../canonical-json.ts'
import type { AuthorityId } from '../ids.ts'
import { compileExpression } from './compile-expression.ts'
import { attempt, type RulesetFault } from './rule-fault.ts'
import type { Rule, Ruleset } from './ruleset.ts'
import type { Compiled, Site } from './scope.ts'
import { sharingRepeated } from './share-repeated.ts'
import { compileVariable, keptVariables } from './variables.ts'

/** The rulesets of one authority and of the national layer under it, ready to run. Made once per bundle. */
export interface CompiledRules {
  readonly authority: AuthorityId
  readonly rulesets: readonly CompiledRuleset[]
  /** Ids of which a version must be in force: a national layer that never arrived is no free pass. */
  readonly required: readonly string[]
  /** Ids of which one version came with two contents: both are asked, and the answer is at least `refer`. */
  readonly doubled: readonly string[]
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
  /** By itself, for where it breaks among others: an error's path must lead into this rule. */
  readonly alone: () => CompiledRule
}

export interface BrokenRule {
  readonly kind: 'broken'
  readonly path: string
  readonly rule: Rule
  readonly fault: RulesetFault
}

export function compileRulesets(rulesets: readonly Ruleset[], authority: AuthorityId, required: readonly string[] = []): CompiledRules {
  const applicable = withoutRepeats(rulesets.filter((ruleset) => appliesTo(ruleset, authority)))
  return {
    authority,
    required,
    doubled: doubledIds(applicable),
    rulesets: applicable.map(compileRuleset),
  }
}

/** The same content twice is one ruleset, whatever the order of its fields. */
function withoutRepeats(rulesets: readonly Ruleset[]): readonly Ruleset[] {
  if (doubledIds(rulesets).length === 0) return rulesets
  return [...new Map(rulesets.map((ruleset) => [canonicalJson(ruleset as unknown as Json), ruleset])).values()]
}

function doubledIds(rulesets: readonly Ruleset[]): readonly string[] {
  const versions = rulesets.map(({ authority, rulesetId, version }) => `${authority} ${rulesetId} ${version}`)
  const doubled = rulesets.filter((_, index) => versions.indexOf(versions[index] ?? '') !== index)
  return [...new Set(doubled.map(({ rulesetId }) => rulesetId))].sort()
}

/** `VN` lies under `VN-22`; another province's rules are never read, because rules belong to who receives the traveller. */
function appliesTo(ruleset: Ruleset, authority: AuthorityId): boolean {
  if (ruleset.authority === authority) return true
  return ruleset.layer === 'national' && authority.split('-')[0] === ruleset.authority
}

const compiledRulesets = new WeakMap<Ruleset, CompiledRuleset>()

/** Once for each ruleset, which never changes: a preview compiles at every answer, a bundle at every swap. */
function compileRuleset(ruleset: Ruleset): CompiledRuleset {
  const held = compiledRulesets.get(ruleset)
  if (held !== undefined) return held
  const together = attempt('', () => sharing(ruleset))
  const language = together.ok ? together.value : ALONE
  const compiled = { ruleset, rules: ruleset.rules.map((rule, index) => compileIn(language, rule, { index, ruleset })) }
  compiledRulesets.set(ruleset, compiled)
  return compiled
}

type Language = Pick<Site, 'compile' | 'variable' | 'searches'>

const ALONE: Language = { compile: compileExpression, variable: compileVariable, searches: null }

/** The rules of one ruleset as one program: what several of them ask is worked out once for a passage. */
function sharing({ rules }: Ruleset): Language {
  const expressions = rules.flatMap(({ when, unless }) => [when, unless])
  return sharingRepeated({ expressions, variable: keptVariables(), compile: compileExpression })
}

export function compileRule(rule: Rule, index: number, ruleset: Pick<Ruleset, 'parameters'>): CompiledRule {
  return compileIn(ALONE, rule, { index, ruleset })
}

interface Place {
  readonly index: number
  readonly ruleset: Pick<Ruleset, 'parameters'>
}

function compileIn(language: Language, rule: Rule, { index, ruleset }: Place): CompiledRule {
  const path = `rules.${index}`
  let personLists = false
  const onPersonList = () => {
    personLists = true
  }
  const site: Site = { path, depth: 0, dialect: 'chot', parameters: ruleset.parameters, ...language, onPersonList }
  const compiled = attempt(path, () => ({
    when: language.compile(rule.when, { ...site, path: `${path}.when` }),
    unless: language.compile(rule.unless, { ...site, path: `${path}.unless` }),
  }))
  if (!compiled.ok) return { kind: 'broken', path, rule, fault: compiled.error }
  let alone: CompiledRule | null = null
  const compileAlone = () => {
    alone ??= compileRule(rule, index, ruleset)
    return alone
  }
  return { kind: 'sound', path, rule, ...compiled.value, readsPersonLists: rule.readsPersonLists || personLists, alone: compileAlone }
}
