import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import type { StaffId } from '../../shared/ids.ts'
import { err, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import { parseRuleset } from '../../shared/rules/parse-ruleset.ts'
import type { RulesetFault } from '../../shared/rules/rule-fault.ts'
import { LANGUAGE_VERSION, type Ruleset } from '../../shared/rules/ruleset.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import type { Clock } from '../clock.ts'
import type { Storage, Tx } from '../storage/storage.ts'

export interface Publication {
  readonly ruleset: Ruleset
  /** `already`: the very same stands there; nothing was written. */
  readonly state: 'published' | 'already'
}

/** Why nothing was published. */
export type PublicationRefusal =
  | { readonly error: 'ruleset-invalid'; readonly faults: NonEmpty<RulesetFault> }
  /** Written for a newer language than this server and its kiosks speak. */
  | { readonly error: 'language-too-new'; readonly spoken: number }
  /** A published version never changes. */
  | { readonly error: 'version-published'; readonly version: number }
  | { readonly error: 'version-must-rise'; readonly newest: number }
  /** The id belongs to another authority's ruleset. */
  | { readonly error: 'id-of-another-authority'; readonly authority: string }

export interface Publisher {
  readonly clock: Pick<Clock, 'now'>
  /** Null: from the terminal. */
  readonly staff: StaffId | null
}

/**
 * The only way a ruleset comes into force: checked whole, stored for ever, and in the same transaction on its way to the
 * kiosks, which get it at their next contact and switch at its own `validFrom`.
 */
export async function publishRuleset(storage: Storage, input: unknown, publisher: Publisher): Promise<Result<Publication, PublicationRefusal>> {
  const parsed = parseRuleset(input)
  if (!parsed.ok) return err({ error: 'ruleset-invalid', faults: parsed.error })
  const ruleset = parsed.value
  if (ruleset.language > LANGUAGE_VERSION) return err({ error: 'language-too-new', spoken: LANGUAGE_VERSION })
  return storage.write((tx) => store(tx, ruleset, publisher))
}

async function store(tx: Tx, ruleset: Ruleset, { clock, staff }: Publisher): Promise<Result<Publication, PublicationRefusal>> {
  const { rulesetId, version, authority } = ruleset
  const held = await tx.selectFrom('ruleset').selectAll().where('ruleset_id', '=', rulesetId).orderBy('version', 'desc').execute()
  const stranger = held.find((row) => row.authority !== authority)
  if (stranger) return err({ error: 'id-of-another-authority', authority: stranger.authority })
  const same = held.find((row) => row.version === version)
  if (same)
    return contentOf(JSON.parse(same.body)) === contentOf(ruleset) ? ok({ ruleset, state: 'already' }) : err({ error: 'version-published', version })
  const newest = held[0]?.version ?? 0
  if (version < newest) return err({ error: 'version-must-rise', newest })
  const now = clock.now()
  const row = { ruleset_id: rulesetId, version, authority, body: JSON.stringify(ruleset), published_at: now }
  await tx.insertInto('ruleset').values(row).execute()
  const detail = JSON.stringify({ ruleset: rulesetId, version, authority, rules: ruleset.rules.length, validFrom: ruleset.validFrom })
  await tx.insertInto('audit').values({ at: now, staff_id: staff, action: 'ruleset-published', detail }).execute()
  await bumpBundle(tx)
  return ok({ ruleset, state: 'published' })
}

/** As text, so that the order of fields in a file does not matter. */
function contentOf(ruleset: unknown): string {
  return canonicalJson(ruleset as Json)
}

/** What to do about a refusal, in one sentence or one line per fault. */
export function publicationSentence(refusal: PublicationRefusal): string {
  switch (refusal.error) {
    case 'ruleset-invalid':
      return refusal.faults.map(({ path, problem }) => `${path || '(whole file)'}: ${problem}`).join('\n')
    case 'language-too-new':
      return `It is written in a newer rule language than version ${refusal.spoken}, which this server and its kiosks speak. Update Chốt first.`
    case 'version-published':
      return `Version ${refusal.version} is published with other content, and what is published never changes. Raise "version" to ${refusal.version + 1}.`
    case 'version-must-rise':
      return `Version ${refusal.newest} is published already. Raise "version" to ${refusal.newest + 1}.`
    case 'id-of-another-authority':
      return `This "rulesetId" belongs to ${refusal.authority}. Choose another.`
  }
}
