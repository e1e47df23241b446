import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { groupCommit } from './group-commit.ts'
import { makeFolder } from './make-folder.ts'
import { migrateToLatest } from './migrate.ts'
import type { Tables } from './schema.ts'
import { SQLITE_WORDS } from './sql-words.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Storage } from './storage.ts'
import { asStorageError, storageError } from './storage-error.ts'

/** `CHOT`, in the file's header: tells our database from any other SQLite file. */
const APPLICATION_ID = 0x43484f54

/** Before it, WAL with two connections can corrupt the file (sqlite.org/changes.html, 3.51.3). */
const OLDEST_SQLITE = [3, 51, 3] as const

/** How long a writer waits for another process (a CLI command, a backup) before it gives up. */
const BUSY_TIMEOUT_MS = 5000

/** `PRAGMA synchronous` as SQLite numbers it: every commit is on the platter before it is confirmed. */
const SYNCHRONOUS_FULL = 2

export interface SqliteOptions {
  /** A quota in pages of 4 KiB; beyond it every write fails as on a full disk. */
  readonly maxPages?: number
}

/** Opens or makes the database, brings it to the newest layout, and proves that it can be written. Throws `StorageError`. */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Storage> {
  const opened: Database.Database[] = []
  try {
    return await openAll(file, options, opened)
  } catch (error) {
    for (const database of opened) if (database.open) database.close()
    throw asStorageError(error, file)
  }
}

async function openAll(file: string, options: SqliteOptions, opened: Database.Database[]): Promise<Storage> {
  makeFolder(dirname(file))
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  opened.push(database)
  refuseOldEngine(database)
  claimFile(database, file)
  // It holds personal data; the WAL takes over the mode of the main file.
  chmodSync(file, 0o600)
  setUp(database, options)
  const writer = new Kysely<Tables>({ dialect: sqliteDialect(database, 'immediate') })
  await migrateToLatest(writer, SQLITE_WORDS)
  const commits = groupCommit(writer, database, (error) => asStorageError(error, file))
  await writeProbe(commits.write)
  assertFullSync(database)

  const readDatabase = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  opened.push(readDatabase)
  const read = new Kysely<Tables>({ dialect: sqliteDialect(readDatabase, 'deferred') })
  return {
    read,
    write: commits.write,
    probe: () => writeProbe(commits.write),
    close: async () => {
      await commits.idle()
      if (readDatabase.open) readDatabase.close()
      if (!database.open) return
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}

function refuseOldEngine(database: Database.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  if (isOlder(version)) throw storageError('engine-too-old', `this is SQLite ${version}`)
}

/** Whether an SQLite version text lies before the oldest one we trust. */
export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number)
  const differing = OLDEST_SQLITE.findIndex((wanted, i) => parts[i] !== wanted)
  return differing >= 0 && (parts[differing] ?? 0) < (OLDEST_SQLITE[differing] ?? 0)
}

/** Reads before it writes anything: somebody else's file is left as it is. */
function claimFile(database: Database.Database, file: string): void {
  const id = database.pragma('application_id', { simple: true })
  if (id === APPLICATION_ID) return
  const tables = database.prepare('select count(*) from sqlite_master').pluck().get()
  if (id !== 0 || tables !== 0) throw storageError('foreign-file', file)
  database.pragma(`application_id = ${APPLICATION_ID}`)
}

function setUp(database: Database.Database, options: SqliteOptions): void {
  const mode = database.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal') throw storageError('cannot-open', `journal mode is ${String(mode)}; WAL needs a local disk, not a network share`)
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  if (options.maxPages !== undefined) database.pragma(`max_page_count = ${options.maxPages}`)
}

/** better-sqlite3 is built with NORMAL for WAL, and says FULL until the first write: ask only after one. */
function assertFullSync(database: Database.Database): void {
  const level = database.pragma('synchronous', { simple: true })
  if (level !== SYNCHRONOUS_FULL) throw new Error(`SQLite would confirm commits before they are on disk (synchronous = ${String(level)})`)
}

/** The value changes each time: writing the same bytes again would touch no page. */
async function writeProbe(write: Storage['write']): Promise<void> {
  await write((tx) =>
    tx
      .insertInto('setting')
      .values({ name: 'probe', value: '1' })
      .onConflict((on) => on.column('name').doUpdateSet({ value: sql<string>`cast(cast(setting.value as integer) + 1 as text)` }))
      .execute(),
  )
}
