import type { Ruleset } from '../../../shared/rules/ruleset.ts'
import type { Outcome } from '../../../shared/rules/verdict.ts'
import type { EpochMs } from '../../../shared/units.ts'
import type { ReadyBundle } from '../../bundle/ready-bundle.ts'

/** Whether overriding this verdict takes a second officer, by the rulesets in force here now. */
export function needsSecondOfficer(bundle: ReadyBundle | null, verdict: Outcome, now: EpochMs): boolean {
  if (!bundle) return false
  const { rules, checkpoint } = bundle.held.parts
  const here = rules.rulesets.filter(({ layer, authority }) => layer === 'national' || authority === checkpoint.authority)
  return newestInForce(here, now).some(({ secondOfficerFor }) => secondOfficerFor?.includes(verdict) ?? false)
}

function newestInForce(rulesets: readonly Ruleset[], now: EpochMs): readonly Ruleset[] {
  const newest = new Map<string, Ruleset>()
  for (const ruleset of rulesets) {
    const key = `${ruleset.authority} ${ruleset.rulesetId}`
    const held = newest.get(key)
    if (ruleset.validFrom <= now && (held === undefined || held.version < ruleset.version)) newest.set(key, ruleset)
  }
  return [...newest.values()].filter(({ validTo }) => validTo === null || now < validTo)
}
