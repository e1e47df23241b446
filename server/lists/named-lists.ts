import type { StaffId } from '../../shared/ids.ts'
import type { ListSubject } from '../../shared/lists/list-subject.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { bumpLists, writeHashed } from './list-salt.ts'

/** What stands on a list, named as documents, plates, passes and employers are told apart. */
export interface ListedName {
  readonly subject: ListSubject
  readonly key: string
}

export interface ListChange {
  /** Null: from the terminal. */
  readonly staff: StaffId | null
  readonly at: EpochMs
}

export interface ListSummary {
  readonly list: string
  readonly updatedAt: EpochMs
  /** How many entries name each kind of thing. */
  readonly entries: { readonly [subject in ListSubject]?: number }
}

/** Puts these in the place of all that stood on the list. */
export async function setNamedList(storage: Storage, list: string, entries: readonly ListedName[], change: ListChange): Promise<number> {
  const unique = [...new Map(entries.map((entry) => [entry.key, entry])).values()]
  const secret = unique.filter(({ subject }) => subject !== 'pass').map(({ key }) => key)
  await writeHashed(storage, secret, async (tx, hashes) => {
    await tx.deleteFrom('list_entry').where('list', '=', list).execute()
    for (const { key, subject } of unique) {
      await tx
        .insertInto('list_entry')
        .values({ list, list_key: key, subject, hash: hashes.get(key) ?? '' })
        .execute()
    }
    await tx
      .insertInto('named_list')
      .values({ list, updated_at: change.at })
      .onConflict((on) => on.column('list').doUpdateSet({ updated_at: change.at }))
      .execute()
    await noted(tx, change, { action: 'list-set', detail: { list, entries: unique.length } })
  })
  return unique.length
}

/** Rules that read it then know nothing of anybody, which is `refer`; an empty list is a "no" for everybody. False: there is none. */
export async function dropNamedList(storage: Storage, list: string, change: ListChange): Promise<boolean> {
  return storage.write(async (tx) => {
    const dropped = await tx.deleteFrom('named_list').where('list', '=', list).returning('list').executeTakeFirst()
    if (!dropped) return false
    await tx.deleteFrom('list_entry').where('list', '=', list).execute()
    await noted(tx, change, { action: 'list-dropped', detail: { list } })
    return true
  })
}

/** How much stands on each list; never who. */
export async function summariseLists({ read }: Pick<Storage, 'read'>): Promise<readonly ListSummary[]> {
  const lists = await read.selectFrom('named_list').selectAll().orderBy('list').execute()
  const counts = await read
    .selectFrom('list_entry')
    .select(({ fn }) => ['list', 'subject', fn.countAll<number>().as('entries')])
    .groupBy(['list', 'subject'])
    .orderBy('subject')
    .execute()
  return lists.map(({ list, updated_at }) => {
    const entries = Object.fromEntries(counts.filter((row) => row.list === list).map((row) => [row.subject, Number(row.entries)]))
    return { list, updatedAt: updated_at, entries }
  })
}

export async function noted(tx: Tx, { staff, at }: ListChange, what: { readonly action: string; readonly detail: object }): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_id: staff, action: what.action, detail: JSON.stringify(what.detail) })
    .execute()
  await bumpLists(tx)
}
