import type { BundleParts } from '../../shared/bundle/bundle.ts'
import type { RevocationChanges } from '../../shared/bundle/revocation-changes.ts'
import { asCredentialId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { DAY_MS, type EpochMs } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { Storage, Tx } from '../storage/storage.ts'

type Revocations = BundleParts['revocations']

/** A day longer than a tablet may judge by an old list: one that comes later gets the list whole. */
export const LISTS_KEPT_MS = 4 * DAY_MS

/** Rows of one statement: three variables each, below SQLite's 32,766. */
const PAGE = 500

/** What was read last: the same object again where nothing changed, because a part is hashed once for each object. */
const lastRead = new WeakMap<Storage, Revocations>()

/** Withdrawn, corrected and erased codes while they would still be valid: a tablet says `expired` from the same instant on. */
export async function readRevocations({ storage, clock }: Pick<CoreDeps, 'storage' | 'clock'>): Promise<Revocations> {
  const rows = await storage.read
    .selectFrom('declaration')
    .select('credential_id')
    .where('revoked_at', 'is not', null)
    .where('expires_at', '>', clock.now())
    .execute()
  // By the database, SQLite would walk through all declarations in this order.
  const credentials = rows.map((row) => asCredentialId(row.credential_id)).sort()
  const last = lastRead.get(storage)
  if (last && last.credentials.length === credentials.length && credentials.every((id, at) => id === last.credentials[at])) return last
  const read = { credentials }
  lastRead.set(storage, read)
  return read
}

interface Listed {
  readonly list: Revocations
  readonly hash: Hash
}

/** What this process noted last, so that 65,000 rows are not read again while nobody else can write. */
const lastNoted = new WeakMap<Storage, Listed>()

/** Before a list goes out, so that whoever comes back with it can be told what changed since. */
export async function noteRevocations({ storage, clock }: Pick<CoreDeps, 'storage' | 'clock'>, listed: Listed): Promise<void> {
  const last = lastNoted.get(storage) ?? null
  if ((await newestIn(storage.read))?.hash !== listed.hash) await storage.write((tx) => note(tx, listed, { last, now: clock.now() }))
  lastNoted.set(storage, listed)
}

interface Noting {
  readonly last: Listed | null
  readonly now: EpochMs
}

async function note(tx: Tx, { list, hash }: Listed, { last, now }: Noting): Promise<void> {
  const newest = await newestIn(tx)
  if (newest?.hash === hash) return
  const seq = (newest?.seq ?? 0) + 1
  const noted = await tx
    .insertInto('revocation_list')
    .values({ seq, hash, noted_at: now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  // Another server was faster with its own reading: this one goes out whole until the next is noted.
  if (Number(noted.numInsertedOrUpdatedRows) === 0) return
  const before = new Set<string>(last && last.hash === newest?.hash ? last.list.credentials : await listedIn(tx))
  const after = new Set<string>(list.credentials)
  for (const page of pagesOf([...before].filter((id) => !after.has(id))))
    await tx.updateTable('revocation_entry').set({ removed_seq: seq }).where('removed_seq', 'is', null).where('credential_id', 'in', page).execute()
  for (const page of pagesOf(list.credentials.filter((id) => !before.has(id)))) {
    const rows = page.map((credential_id) => ({ credential_id, added_seq: seq, removed_seq: null }))
    await tx.insertInto('revocation_entry').values(rows).execute()
  }
  await forget(tx, now - LISTS_KEPT_MS)
}

async function listedIn(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.selectFrom('revocation_entry').select('credential_id').where('removed_seq', 'is', null).execute()
  return rows.map((row) => row.credential_id)
}

/** A list counts as out until the next was noted: those followed by another before that time, and what was in no later one. */
async function forget(tx: Tx, before: EpochMs): Promise<void> {
  const { seq } = await tx
    .selectFrom('revocation_list')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('noted_at', '<', before)
    .executeTakeFirstOrThrow()
  if (seq === null) return
  await tx.deleteFrom('revocation_list').where('seq', '<', seq).execute()
  await tx.deleteFrom('revocation_entry').where('removed_seq', '<=', seq).execute()
}

/**
 * What a tablet that holds `from` must be told to hold `to`; null where the list is not known here (another server's, or too
 * old) or would be no longer than what changed. `most`: entries of the list itself.
 */
export async function revocationChanges(
  { read }: Pick<Storage, 'read'>,
  { from, to, most }: { readonly from: Hash; readonly to: Hash; readonly most: number },
): Promise<RevocationChanges | null> {
  const [base, target] = [await seqOf(read, from), await seqOf(read, to)]
  if (base === null || target === null || base > target) return null
  const entries = read.selectFrom('revocation_entry').select('credential_id').orderBy('credential_id').limit(most)
  const added = await entries
    .where('added_seq', '>', base)
    .where('added_seq', '<=', target)
    .where((where) => where.or([where('removed_seq', 'is', null), where('removed_seq', '>', target)]))
    .execute()
  const removed = await entries.where('removed_seq', '>', base).where('removed_seq', '<=', target).where('added_seq', '<=', base).execute()
  if (added.length + removed.length >= most) return null
  const idsIn = (rows: typeof added) => rows.map((row) => asCredentialId(row.credential_id))
  return { from, added: idsIn(added), removed: idsIn(removed) }
}

async function newestIn(db: Storage['read']): Promise<{ readonly seq: number; readonly hash: Hash } | null> {
  return (await db.selectFrom('revocation_list').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? null
}

/** The newest of that content: a list may come to be again what it was. */
async function seqOf(db: Storage['read'], hash: Hash): Promise<number | null> {
  const row = await db.selectFrom('revocation_list').select('seq').where('hash', '=', hash).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.seq ?? null
}

function pagesOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / PAGE) }, (_, page) => list.slice(page * PAGE, (page + 1) * PAGE))
}
