import type { BundleParts, HashedEntries, HashedEntry, NamedList, WatchEntry } from '../../shared/bundle/bundle.ts'
import { asCredentialId, type CredentialId } from '../../shared/ids.ts'
import { LIST_SUBJECTS } from '../../shared/lists/list-subject.ts'
import { packEntries } from '../../shared/lists/packed-entries.ts'
import type { EpochMs } from '../../shared/units.ts'
import { readSetting } from '../seed/settings.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import { readListRev } from './list-salt.ts'
import { watchKindOf } from './watch.ts'

export type ListParts = Pick<BundleParts, 'watch-list' | 'lists'>

/** The hashed part of the lists, which only a change to a list changes. */
interface Hashed {
  readonly rev: string
  /** Null where nobody is watched by it: then nothing need be hashed on a tablet. */
  readonly byDocument: HashedEntries | null
  readonly byPlate: HashedEntries | null
  readonly named: { readonly [list: string]: NamedList }
}

const hashed = new WeakMap<Storage, Promise<Hashed>>()
/** What went out last: the same object again where nothing changed, because a part is hashed once for each object. */
const sent = new WeakMap<Storage, { readonly text: string; readonly rev: string; readonly parts: ListParts }>()

/**
 * The parts of all checkpoints. The slow hashes were made when the entries were; at each reading only the live credentials
 * of listed documents are looked for, because people go on declaring.
 */
export async function readListParts(storage: Storage, now: EpochMs): Promise<ListParts> {
  const { rev, byDocument, byPlate, named } = await hashedLists(storage)
  const byCredential = await watchedCredentials(storage, now)
  const credentials = await listedCredentials(storage, now)
  const text = JSON.stringify([byCredential, [...credentials]])
  const last = sent.get(storage)
  if (last && last.rev === rev && last.text === text) return last.parts
  const lists = Object.entries(named).map(([list, one]) => [list, withCredentials(one, credentials.get(list) ?? [])] as const)
  const watchList = { byCredential, ...(byDocument && { byDocument }), ...(byPlate && { byPlate }) }
  const parts = { 'watch-list': watchList, lists: { lists: Object.fromEntries(lists) } }
  sent.set(storage, { text, rev, parts })
  return parts
}

async function hashedLists(storage: Storage): Promise<Hashed> {
  const rev = await readListRev(storage)
  const held = await hashed.get(storage)
  if (held?.rev === rev) return held
  const read = readHashed(storage, rev)
  hashed.set(storage, read)
  read.catch(() => hashed.delete(storage))
  return read
}

async function readHashed(storage: Storage, rev: string): Promise<Hashed> {
  const salt = (await readSetting(storage, 'list-salt')) ?? ''
  const watched = await storage.read.selectFrom('watch_entry').selectAll().where('subject', '!=', 'credential').execute()
  const entriesOf = (subject: string): HashedEntries | null => {
    const rows = watched.filter((row) => row.subject === subject)
    return rows.length === 0 ? null : packEntries(salt, rows.map(hashedEntry))
  }
  const lists: Hashed = { rev, byDocument: entriesOf('document'), byPlate: entriesOf('plate'), named: await namedLists(storage, salt) }
  // Salt and hashes were read one after the other: of a change in between nothing may be taken.
  const now = await readListRev(storage)
  return now === rev ? lists : readHashed(storage, now)
}

function hashedEntry(row: Tables['watch_entry']): HashedEntry {
  const { hash, birth_year } = row
  return { hash, ...validityOf(row), ...(birth_year === null ? {} : { birthYear: birth_year }) }
}

function validityOf(row: Tables['watch_entry']): Omit<HashedEntry, 'hash' | 'birthYear'> {
  const { kind, valid_from, valid_to, other_checkpoint, other_at } = row
  const other = other_checkpoint === null || other_at === null ? {} : { otherPassage: { checkpoint: other_checkpoint, at: other_at } }
  return { kind: watchKindOf(kind), from: valid_from, to: valid_to, ...other }
}

async function namedLists({ read }: Storage, salt: string): Promise<Hashed['named']> {
  const lists = await read.selectFrom('named_list').select('list').orderBy('list').execute()
  const entries = await read.selectFrom('list_entry').select(['list', 'subject', 'hash', 'list_key']).execute()
  const named = new Map<string, { readonly hashes: string[]; readonly passes: CredentialId[]; readonly subjects: Set<string> }>()
  for (const { list } of lists) named.set(list, { hashes: [], passes: [], subjects: new Set() })
  for (const { list, subject, hash, list_key } of entries) {
    const one = named.get(list)
    one?.subjects.add(subject)
    if (subject === 'pass') one?.passes.push(asCredentialId(list_key.slice('pass:'.length)))
    else one?.hashes.push(hash)
  }
  return Object.fromEntries(
    [...named].map(([list, { hashes, passes, subjects }]) => {
      const about = LIST_SUBJECTS.filter((subject) => subjects.has(subject))
      return [list, { salt, hashes: hashes.sort(), about, credentials: passes.sort() }]
    }),
  )
}

function withCredentials(list: NamedList, live: readonly CredentialId[]): NamedList {
  return { ...list, credentials: [...new Set([...(list.credentials ?? []), ...live])].sort() }
}

/** A watched document's live codes, and codes that were watched themselves. */
async function watchedCredentials({ read }: Storage, now: EpochMs): Promise<readonly WatchEntry[]> {
  const direct = await read.selectFrom('watch_entry').selectAll().where('subject', '=', 'credential').orderBy('watch_id').execute()
  const declared = await read
    .selectFrom('watch_entry')
    .innerJoin('declared_document', 'declared_document.list_key', 'watch_entry.list_key')
    .selectAll('watch_entry')
    .select(['declared_document.credential_id', 'declared_document.birth_year as declared_year'])
    .where('declared_document.expires_at', '>', now)
    .orderBy('declared_document.credential_id')
    .orderBy('watch_entry.watch_id')
    .execute()
  return [
    ...direct.map((row) => ({ credential: asCredentialId(row.list_key.slice('credential:'.length)), ...validityOf(row) })),
    ...declared.map((row) => {
      const unconfirmed = row.birth_year === row.declared_year ? {} : { unconfirmed: true as const }
      return { credential: asCredentialId(row.credential_id), ...validityOf(row), ...unconfirmed }
    }),
  ]
}

async function listedCredentials({ read }: Storage, now: EpochMs): Promise<ReadonlyMap<string, readonly CredentialId[]>> {
  const rows = await read
    .selectFrom('list_entry')
    .innerJoin('declared_document', 'declared_document.list_key', 'list_entry.list_key')
    .select(['list_entry.list', 'declared_document.credential_id'])
    .where('declared_document.expires_at', '>', now)
    .orderBy('list_entry.list')
    .orderBy('declared_document.credential_id')
    .execute()
  const byList = new Map<string, CredentialId[]>()
  for (const { list, credential_id } of rows) {
    const held = byList.get(list)
    if (held) held.push(asCredentialId(credential_id))
    else byList.set(list, [asCredentialId(credential_id)])
  }
  return byList
}
