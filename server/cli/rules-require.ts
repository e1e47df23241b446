import { readRequiredRulesets, requireRulesets } from '../rulesets/required-rulesets.ts'
import { type CliAnswer, done, refused } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

/** Without ids: says which are required. `none` requires no ruleset any more. */
export async function requireCommand({ storage, clock }: Pick<Installation, 'storage' | 'clock'>, ids: readonly string[]): Promise<CliAnswer> {
  if (ids.length === 0) return answerOf(await readRequiredRulesets(storage))
  const wanted = ids.length === 1 && ids[0] === 'none' ? [] : ids
  const published = await storage.read.selectFrom('ruleset').select('ruleset_id').distinct().execute()
  const unknown = wanted.find((id) => !published.some((row) => row.ruleset_id === id))
  const message = `${unknown} is not published: no kiosk could ever admit anybody. Publish it first.`
  if (unknown !== undefined) return refused(message, { error: 'unknown-ruleset', message })
  await storage.write((tx) => requireRulesets(tx, wanted, clock.now()))
  return answerOf(await readRequiredRulesets(storage))
}

function answerOf(rulesets: readonly string[]): CliAnswer {
  const text = rulesets.length === 0 ? 'No ruleset is required.' : `Without these in force kiosks refer everybody: ${rulesets.join(', ')}.`
  return done(text, { required: rulesets })
}
