import { type BundleManifest, PART_NAMES, type PartName, type Policy } from '../../shared/bundle/bundle.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'

/** `amber`: `admit` waits for a tap. `stale`: the part counts as unknown. */
export type Freshness = 'fresh' | 'amber' | 'stale'

/** Time since the server last said that what is held is current. */
export function bundleAgeMs(manifest: BundleManifest, now: EpochMs): number {
  return Math.max(0, now - manifest.issuedAt)
}

/** Exactly at a bound a part still counts as the fresher; an age that is no number is no age, and so stale. */
export function freshnessOf(part: PartName, policy: Policy, ageMs: number): Freshness {
  const { amberHours, referHours } = policy.staleness[part] ?? policy.defaultStaleness
  if (!(ageMs <= referHours * HOUR_MS)) return 'stale'
  return ageMs <= amberHours * HOUR_MS ? 'fresh' : 'amber'
}

export interface BundleFreshness {
  readonly ageMs: number
  readonly worst: Freshness
  readonly of: (part: PartName) => Freshness
}

export function freshnessOfBundle(manifest: BundleManifest, policy: Policy, now: EpochMs): BundleFreshness {
  const ageMs = bundleAgeMs(manifest, now)
  const of = (part: PartName): Freshness => freshnessOf(part, policy, ageMs)
  const all = PART_NAMES.map(of)
  return { ageMs, of, worst: all.includes('stale') ? 'stale' : all.includes('amber') ? 'amber' : 'fresh' }
}
