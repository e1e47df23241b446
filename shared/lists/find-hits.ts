import type { BundleParts, HashedEntries, HashedEntry, NamedList, WatchEntry } from '../bundle/bundle.ts'
import type { CredentialId } from '../ids.ts'
import type { NonEmpty } from '../result.ts'
import type { Listed, WatchHit } from '../rules/passing.ts'
import { type DocumentName, documentKey, employerKey, plateKey } from './list-key.ts'
import { LIST_SUBJECTS, type ListSubject } from './list-subject.ts'
import { type EntryIndex, entriesOf, firstFrom, indexEntries } from './packed-entries.ts'
import { hashListKey, type SlowHash } from './slow-hash.ts'

/** All by which one passing can be on a list. What was not shown is left empty: then a list by it stays unknown. */
export interface Presented {
  /** Of codes of our own format, whatever they are: a person's, a slip, a pass. */
  readonly credentials: readonly CredentialId[]
  /** Of those, the vehicle passes. */
  readonly passes: readonly CredentialId[]
  /** Full numbers only, from a card scanned or a number typed; a chip card gives two. */
  readonly documents: readonly PresentedNumber[]
  readonly plates: readonly string[]
  readonly employers: readonly string[]
}

export interface PresentedNumber extends DocumentName {
  readonly birthYear: number | null
}

/** The lists of one bundle, made ready at its switch. */
export interface ReadyLists {
  readonly watchedCredentials: ReadonlyMap<CredentialId, readonly WatchEntry[]>
  readonly byDocument: EntryIndex | null
  readonly byPlate: EntryIndex | null
  readonly named: { readonly [list: string]: NamedList & { readonly credentialSet: ReadonlySet<CredentialId> } }
  /** The lists came and were destroyed, because the tablet was without contact too long: of nobody is anything known. */
  readonly perished?: true
}

export const PERISHED_LISTS: ReadyLists = { watchedCredentials: new Map(), byDocument: null, byPlate: null, named: {}, perished: true }

/** What `Lists` takes, before staleness: a part that is too old makes all of it unknown. */
export interface Hits {
  readonly watch: Listed<readonly WatchHit[]>
  readonly named: { readonly [list: string]: Listed<boolean> }
}

/** Throws where a part is not what a server of ours writes: then the bundle held before stays. */
export function readyLists(watchList: BundleParts['watch-list'], lists: BundleParts['lists']): ReadyLists {
  const named = Object.entries(lists.lists).map(([name, list]) => [name, { ...list, credentialSet: new Set(list.credentials ?? []) }] as const)
  for (const [name, { hashes }] of named)
    if (hashes.some((hash, index) => index > 0 && hash < (hashes[index - 1] ?? ''))) throw new Error(`list ${name} is not sorted`)
  return {
    watchedCredentials: byCredential(watchList.byCredential),
    byDocument: indexed(watchList.byDocument, 'byDocument'),
    byPlate: indexed(watchList.byPlate, 'byPlate'),
    named: Object.fromEntries(named),
  }
}

/** Every list looked up by everything presented; each key is hashed once for each salt. */
export async function findHits(presented: Presented, lists: ReadyLists, slowHash: SlowHash): Promise<Hits> {
  const hash = hashOnce(slowHash)
  const named = await Promise.all(Object.entries(lists.named).map(async ([name, list]) => [name, await isListed(presented, list, hash)] as const))
  return { watch: await watchHits(presented, lists, hash), named: Object.fromEntries(named) }
}

/** Confirmed only where the year of birth is that of the entry: a number alone may be mistyped, or a thief's. */
export function lookUpDocument(index: EntryIndex, hash: string, birthYear: number | null): readonly WatchHit[] {
  return entriesOf(index, hash).map((entry) => hitOf(entry, { by: ['document'], confirmed: birthYear !== null && entry.birthYear === birthYear }))
}

/** Never confirmed: the plate says nothing of who drives. */
export function lookUpPlate(index: EntryIndex, hash: string): readonly WatchHit[] {
  return entriesOf(index, hash).map((entry) => hitOf(entry, { by: ['plate'], confirmed: false }))
}

type HashKey = (key: string, salt: string) => Promise<string | null>

function hashOnce(slowHash: SlowHash): HashKey {
  const known = new Map<string, Promise<string | null>>()
  return (key, salt) => {
    const held = known.get(`${salt} ${key}`) ?? hashListKey(key, salt, slowHash)
    known.set(`${salt} ${key}`, held)
    return held
  }
}

