import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { HeldBundle } from '../../shared/bundle/verify-bundle.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { PERISHED_LISTS, type ReadyLists, readyLists } from '../../shared/lists/find-hits.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { Explanation } from '../../shared/rules/explain.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { NO_LISTS, PERISHABLE_PARTS } from './perishable-lists.ts'
import { freshnessOfBundle } from './staleness.ts'

/** A bundle made ready to judge by: tables parsed and rules compiled once per switch. */
export interface ReadyBundle {
  readonly held: HeldBundle
  readonly areas: AreaTable
  readonly judge: (passing: Passing, now: EpochMs) => Verdict
  /** The same verdict with what would be milder; dearer and a chunk of its own, so only where somebody asks. */
  readonly explain: (passing: Passing, now: EpochMs) => Promise<Explanation>
  readonly revoked: ReadonlySet<CredentialId>
  readonly lists: ReadyLists
}

/** Refused as a whole where any part cannot be used: then the bundle held before stays. */
export function makeReady(held: HeldBundle, before: ReadyBundle | null): Result<ReadyBundle, string> {
  const { parts, manifest } = held
  const sameAreas = before && before.held.manifest.parts.areas.hash === manifest.parts.areas.hash
  const areas = sameAreas ? ok(before.areas) : parseAreaTable(parts.areas)
  if (!areas.ok) return err(`areas: ${areas.error}`)
  try {
    const rules = compileRulesets(parts.rules.rulesets, parts.checkpoint.authority, parts.policy.requiredRulesets)
    if (rules.doubled.length > 0) return err(`rules: two contents of one version of ${rules.doubled.join(', ')}`)
    return ok({
      held,
      areas: areas.value,
      judge: (passing, now) => evaluate(rules, passing, now),
      explain: async (passing, now) => (await import('../../shared/rules/explain.ts')).explain(rules, passing, now),
      revoked: new Set(parts.revocations.credentials),
      lists: readyLists(parts['watch-list'], parts.lists),
    })
  } catch (error) {
    return err(`unusable: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The same bundle after its lists were destroyed: everything else goes on, and who is on a list is unknown. */
export function withoutLists(ready: ReadyBundle): ReadyBundle {
  const parts = { ...ready.held.parts, ...NO_LISTS }
  return { ...ready, held: { ...ready.held, parts }, lists: PERISHED_LISTS }
}

/** Too long without contact by the policy of the watch-list: then nobody may keep it. */
export function mustPerish({ held, lists }: ReadyBundle, now: EpochMs): boolean {
  return !lists.perished && freshnessOfBundle(held.manifest, held.parts.policy, now).of('watch-list') === 'stale'
}

/** What a sync says is held: of destroyed lists nothing, so that they come again. */
export function heldManifestOf({ held, lists }: ReadyBundle): HeldBundle['manifest'] {
  if (!lists.perished) return held.manifest
  const parts = { ...held.manifest.parts }
  for (const name of PERISHABLE_PARTS) parts[name] = { ...parts[name], hash: '' }
  return { ...held.manifest, parts }
}

/** Demo installations say so in their policy; only there specimens count. */
export function isDemo(bundle: ReadyBundle): boolean {
  return bundle.held.parts.policy.demoOffsetMs !== undefined
}
