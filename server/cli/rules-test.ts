import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { SiteRow } from '../../shared/bundle/bundle.ts'
import { disagreements, type GoldenCase, type GoldenContext, verdictOfCase } from '../../shared/rules/golden-case.ts'
import { casesFileOf, goldenContext, type RulesetFile, readCasesBeside, readRulesetFile } from '../rulesets/ruleset-file.ts'
import { type UntriedRules, untriedLines, untriedRules } from '../rulesets/untried-rules.ts'
import { loadAreas } from '../start/area-part.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import { fileRefusal } from './rules-check.ts'

export async function testCommand(file: string, root: string): Promise<CliAnswer> {
  const read = readRulesetFile(file)
  if (!read.ok) return fileRefusal(read.error)
  const cases = readCasesBeside(read.value)
  if (cases === null) return wrongUse(`There are no golden cases: write ${casesFileOf(file)} (docs/rules.md says how).`)
  if (!cases.ok) return fileRefusal(cases.error)
  const results = runCases(cases.value, await contextOf(read.value, root))
  return reportOf(results, untriedRules(read.value.ruleset, cases.value))
}

interface CaseResult {
  readonly name: string
  readonly problems: readonly string[]
}

export function runCases(cases: readonly GoldenCase[], context: GoldenContext): readonly CaseResult[] {
  return cases.map((golden) => {
    const verdict = verdictOfCase(golden, context)
    return { name: golden.name, problems: verdict.ok ? disagreements(golden, verdict.value) : [verdict.error] }
  })
}

function reportOf(results: readonly CaseResult[], untried: UntriedRules): CliAnswer {
  const failed = results.filter(({ problems }) => problems.length > 0)
  const lines = failed.flatMap(({ name, problems }) => [`✗ ${name}`, ...problems.map((problem) => `    ${problem}`)])
  const passed = results.length - failed.length
  const text = [...lines, ...untriedLines(untried), `${passed} passed, ${failed.length} failed`].join('\n')
  const json = { passed, failed: failed.length, failures: failed, ...untried }
  return failed.length === 0 ? done(text, json) : refused(text, { error: 'cases-failed', ...json })
}

export async function contextOf(file: RulesetFile, root: string): Promise<GoldenContext> {
  return goldenContext(file, join(root, 'seeds'), await areasOf(root))
}

/** With the demo's sites, which golden cases may name. */
async function areasOf(root: string): Promise<AreaTable> {
  const demo: { readonly sites: readonly SiteRow[] } = JSON.parse(readFileSync(join(root, 'seeds', 'demo', 'checkpoints.json'), 'utf8'))
  return (await loadAreas(root, demo.sites)).table
}
