import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { hashListKey, SLOW_HASH_ITERATIONS, saltText } from '../../shared/lists/slow-hash.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import type { SettingName } from '../seed/settings.ts'
import { readSetting, writeSetting } from '../seed/settings.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { nodeSlowHash } from './node-slow-hash.ts'

const SALT: SettingName = 'list-salt'
const REV: SettingName = 'list-rev'
const SALT_BYTES = 16

/** As many as libuv's threads: more would only wait. */
const HASHED_AT_ONCE = 4

/** Hash by list key, all under the salt that holds while they are written. */
export type Hashes = ReadonlyMap<string, string>

export function newSalt(): string {
  return saltText(randomBytes(SALT_BYTES), SLOW_HASH_ITERATIONS)
}

/** One salt for all lists of the installation, so that a tablet pays for one slow hash a card. Drawn at the first list. */
export async function listSalt(storage: Storage): Promise<string> {
  const held = await readSetting(storage, SALT)
  if (held !== null) return held
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('setting').select('value').where('name', '=', SALT).executeTakeFirst()
    const salt = row?.value ?? newSalt()
    await writeSetting(tx, SALT, salt)
    return salt
  })
}

/** Hashes first, which takes seconds, and writes then; once more where the salt was changed meanwhile. */
export async function writeHashed<T>(storage: Storage, keys: readonly string[], job: (tx: Tx, hashes: Hashes) => Promise<T>): Promise<T> {
  for (;;) {
    const salt = await listSalt(storage)
    const hashes = await hashKeys(keys, salt)
    const written = await storage.write(async (tx) => {
      const row = await tx.selectFrom('setting').select('value').where('name', '=', SALT).executeTakeFirst()
      return row?.value === salt ? { result: await job(tx, hashes) } : null
    })
    if (written) return written.result
  }
}

/**
 * All hashes under a new salt: what was copied from a lost tablet is then of no use against the lists to come. Entries made
 * while it hashes are hashed in a further round.
 */
export async function rotateListSalt(storage: Storage, at: number): Promise<{ readonly keys: number }> {
  const salt = newSalt()
  let hashes: Hashes = new Map()
  for (;;) {
    const missing = (await heldKeys(storage.read)).filter((key) => !hashes.has(key))
    hashes = new Map([...hashes, ...(await hashKeys(missing, salt))])
    const rotated = await storage.write((tx) => replaceHashes(tx, { salt, hashes, at }))
    if (rotated) return { keys: hashes.size }
  }
}

/** In the transaction of every change to a list: the parts are made again. */
export async function bumpLists(tx: Tx): Promise<void> {
  await tx
    .insertInto('setting')
    .values({ name: REV, value: '1' })
    .onConflict((on) => on.column('name').doUpdateSet({ value: sql<string>`cast(cast(setting.value as integer) + 1 as text)` }))
    .execute()
  await bumpBundle(tx)
}

export async function readListRev(storage: Pick<Storage, 'read'>): Promise<string> {
  return (await readSetting(storage, REV)) ?? '0'
}

interface NewHashes {
  readonly salt: string
  readonly hashes: Hashes
  readonly at: number
}

async function replaceHashes(tx: Tx, { salt, hashes, at }: NewHashes): Promise<boolean> {
  const keys = await heldKeys(tx)
  if (keys.some((key) => !hashes.has(key))) return false
  for (const key of keys) {
    const hash = hashes.get(key) ?? ''
    await tx.updateTable('list_entry').set({ hash }).where('list_key', '=', key).execute()
    await tx.updateTable('watch_entry').set({ hash }).where('list_key', '=', key).execute()
  }
  await writeSetting(tx, SALT, salt)
  await bumpLists(tx)
  const detail = JSON.stringify({ keys: keys.length })
  await tx.insertInto('audit').values({ at, staff_id: null, action: 'list-salt-rotated', detail }).execute()
  return true
}

async function heldKeys(db: Storage['read']): Promise<readonly string[]> {
  const listed = await db.selectFrom('list_entry').select('list_key').where('subject', '!=', 'pass').execute()
  const watched = await db.selectFrom('watch_entry').select('list_key').where('subject', '!=', 'credential').execute()
  return [...new Set([...listed, ...watched].map((row) => row.list_key))]
}

async function hashKeys(keys: readonly string[], salt: string): Promise<Hashes> {
  const hashes = new Map<string, string>()
  for (let at = 0; at < keys.length; at += HASHED_AT_ONCE) {
    await Promise.all(
      keys.slice(at, at + HASHED_AT_ONCE).map(async (key) => {
        const hash = await hashListKey(key, salt, nodeSlowHash)
        if (hash === null) throw new Error('the installation has a list salt that this version cannot use')
        hashes.set(key, hash)
      }),
    )
  }
  return hashes
}
