import { randomBytes } from 'node:crypto'
import { nodeSlowHash } from '../../server/lists/node-slow-hash.ts'
import type { HashedEntry, NamedList } from '../../shared/bundle/bundle.ts'
import type { Presented } from '../../shared/lists/find-hits.ts'
import type { ListSubject } from '../../shared/lists/list-subject.ts'
import { packEntries } from '../../shared/lists/packed-entries.ts'
import { hashListKey, saltText } from '../../shared/lists/slow-hash.ts'

/** A real salt of a hash that is not slow: tests look up often. */
export function quickSalt(): string {
  return saltText(randomBytes(16), 2)
}

export async function hashed(key: string, salt: string): Promise<string> {
  const hash = await hashListKey(key, salt, nodeSlowHash)
  if (hash === null) throw new Error(`no hash of ${key}`)
  return hash
}

export async function watchOf(salt: string, entries: readonly (Omit<HashedEntry, 'hash'> & { readonly key: string })[]) {
  return packEntries(salt, await Promise.all(entries.map(async ({ key, ...entry }) => ({ ...entry, hash: await hashed(key, salt) }))))
}

export async function namedList(salt: string, about: readonly ListSubject[], keys: readonly string[]): Promise<NamedList> {
  return { salt, about, hashes: (await Promise.all(keys.map((key) => hashed(key, salt)))).sort() }
}

export const NOTHING: Presented = { credentials: [], passes: [], documents: [], plates: [], employers: [] }
