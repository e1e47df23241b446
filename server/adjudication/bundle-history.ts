import { type BundleParts, PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { StoredParts } from '../bundles/stored-parts.ts'
import type { Storage, Tx } from '../storage/storage.ts'

/** What a replay reads of a bundle. Keys and officers decide nothing and name people; the tables of places come with the app. */
const KEPT = ['rules', 'zones', 'revocations', 'watch-list', 'checkpoint', 'lists', 'policy'] as const satisfies readonly PartName[]
export type KeptPart = (typeof KEPT)[number]

/**
 * Lists of persons change by the minute and may hold hundreds of thousands: longer ones are not kept in every version. A
 * replay then takes who is revoked by the time of the revocation, and a watched person as watched or not.
 */
const LONGEST_LIST = 64 * 1024
const LISTS_OF_PERSONS: readonly KeptPart[] = ['revocations', 'watch-list', 'lists']

export interface IssuedVersion {
  readonly version: number
  readonly issued_at: EpochMs
  /** The stamps as text. */
  readonly parts: string
  readonly stamps: StoredParts
  readonly contents: BundleParts
}

/** In the transaction that makes a version: what a kiosk may judge by can be found again. */
export async function keepHistory(tx: Tx, checkpoint: CheckpointId, issued: IssuedVersion): Promise<void> {
  const { version, issued_at, parts, stamps, contents } = issued
  await tx
    .insertInto('bundle_history')
    .values({ checkpoint_id: checkpoint, version, parts, issued_at })
    .onConflict((on) => on.doNothing())
    .execute()
  for (const part of KEPT) {
    const { hash } = stamps[part]
    const known = await tx.selectFrom('part_body').select('hash').where('hash', '=', hash).executeTakeFirst()
    if (known) continue
    const body = JSON.stringify(contents[part])
    if (LISTS_OF_PERSONS.includes(part) && body.length > LONGEST_LIST) continue
    await tx
      .insertInto('part_body')
      .values({ hash, part, body, stored_at: issued_at })
      .onConflict((on) => on.doNothing())
      .execute()
  }
}

export interface HeldThen {
  readonly hashes: { readonly [part in KeptPart]: string }
  /** When the newest of the versions named was issued: what was revoked by then may have been in it. */
  readonly issuedAt: EpochMs
  readonly supersededAt: EpochMs | null
}

/** The parts that a record names by their versions; null where a version was never issued here or is not kept any more. */
export async function heldThen(
  { read }: Pick<Storage, 'read'>,
  checkpoint: CheckpointId,
  versions: { readonly [part: string]: number },
): Promise<HeldThen | null> {
  if (KEPT.some((part) => versions[part] === undefined)) return null
  // A record may name anything: only parts that there are.
  const named = PART_NAMES.flatMap((part) => versions[part] ?? [])
  const newest = Math.max(...named)
  const rows = await read
    .selectFrom('bundle_history')
    .selectAll()
    .where('checkpoint_id', '=', checkpoint)
    .where('version', 'in', [...new Set(named)])
    .execute()
  const byVersion = new Map(rows.map((row) => [row.version, row]))
  const hashes: { [part in KeptPart]?: string } = {}
  for (const part of KEPT) {
    const row = byVersion.get(versions[part] ?? -1)
    if (!row) return null
    const stamps: StoredParts = JSON.parse(row.parts)
    hashes[part] = stamps[part].hash
  }
  const next = await read
    .selectFrom('bundle_history')
    .select(({ fn }) => fn.min('issued_at').as('at'))
    .where('checkpoint_id', '=', checkpoint)
    .where('version', '>', newest)
    .executeTakeFirst()
  const issuedAt = byVersion.get(newest)?.issued_at ?? 0
  return { hashes: hashes as HeldThen['hashes'], issuedAt, supersededAt: next?.at ?? null }
}

/** Null where it was too long to keep, or its time is over. */
export async function partBody<P extends KeptPart>({ read }: Pick<Storage, 'read'>, part: P, hash: string): Promise<BundleParts[P] | null> {
  const row = await read.selectFrom('part_body').select('body').where('hash', '=', hash).where('part', '=', part).executeTakeFirst()
  return row ? JSON.parse(row.body) : null
}
