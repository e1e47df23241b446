import { base64UrlOf } from '../../shared/base64url.ts'
import type { BundleManifest, BundleParts, PartName, PartStamp, SignedManifest } from '../../shared/bundle/bundle.ts'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import { manifestText, partHash } from '../../shared/bundle/verify-bundle.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { keepHistory } from '../adjudication/bundle-history.ts'
import type { CoreDeps } from '../deps.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { type BundleDeps, buildParts, readSharedTables, type SharedTables } from './build-parts.ts'
import { readBundleRev } from './bundle-rev.ts'
import { noteRevocations } from './revocation-list.ts'
import type { StoredPart, StoredParts } from './stored-parts.ts'

/** Tables are read again after this long even when nobody bumped: a change made by hand arrives too. */
const REREAD_AFTER_MS = 10 * SECOND_MS

export interface CurrentBundle {
  readonly parts: BundleParts
  readonly version: number
  readonly stamps: StoredParts
}

interface Cache {
  readonly rev: number
  readonly readAt: EpochMs
  readonly shared: Promise<SharedTables>
  readonly byCheckpoint: Map<CheckpointId, Promise<CurrentBundle>>
}

const OVERTAKE_AT_MOST_EVERY_MS = 10 * MINUTE_MS

const caches = new WeakMap<Storage, Cache>()
const overtakings = new WeakMap<Storage, Map<CheckpointId, EpochMs>>()
/** Parts are immutable; the areas alone are 260 kB to hash. */
const hashes = new WeakMap<BundleParts[PartName], Hash>()

/** What this checkpoint's kiosks should hold now. Versions go up only, and only when content changed. */
export async function currentBundle(deps: BundleDeps, checkpoint: CheckpointId): Promise<CurrentBundle> {
  const cache = await freshCache(deps)
  const known = cache.byCheckpoint.get(checkpoint)
  if (known) return known
  const built = build(deps, cache, checkpoint)
  cache.byCheckpoint.set(checkpoint, built)
  built.catch(() => cache.byCheckpoint.delete(checkpoint))
  return built
}

/**
 * A kiosk that holds a newer bundle than we ever issued, or other parts under our number: this server was restored from a backup. Kiosks refuse older
 * versions, so ours must overtake: by seconds of real time, which outruns any number of changes. One kiosk's lie must not use
 * the numbers up or make a version with every call: a number that no server can have issued yet counts as none, and a
 * checkpoint's bundle overtakes at most once in a while.
 */
export async function overtakeBundle(deps: BundleDeps, checkpoint: CheckpointId, heldVersion: number): Promise<CurrentBundle> {
  const current = await currentBundle(deps, checkpoint)
  const now = deps.clock.realNow()
  const seconds = Math.floor(now / SECOND_MS)
  if (heldVersion < current.version || heldVersion > seconds || current.version >= seconds) return current
  const overtaken = overtakings.get(deps.storage) ?? new Map<CheckpointId, EpochMs>()
  const last = overtaken.get(checkpoint)
  if (last !== undefined && now >= last && now - last < OVERTAKE_AT_MOST_EVERY_MS) return current
  overtakings.set(deps.storage, overtaken.set(checkpoint, now))
  const overtaking = deps.storage.write((tx) => storeVersion(tx, { checkpoint, parts: current.parts, now: deps.clock.now(), atLeast: seconds }))
  caches.get(deps.storage)?.byCheckpoint.set(checkpoint, overtaking)
  return overtaking
}

export async function signManifest(deps: Pick<CoreDeps, 'clock' | 'keys'>, checkpoint: CheckpointId, bundle: CurrentBundle): Promise<SignedManifest> {
  const issuedAt = deps.clock.now()
  // Everything in it is this server's own table, read just now.
  const parts = eachPart((name): PartStamp => ({ ...bundle.stamps[name], asOf: issuedAt }))
  const manifest: BundleManifest = { v: 1, checkpoint, version: bundle.version, issuedAt, parts }
  return { manifest, signature: base64UrlOf(await deps.keys.signBundle(utf8Bytes(manifestText(manifest)))) }
}

async function freshCache(deps: BundleDeps): Promise<Cache> {
  const rev = await readBundleRev(deps.storage)
  const now = deps.clock.realNow()
  const cache = caches.get(deps.storage)
  if (cache && cache.rev === rev && now >= cache.readAt && now - cache.readAt < REREAD_AFTER_MS) return cache
  const fresh: Cache = { rev, readAt: now, shared: readTables(deps), byCheckpoint: new Map() }
  fresh.shared.catch(() => caches.delete(deps.storage))
  caches.set(deps.storage, fresh)
  return fresh
}

async function readTables(deps: BundleDeps): Promise<SharedTables> {
  const shared = await readSharedTables(deps)
  await noteRevocations(deps, { list: shared.revocations, hash: hashOf(shared.revocations) })
  return shared
}

async function build(deps: BundleDeps, cache: Cache, checkpoint: CheckpointId): Promise<CurrentBundle> {
  const parts = await buildParts(deps, await cache.shared, checkpoint)
  const held = await readStored(deps.storage.read, checkpoint)
  if (held && sameContent(held.stamps, parts)) return { parts, ...held }
  return deps.storage.write((tx) => storeVersion(tx, { checkpoint, parts, now: deps.clock.now(), atLeast: 1 }))
}

interface NewVersion {
  readonly checkpoint: CheckpointId
  readonly parts: BundleParts
  readonly now: EpochMs
  readonly atLeast: number
}

async function storeVersion(tx: Tx, { checkpoint, parts, now, atLeast }: NewVersion): Promise<CurrentBundle> {
  const held = await readStored(tx, checkpoint)
  if (held && held.version >= atLeast && sameContent(held.stamps, parts)) return { parts, ...held }
  const version = Math.max((held?.version ?? 0) + 1, atLeast)
  const stamps = eachPart((name): StoredPart => {
    const hash = hashOf(parts[name])
    const before = held?.stamps[name]
    return before?.hash === hash ? before : { version, hash }
  })
  const row = { version, parts: JSON.stringify(stamps), issued_at: now }
  await tx
    .insertInto('bundle')
    .values({ checkpoint_id: checkpoint, ...row })
    .onConflict((on) => on.column('checkpoint_id').doUpdateSet(row))
    .execute()
  await keepHistory(tx, checkpoint, { ...row, stamps, contents: parts })
  return { parts, version, stamps }
}

async function readStored(db: Storage['read'], checkpoint: CheckpointId): Promise<{ readonly version: number; readonly stamps: StoredParts } | null> {
  const row = await db.selectFrom('bundle').select(['version', 'parts']).where('checkpoint_id', '=', checkpoint).executeTakeFirst()
  return row ? { version: row.version, stamps: JSON.parse(row.parts) } : null
}

function sameContent(stamps: StoredParts, parts: BundleParts): boolean {
  return PART_NAMES.every((name) => stamps[name]?.hash === hashOf(parts[name]))
}

function hashOf(part: BundleParts[PartName]): Hash {
  const hash = hashes.get(part) ?? partHash(part)
  hashes.set(part, hash)
  return hash
}

function eachPart<T>(make: (name: PartName) => T): { readonly [part in PartName]: T } {
  return {
    keys: make('keys'),
    rules: make('rules'),
    zones: make('zones'),
    areas: make('areas'),
    revocations: make('revocations'),
    'watch-list': make('watch-list'),
    checkpoint: make('checkpoint'),
    officers: make('officers'),
    lists: make('lists'),
    policy: make('policy'),
  }
}
