import { randomBytes } from 'node:crypto'
import { WATCH_KINDS, type WatchKind } from '../../shared/rules/passing.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage } from '../storage/storage.ts'
import { writeHashed } from './list-salt.ts'
import { type ListChange, noted } from './named-lists.ts'

export const WATCH_SUBJECTS = ['document', 'plate', 'credential'] as const
export type WatchSubject = (typeof WATCH_SUBJECTS)[number]

export interface NewWatch {
  readonly subject: WatchSubject
  /** A list key; of a credential `credential:` and its id. */
  readonly key: string
  readonly kind: WatchKind
  /** Confirms a hit by document; null: every hit is for an officer to look at. */
  readonly birthYear: number | null
  readonly from: EpochMs
  readonly to: EpochMs | null
  /** Of `contradicted`: where and when the other passage was. */
  readonly otherPassage: { readonly checkpoint: string; readonly at: EpochMs } | null
}

/** An entry as people see it later: without who it is. */
export interface WatchSummary extends Pick<NewWatch, 'subject' | 'kind' | 'from' | 'to'> {
  readonly id: string
  readonly addedAt: EpochMs
}

const ID_BYTES = 8

export async function addWatch(storage: Storage, watch: NewWatch, change: ListChange): Promise<string> {
  const id = randomBytes(ID_BYTES).toString('hex')
  const { subject, key, kind, birthYear, from, to, otherPassage } = watch
  await writeHashed(storage, subject === 'credential' ? [] : [key], async (tx, hashes) => {
    const when = { valid_from: from, valid_to: to, added_at: change.at }
    const other = { other_checkpoint: otherPassage?.checkpoint ?? null, other_at: otherPassage?.at ?? null }
    await tx
      .insertInto('watch_entry')
      .values({ watch_id: id, list_key: key, subject, hash: hashes.get(key) ?? '', kind, birth_year: birthYear, ...when, ...other })
      .execute()
    await noted(tx, change, { action: 'watch-added', detail: { watch: id, subject, kind, from, to } })
  })
  return id
}

/** False where there is no such entry. */
export async function removeWatch(storage: Storage, id: string, change: ListChange): Promise<boolean> {
  return storage.write(async (tx) => {
    const removed = await tx.deleteFrom('watch_entry').where('watch_id', '=', id).returning('watch_id').executeTakeFirst()
    if (removed) await noted(tx, change, { action: 'watch-removed', detail: { watch: id } })
    return removed !== undefined
  })
}

export async function summariseWatch({ read }: Pick<Storage, 'read'>): Promise<readonly WatchSummary[]> {
  const rows = await read.selectFrom('watch_entry').selectAll().orderBy('added_at').orderBy('watch_id').execute()
  return rows.map((row) => ({
    id: row.watch_id,
    subject: WATCH_SUBJECTS.find((subject) => subject === row.subject) ?? 'document',
    kind: watchKindOf(row.kind),
    from: row.valid_from,
    to: row.valid_to,
    addedAt: row.added_at,
  }))
}

export function watchKindOf(stored: string): WatchKind {
  const kind = WATCH_KINDS.find((one) => one === stored)
  if (kind === undefined) throw new Error(`no watch kind ${stored}`)
  return kind
}
