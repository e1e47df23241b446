import { type GoldenCase, verdictOfCase } from '../../shared/rules/golden-case.ts'
import type { Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { type RulesetFile, readCasesBeside, readRulesetFile } from '../rulesets/ruleset-file.ts'
import { type CliAnswer, done } from './cli-answer.ts'
import { fileRefusal, spanOf } from './rules-check.ts'
import { contextOf } from './rules-test.ts'

export async function diffCommand(oldFile: string, newFile: string, root: string): Promise<CliAnswer> {
  const older = readRulesetFile(oldFile)
  if (!older.ok) return fileRefusal(older.error)
  const newer = readRulesetFile(newFile)
  if (!newer.ok) return fileRefusal(newer.error)
  const cases = [readCasesBeside(older.value), readCasesBeside(newer.value)]
  const broken = cases.find((read) => read !== null && !read.ok)
  if (broken && !broken.ok) return fileRefusal(broken.error)
  const golden = cases.flatMap((read) => (read?.ok ? read.value : []))
  const differing = await casesThatDiffer(golden, { older: older.value, newer: newer.value, root })
  const differences = differencesOf(older.value.ruleset, newer.value.ruleset)
  const lines = [
    ...textOf(differences),
    ...differing.map(({ name, before, after }) => `case "${name}": ${before} -> ${after}`),
    `${differences.length} difference(s); ${differing.length} of ${golden.length} golden case(s) come out otherwise.`,
  ]
  return done(lines.join('\n'), { differences, cases: differing, casesRun: golden.length })
}

type Difference =
  | { readonly kind: 'ruleset'; readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'parameter'; readonly name: string; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'rule-added' | 'rule-removed'; readonly rule: string }
  | { readonly kind: 'rule-changed'; readonly rule: string; readonly field: string; readonly before: unknown; readonly after: unknown }

function differencesOf(older: Ruleset, newer: Ruleset): readonly Difference[] {
  const { parameters: oldParameters, rules: oldRules, parameterNotes: _old, ...oldHead } = older
  const { parameters: newParameters, rules: newRules, parameterNotes: _new, ...newHead } = newer
  return [
    ...fieldsThatDiffer(oldHead, newHead).map((change) => ({ kind: 'ruleset', ...change }) as const),
    ...fieldsThatDiffer(oldParameters, newParameters).map(({ field, ...change }) => ({ kind: 'parameter', name: field, ...change }) as const),
    ...oldRules.filter(({ id }) => !hasRule(newRules, id)).map(({ id }) => ({ kind: 'rule-removed', rule: id }) as const),
    ...newRules.filter(({ id }) => !hasRule(oldRules, id)).map(({ id }) => ({ kind: 'rule-added', rule: id }) as const),
    ...oldRules.flatMap((rule) => ruleDifferences(rule, newRules)),
  ]
}

function hasRule(rules: readonly Rule[], id: string): boolean {
  return rules.some((rule) => rule.id === id)
}

function ruleDifferences(older: Rule, rules: readonly Rule[]): readonly Difference[] {
  const newer = rules.find(({ id }) => id === older.id)
  return newer === undefined ? [] : fieldsThatDiffer(older, newer).map((change) => ({ kind: 'rule-changed', rule: older.id, ...change }))
}

interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/** Parsed by one parser, equal values are equal texts. */
function fieldsThatDiffer(older: object, newer: object): readonly Change[] {
  const before = new Map<string, unknown>(Object.entries(older))
  const after = new Map<string, unknown>(Object.entries(newer))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const change = { field, before: before.get(field), after: after.get(field) }
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change]
  })
}

function textOf(differences: readonly Difference[]): readonly string[] {
  return differences.map(lineOf)
}

function lineOf(difference: Difference): string {
  switch (difference.kind) {
    case 'ruleset':
      return `${difference.field}: ${shown(difference.field, difference.before)} -> ${shown(difference.field, difference.after)}`
    case 'parameter':
      return `parameter ${difference.name}: ${shown('', difference.before)} -> ${shown('', difference.after)}`
    case 'rule-added':
      return `+ ${difference.rule}`
    case 'rule-removed':
      return `- ${difference.rule}`
    case 'rule-changed':
      return `~ ${difference.rule} ${difference.field}: ${shown(difference.field, difference.before)} -> ${shown(difference.field, difference.after)}`
  }
}

function shown(field: string, value: unknown): string {
  if (value === undefined) return '(none)'
  const isMoment = typeof value === 'number' && (field === 'validFrom' || field === 'validTo')
  return isMoment ? spanOf({ validFrom: value, validTo: null, zone: 'Asia/Ho_Chi_Minh' }).slice('from '.length) : JSON.stringify(value)
}

interface Versions {
  readonly older: RulesetFile
  readonly newer: RulesetFile
  readonly root: string
}

interface DifferingCase {
  readonly name: string
  readonly before: string
  readonly after: string
}

/** The cases of both files, once with the older and once with the newer version wherever either is named. */
async function casesThatDiffer(cases: readonly GoldenCase[], { older, newer, root }: Versions): Promise<readonly DifferingCase[]> {
  const base = await contextOf(older, root)
  const isEither = (name: string): boolean => name === older.name || name === newer.name
  const outcome = (golden: GoldenCase, ruleset: Ruleset): string => {
    const verdict = verdictOfCase(golden, { ...base, ruleset: (name) => (isEither(name) ? ruleset : base.ruleset(name)) })
    return verdict.ok ? [verdict.value.outcome, ...verdict.value.reasons.map(({ ruleId }) => ruleId)].join(' ') : verdict.error
  }
  return cases.flatMap((golden) => {
    const change = { name: golden.name, before: outcome(golden, older.ruleset), after: outcome(golden, newer.ruleset) }
    return change.before === change.after ? [] : [change]
  })
}
