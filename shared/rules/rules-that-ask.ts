import type { Texts } from '../checkpoints/checkpoint.ts'
import type { EpochMs } from '../units.ts'
import type { Expression, Rule, Ruleset } from './ruleset.ts'

/** What a question of the form may be asked for, as rules name it. */
export const ASKED_FACTS = [
  'person.birthYear',
  'person.nationality',
  'person.residence',
  'person.documentKind',
  'destination',
  'homePossible',
  'stops',
  'travel.means',
  'travel.plate',
  'travel.personsAboard',
  'purpose',
  'cargo',
  'sector',
  'employer',
  'symptoms',
  'exposures',
  'tests',
  'doses',
] as const
export type AskedFact = (typeof ASKED_FACTS)[number]

export interface Clause {
  readonly document: Texts
  readonly clause: string
}

/** The clauses whose rules read each fact; a fact that no rule reads is absent. */
export type RulesThatAsk = { readonly [fact in AskedFact]?: readonly Clause[] }

/** Operators that read a fact by themselves; all others read what `var` gives them. */
const READ_BY: { readonly [operator: string]: AskedFact } = {
  'was-in-zone': 'stops',
  'was-outside': 'stops',
  'was-in-untraced-zone': 'stops',
  'left-zone-after-start': 'stops',
  'stop-abroad': 'stops',
  'stop-level-at-least': 'stops',
  'any-symptom': 'symptoms',
  'has-test': 'tests',
  'tested-between': 'tests',
  'has-doses': 'doses',
}

const TAKES_PATH = ['var', 'answered']

/** One line a question says enough: who wants all of them opens the checkpoint's page. */
const MOST_CLAUSES = 2

/** Which questions the rules in force then need, and by which clause. */
export function rulesThatAsk(rulesets: readonly Ruleset[], now: EpochMs): RulesThatAsk {
  const inForce = rulesets.filter((ruleset) => isInForce(ruleset, now)).flatMap(({ rules }) => rules.filter((rule) => isInForce(rule, now)))
  const asked = ASKED_FACTS.map((fact) => [fact, clausesOf(inForce.filter((rule) => reads(rule, fact)))] as const)
  return Object.fromEntries(asked.filter(([, clauses]) => clauses.length > 0))
}

function isInForce({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, now: EpochMs): boolean {
  return validFrom <= now && (validTo === null || now < validTo)
}

function clausesOf(rules: readonly Rule[]): readonly Clause[] {
  const clauses = rules.map(({ law }): Clause => ({ document: law.document, clause: law.clause }))
  const isFirst = ({ document, clause }: Clause, at: number) =>
    clauses.findIndex((other) => other.document.vi === document.vi && other.clause === clause) === at
  return clauses.filter(isFirst).slice(0, MOST_CLAUSES)
}

/** Whether the rule looks at that fact, in its condition or its exception. */
export function reads(rule: Pick<Rule, 'when' | 'unless'>, fact: AskedFact): boolean {
  return readsIn(rule.when, fact) || readsIn(rule.unless, fact)
}

function readsIn(expression: Expression, fact: AskedFact): boolean {
  if (typeof expression !== 'object' || expression === null) return false
  if (isList(expression)) return expression.some((part) => readsIn(part, fact))
  return Object.entries(expression).some(
    ([name, operand]) => READ_BY[name] === fact || (TAKES_PATH.includes(name) && isPathInto(operand, fact)) || readsIn(operand, fact),
  )
}

/** A path to the whole of what the fact is part of reads it too: `travel` reads `travel.means`. */
function isPathInto(path: Expression, fact: string): boolean {
  return typeof path === 'string' && (`${path}.`.indexOf(`${fact}.`) === 0 || `${fact}.`.indexOf(`${path}.`) === 0)
}

function isList(expression: object): expression is readonly Expression[] {
  return Array.isArray(expression)
}
