import type { ReplayWorld } from '../../shared/adjudication/replay-verdict.ts'
import type { BundleParts, Policy, WatchEntry } from '../../shared/bundle/bundle.ts'
import { DEFAULT_STALENESS } from '../../shared/bundle/bundle.ts'
import type { CheckpointId, CredentialId } from '../../shared/ids.ts'
import { type CompiledRules, compileRulesets } from '../../shared/rules/compile.ts'
import type { WatchHit } from '../../shared/rules/passing.ts'
import type { EpochMs } from '../../shared/units.ts'
import { currentBundle } from '../bundles/current-bundle.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import { type HeldThen, heldThen, type KeptPart, partBody } from './bundle-history.ts'

/** When each revoked code was revoked; codes that stand are not in it. */
export type RevokedAt = ReadonlyMap<CredentialId, EpochMs>

export interface WorldsThen {
  readonly worlds: readonly ReplayWorld[]
  readonly supersededAt: EpochMs | null
  readonly referHours: number
}

export interface Worlds {
  /** What a kiosk had that held these versions: more than one where a list of persons was too long to be kept. */
  readonly asHeld: (checkpoint: CheckpointId, versions: { readonly [part: string]: number }, revoked: RevokedAt) => Promise<WorldsThen | null>
  /** What is known now; null where the checkpoint is gone. */
  readonly known: (checkpoint: CheckpointId, revoked: RevokedAt) => Promise<ReplayWorld | null>
}

/** Compiled rulesets and parsed parts, by hash: as many as a day's passages may rest on. */
const MAX_REMEMBERED = 100

/** Parts as they are asked for again and again, each read and compiled once. */
export function replayWorlds(deps: AdjudicationDeps): Worlds {
  const { storage, areaTable } = deps
  const part = remembered(async (key: string) => {
    const [name, hash] = key.split(' ')
    return partBody(storage, name as KeptPart, hash ?? '')
  })
  const bodyOf = async <P extends KeptPart>(name: P, held: HeldThen) => (await part(`${name} ${held.hashes[name]}`)) as BundleParts[P] | null
  const compiled = remembered(async (key: string): Promise<CompiledRules | null> => {
    const [authority = '', hash = '', required = ''] = key.split(' ')
    const rules = (await part(`rules ${hash}`)) as BundleParts['rules'] | null
    const ids = required === '' ? [] : required.split(',')
    return rules && compileRulesets(rules.rulesets, authority as Parameters<typeof compileRulesets>[1], ids)
  })
  const nowCompiled = new WeakMap<BundleParts['rules'], CompiledRules>()

  return {
    asHeld: async (checkpoint, versions, revoked) => {
      const held = await heldThen(storage, checkpoint, versions)
      const place = held && (await bodyOf('checkpoint', held))
      const policy = held && (await bodyOf('policy', held))
      const required = (policy?.requiredRulesets ?? []).join(',')
      const rules = held && place && (await compiled(`${place.authority} ${held.hashes.rules} ${required}`))
      const zones = held && (await bodyOf('zones', held))
      if (!held || !place || !rules || !zones) return null
      const revocations = await bodyOf('revocations', held)
      const inBundle = revocations && new Set(revocations.credentials)
      const isRevokedAt: ReplayWorld['isRevokedAt'] = (id) => inBundle?.has(id) ?? (revoked.get(id) ?? Number.POSITIVE_INFINITY) <= held.issuedAt
      const watched = await bodyOf('watch-list', held)
      // Lists too long to be kept may have named anybody, and have the names of today's.
      const lists = (await bodyOf('lists', held)) ?? (await partsNow(deps, checkpoint))?.lists
      const listNames = Object.keys(lists?.lists ?? {})
      const hasHashedLists = watched === null || hasHashes(watched) || listNames.length > 0
      const base = { rules, checkpoint: place, areas: areaTable, zones: zones.zones, isRevokedAt, listNames, hasHashedLists }
      const worlds = (await watchListsThen(deps, checkpoint, watched)).map((watchOf) => ({ ...base, watchOf }))
      return { worlds, supersededAt: held.supersededAt, referHours: referHoursOf(policy) }
    },
    known: async (checkpoint, revoked) => {
      const parts = await partsNow(deps, checkpoint)
      if (!parts) return null
      const rules = nowCompiled.get(parts.rules) ?? compileRulesets(parts.rules.rulesets, parts.checkpoint.authority, parts.policy.requiredRulesets)
      nowCompiled.set(parts.rules, rules)
      return {
        rules,
        checkpoint: parts.checkpoint,
        areas: areaTable,
        zones: parts.zones.zones,
        watchOf: watchFinder(parts['watch-list'].byCredential),
        isRevokedAt: (id, at) => (revoked.get(id) ?? Number.POSITIVE_INFINITY) <= at,
        listNames: Object.keys(parts.lists.lists),
        hasHashedLists: hasHashes(parts['watch-list']) || Object.keys(parts.lists.lists).length > 0,
      }
    },
  }
}

function hasHashes({ byDocument, byPlate }: BundleParts['watch-list']): boolean {
  return byDocument !== undefined || byPlate !== undefined
}

/** A list that was not kept: the person was on it or not, so both are tried. */
async function watchListsThen(
  deps: AdjudicationDeps,
  checkpoint: CheckpointId,
  held: BundleParts['watch-list'] | null,
): Promise<readonly ReplayWorld['watchOf'][]> {
  if (held) return [watchFinder(held.byCredential)]
  const now = await partsNow(deps, checkpoint)
  return [() => [], watchFinder(now?.['watch-list'].byCredential ?? [])]
}

async function partsNow(deps: AdjudicationDeps, checkpoint: CheckpointId): Promise<BundleParts | null> {
  const known = await deps.storage.read.selectFrom('checkpoint').select('checkpoint_id').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
  return known ? (await currentBundle(deps, checkpoint)).parts : null
}

const finders = new WeakMap<readonly WatchEntry[], ReplayWorld['watchOf']>()

function watchFinder(entries: readonly WatchEntry[]): ReplayWorld['watchOf'] {
  const known = finders.get(entries)
  if (known) return known
  const byCredential = new Map<CredentialId, WatchHit[]>()
  for (const { credential, unconfirmed, ...entry } of entries) {
    const hits = byCredential.get(credential) ?? []
    hits.push({ ...entry, by: ['credential'], confirmed: unconfirmed !== true })
    byCredential.set(credential, hits)
  }
  const find: ReplayWorld['watchOf'] = (credential) => byCredential.get(credential) ?? []
  finders.set(entries, find)
  return find
}

function referHoursOf(policy: Policy | null): number {
  const { staleness, defaultStaleness } = policy ?? DEFAULT_STALENESS
  return (staleness.rules ?? defaultStaleness).referHours
}

function remembered<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const held = new Map<string, T>()
  return async (key) => {
    const known = held.get(key)
    if (known !== undefined) return known
    const value = await load(key)
    const [oldest] = held.keys()
    if (oldest !== undefined && held.size >= MAX_REMEMBERED) held.delete(oldest)
    held.set(key, value)
    return value
  }
}
