import { publicationSentence, publishRuleset } from '../rulesets/publish-ruleset.ts'
import { type RulesetFile, readCasesBeside, readRulesetFile } from '../rulesets/ruleset-file.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { fileRefusal, identityOf, summaryOf } from './rules-check.ts'
import { contextOf, runCases } from './rules-test.ts'

export interface PublishOptions {
  readonly file: string
  readonly root: string
  readonly confirmed: 'yes' | 'no'
}

/** Golden cases beside the file must hold; in production somebody must say so twice. */
export async function publishCommand(
  installation: Pick<Installation, 'storage' | 'clock' | 'kind'>,
  { file, root, confirmed }: PublishOptions,
): Promise<CliAnswer> {
  const { storage, clock, kind } = installation
  const read = readRulesetFile(file)
  if (!read.ok) return fileRefusal(read.error)
  const failed = await failedCases(read.value, root)
  if (failed !== null) return failed
  const { ruleset } = read.value
  if (kind === 'production' && confirmed === 'no') return wrongUse(`This is production: ${summaryOf(ruleset)} Say --yes to publish it.`)
  const published = await publishRuleset(storage, ruleset, { clock, staff: null })
  if (!published.ok) return refused(publicationSentence(published.error), { ...published.error, message: publicationSentence(published.error) })
  const { state } = published.value
  const what = state === 'already' ? 'Published already, unchanged' : 'Published. Kiosks get it at their next contact'
  return done(`${what}: ${summaryOf(ruleset)}`, { ...identityOf(ruleset), state })
}

async function failedCases(file: RulesetFile, root: string): Promise<CliAnswer | null> {
  const cases = readCasesBeside(file)
  if (cases === null) return null
  if (!cases.ok) return fileRefusal(cases.error)
  const failures = runCases(cases.value, await contextOf(file, root)).filter(({ problems }) => problems.length > 0)
  if (failures.length === 0) return null
  const message = `${failures.length} golden case(s) beside it fail: run "rules test" and mend the rules or the cases. Nothing was published.`
  return refused(message, { error: 'cases-failed', message, failures })
}
