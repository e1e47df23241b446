import { PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import type { HeldBundle } from '../../shared/bundle/verify-bundle.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'

export interface PartAge {
  readonly part: PartName
  /** Since the server last said that this part is current. */
  readonly ageMs: number
  /** Of the time until it counts as unknown: 1 is just come, 0 is over. */
  readonly left: number
}

/** By the policy that the bundle itself brings; an age that is no number is over. */
export function partAges({ manifest, parts: { policy } }: HeldBundle, now: EpochMs): readonly PartAge[] {
  return PART_NAMES.map((part) => {
    const ageMs = Math.max(0, now - manifest.parts[part].asOf)
    const { referHours } = policy.staleness[part] ?? policy.defaultStaleness
    const left = 1 - ageMs / (referHours * HOUR_MS)
    return { part, ageMs, left: left > 0 ? left : 0 }
  })
}
