import type { Ruleset } from '../../shared/rules/ruleset.ts'
import type { EpochMs } from '../../shared/units.ts'
import { readRequiredRulesets, requireRulesets } from '../rulesets/required-rulesets.ts'
import type { Storage } from '../storage/storage.ts'
import { type CliAnswer, done, refused } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

/** Without ids: says which are required. `none` requires no ruleset any more. */
export async function requireCommand({ storage, clock }: Pick<Installation, 'storage' | 'clock'>, ids: readonly string[]): Promise<CliAnswer> {
  if (ids.length === 0) return answerOf(storage, clock.now())
  const wanted = ids.length === 1 && ids[0] === 'none' ? [] : ids
  const published = await storage.read.selectFrom('ruleset').select('ruleset_id').distinct().execute()
  const unknown = wanted.find((id) => !published.some((row) => row.ruleset_id === id))
  const message = `${unknown} is not published: no kiosk could ever admit anybody. Publish it first.`
  if (unknown !== undefined) return refused(message, { error: 'unknown-ruleset', message })
  await storage.write((tx) => requireRulesets(tx, wanted, clock.now()))
  return answerOf(storage, clock.now())
}

async function answerOf(storage: Pick<Storage, 'read'>, now: EpochMs): Promise<CliAnswer> {
  const required = await readRequiredRulesets(storage)
  const rows = await storage.read.selectFrom('ruleset').select('body').execute()
  const inForce = rows.map((row): Ruleset => JSON.parse(row.body)).filter((ruleset) => isInForce(ruleset, now))
  const missing = required.filter((id) => !inForce.some(({ rulesetId }) => rulesetId === id))
  const text = required.length === 0 ? 'No ruleset is required.' : `Without these in force kiosks refer everybody: ${required.join(', ')}.`
  if (missing.length === 0) return done(text, { required, missing })
  const warning = `NOT IN FORCE NOW: ${missing.join(', ')}. Kiosks refer everybody until it is; "rules require none" takes the demand back.`
  return done(`${text}\n${warning}`, { required, missing })
}

function isInForce({ validFrom, validTo }: Ruleset, now: EpochMs): boolean {
  return validFrom <= now && (validTo === null || now < validTo)
}
