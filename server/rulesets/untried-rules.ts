import type { GoldenCase } from '../../shared/rules/golden-case.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'

/** Rules of which the golden cases show one side only: that they fire, or that they do not. */
export interface UntriedRules {
  readonly neverFired: readonly string[]
  readonly alwaysFired: readonly string[]
}

/** By what the cases expect: a case that fails says so itself. */
export function untriedRules({ rules }: Ruleset, cases: readonly GoldenCase[]): UntriedRules {
  const fires = (id: string) => cases.filter(({ expected }) => expected.ruleIds.includes(id)).length
  const ids = rules.map(({ id }) => id)
  return { neverFired: ids.filter((id) => fires(id) === 0), alwaysFired: ids.filter((id) => cases.length > 0 && fires(id) === cases.length) }
}

/** One line for each side that is missing; none where every rule is tried both ways. */
export function untriedLines({ neverFired, alwaysFired }: UntriedRules): readonly string[] {
  return [
    ...(neverFired.length === 0 ? [] : [`Warning: no case fires ${neverFired.length} rule(s): ${neverFired.join(', ')}. Write a case for each.`]),
    ...(alwaysFired.length === 0
      ? []
      : [`Warning: every case fires ${alwaysFired.length} rule(s): ${alwaysFired.join(', ')}. Write a case that each leaves alone.`]),
  ]
}
