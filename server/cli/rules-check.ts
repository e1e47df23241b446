import type { Result } from '../../shared/result.ts'
import type { GoldenCase } from '../../shared/rules/golden-case.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { formatLocal } from '../../shared/time.ts'
import { casesFileOf, type FileRefusal, readCasesBeside, readRulesetFile } from '../rulesets/ruleset-file.ts'
import { rulesetSchema } from '../rulesets/ruleset-schema.ts'
import { untriedLines, untriedRules } from '../rulesets/untried-rules.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'

/** A file of another kind has a fault in every line; `--json` names them all. */
const SHOWN = 50

/** Every fault of the ruleset and of the golden cases beside it. */
export function checkCommand(file: string): CliAnswer {
  const read = readRulesetFile(file)
  if (!read.ok) return fileRefusal(read.error)
  const cases: Result<readonly GoldenCase[], FileRefusal> | null = readCasesBeside(read.value)
  if (cases !== null && !cases.ok) return fileRefusal(cases.error)
  const { ruleset } = read.value
  const counted = cases === null ? `No golden cases beside it: write ${casesFileOf(file)}.` : `${cases.value.length} golden cases beside it.`
  const untried = untriedRules(ruleset, cases?.value ?? [])
  const text = [`No faults. ${summaryOf(ruleset)}`, counted, ...untriedLines(untried)].join('\n')
  return done(text, { ...identityOf(ruleset), faults: [], cases: cases?.value.length ?? null, ...untried })
}

export function schemaCommand(form: 'line' | 'pretty'): CliAnswer {
  const schema = rulesetSchema()
  return done(form === 'line' ? JSON.stringify(schema) : JSON.stringify(schema, null, 2), schema)
}

/** A file that cannot be opened is wrong use; one with faults is refused, with each fault on a line of its own. */
export function fileRefusal(refusal: FileRefusal): CliAnswer {
  if (refusal.kind === 'unreadable') return wrongUse(refusal.problem)
  const { file, faults } = refusal
  const lines = faults.map(({ path, problem, line }) => `${line === null ? '' : `line ${line}: `}${path === '' ? '' : `${path}: `}${problem}`)
  const shown = lines.slice(0, SHOWN).map((line) => `  ${line}`)
  const rest = lines.length > SHOWN ? [`  and ${lines.length - SHOWN} more`] : []
  const text = lines.length === 1 ? `${file}: ${lines[0]}` : [`${file} has ${lines.length} faults:`, ...shown, ...rest].join('\n')
  return refused(text, { error: 'ruleset-invalid', file, faults })
}

export function identityOf(ruleset: Ruleset): { readonly [field: string]: unknown } {
  const { rulesetId, version, authority, layer, validFrom, validTo, rules } = ruleset
  return { rulesetId, version, authority, layer, validFrom, validTo, rules: rules.length }
}

export function summaryOf(ruleset: Ruleset): string {
  const { rulesetId, version, authority, rules } = ruleset
  return `${rulesetId} v${version} of ${authority}: ${rules.length} rule(s), ${spanOf(ruleset)}.`
}

/** `from 17/02/2021 00:00`, with its end where it has one. */
export function spanOf({ validFrom, validTo, zone }: Pick<Ruleset, 'validFrom' | 'validTo' | 'zone'>): string {
  const moment = (at: number): string => `${formatLocal(at, zone).date} ${formatLocal(at, zone).time}`
  return `from ${moment(validFrom)}${validTo === null ? '' : ` to ${moment(validTo)}`}`
}