/** What the ids of codes alone lead to; takes no hash. */
export function lookUpCredentials(credentials: readonly CredentialId[], lists: ReadyLists): Listed<readonly WatchHit[]> {
  if (lists.perished) return UNKNOWN
  const entries = credentials.flatMap((credential) => lists.watchedCredentials.get(credential) ?? [])
  return { state: 'known', value: entries.map((entry) => hitOf(entry, { by: ['credential'], confirmed: entry.unconfirmed !== true })) }
}

async function watchHits(presented: Presented, lists: ReadyLists, hashKey: HashKey): Promise<Listed<readonly WatchHit[]>> {
  const byCode = lookUpCredentials(presented.credentials, lists)
  if (byCode.state === 'unknown') return byCode
  const hits = [...byCode.value]
  for (const document of lists.byDocument === null ? [] : presented.documents) {
    const hash = await hashKey(documentKey(document), lists.byDocument?.salt ?? '')
    if (hash === null) return UNKNOWN
    if (lists.byDocument) hits.push(...lookUpDocument(lists.byDocument, hash, document.birthYear))
  }
  for (const plate of lists.byPlate === null ? [] : presented.plates) {
    const hash = await hashKey(plateKey(plate), lists.byPlate?.salt ?? '')
    if (hash === null) return UNKNOWN
    if (lists.byPlate) hits.push(...lookUpPlate(lists.byPlate, hash))
  }
  return { state: 'known', value: joined(hits) }
}

/** On it is known by one key; not on it only where everything was shown that the list names anybody by. */
async function isListed(presented: Presented, list: ReadyLists['named'][string], hashKey: HashKey): Promise<Listed<boolean>> {
  if (presented.credentials.some((credential) => list.credentialSet.has(credential))) return { state: 'known', value: true }
  const about = list.about ?? ['document']
  let shown: readonly ListSubject[] = presented.passes.length > 0 ? ['pass'] : []
  for (const [subject, keys] of Object.entries(keysOf(presented))) {
    if (!isSubject(subject) || keys.length === 0 || !about.includes(subject)) continue
    const hashes = await Promise.all(keys.map((key) => hashKey(key, list.salt)))
    if (hashes.some((hash) => hash !== null && isAmong(list.hashes, hash))) return { state: 'known', value: true }
    if (!hashes.includes(null)) shown = [...shown, subject]
  }
  return about.every((subject) => shown.includes(subject)) ? { state: 'known', value: false } : UNKNOWN
}

const UNKNOWN = { state: 'unknown', why: 'missing' } as const

function keysOf({ documents, plates, employers }: Presented): { readonly [subject in Exclude<ListSubject, 'pass'>]: readonly string[] } {
  return { document: documents.map(documentKey), plate: plates.map(plateKey), employer: employers.map(employerKey) }
}

function isSubject(word: string): word is ListSubject {
  return LIST_SUBJECTS.some((subject) => subject === word)
}

function isAmong(sorted: readonly string[], hash: string): boolean {
  return sorted[firstFrom(sorted.length, (index) => (sorted[index] ?? '') < hash)] === hash
}

function hitOf(entry: WatchEntry | HashedEntry, how: Pick<WatchHit, 'by' | 'confirmed'>): WatchHit {
  const { kind, from, to, otherPassage } = entry
  return { kind, ...how, from, to, ...(otherPassage ? { otherPassage } : {}) }
}

/** One entry found by code, card and plate is one hit: confirmed by any, found by all. */
function joined(hits: readonly WatchHit[]): readonly WatchHit[] {
  const byEntry = new Map<string, WatchHit>()
  for (const hit of hits) {
    const key = JSON.stringify([hit.kind, hit.from, hit.to, hit.otherPassage ?? null])
    const held = byEntry.get(key)
    byEntry.set(key, held === undefined ? hit : { ...held, by: union(held.by, hit.by), confirmed: held.confirmed || hit.confirmed })
  }
  return [...byEntry.values()]
}

function union<T>([first, ...others]: NonEmpty<T>, more: NonEmpty<T>): NonEmpty<T> {
  return [first, ...new Set([...others, ...more].filter((way) => way !== first))]
}

function byCredential(entries: readonly WatchEntry[]): ReadonlyMap<CredentialId, readonly WatchEntry[]> {
  const map = new Map<CredentialId, WatchEntry[]>()
  for (const entry of entries) {
    const held = map.get(entry.credential)
    if (held === undefined) map.set(entry.credential, [entry])
    else held.push(entry)
  }
  return map
}

function indexed(entries: HashedEntries | undefined, name: string): EntryIndex | null {
  if (entries === undefined) return null
  const index = indexEntries(entries)
  if (index === null) throw new Error(`watch-list ${name} cannot be read`)
  return index
}
