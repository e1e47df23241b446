import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, Migrator } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { firstTables } from '../../server/storage/migrations/0001-first-tables.ts'
import { isOlder, openSqlite } from '../../server/storage/open-sqlite.ts'
import { SQLITE_WORDS } from '../../server/storage/sql-words.ts'
import { sqliteDialect } from '../../server/storage/sqlite-dialect.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { testStorage } from '../support/test-storage.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function opened(options: { readonly maxPages?: number } = {}) {
  const made = await testStorage(options)
  closers.push(made.close)
  return made
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chot-open-'))
  closers.push(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const setting = (name: string, value: string) => (tx: Parameters<Parameters<Storage['write']>[0]>[0]) =>
  tx.insertInto('setting').values({ name, value }).execute()

async function settings(storage: Storage): Promise<readonly string[]> {
  const rows = await storage.read.selectFrom('setting').select('name').where('name', '!=', 'probe').orderBy('name').execute()
  return rows.map((row) => row.name)
}

describe('opening the database', () => {
  it('makes a file that only its owner reads, in WAL, with strict tables', async () => {
    const { file } = await opened()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const database = new Database(file, { readonly: true })
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    const tables = database
      .prepare("select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite%' and name not like 'kysely%'")
      .all()
    database.close()
    expect(tables.length).toBeGreaterThan(18)
    expect(tables.every((table) => (table as { strict: number }).strict === 1)).toBe(true)
  })

  it('keeps what was written when it is opened again', async () => {
    const { storage, file } = await opened()
    await storage.write(setting('seeded-at', '1'))
    await storage.close()
    const again = await openSqlite(file)
    expect(await settings(again)).toEqual(['seeded-at'])
    await again.close()
  })

  it('brings a file of the first layout up: officers of then have their first PIN', async () => {
    const file = join(emptyFolder(), 'chot.db')
    const database = new Database(file)
    const first = { '0001-first-tables': firstTables(SQLITE_WORDS) }
    const db = new Kysely<unknown>({ dialect: sqliteDialect(database, 'immediate') })
    await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest()
    database.pragma(`application_id = ${0x43484f54}`)
    database.exec("insert into staff values ('lan', 'Lan', 'officer', '', null, 0, null, 0)")
    database.close()
    const again = await openSqlite(file)
    expect(await again.read.selectFrom('staff').select(['staff_id', 'pin_version']).execute()).toEqual([{ staff_id: 'lan', pin_version: 1 }])
    await again.close()
  })

  it('leaves no write-ahead log behind when closed', async () => {
    const { storage, file } = await opened()
    await storage.write(setting('a', '1'))
    const copy = `${file}.copy`
    await storage.close()
    copyFileSync(file, copy)
    const alone = await openSqlite(copy)
    expect(await settings(alone)).toEqual(['a'])
    await alone.close()
  })

  it('refuses the file of another program and leaves it as it was', async () => {
    const file = join(emptyFolder(), 'other.db')
    const other = new Database(file)
    other.exec('create table theirs (x)')
    other.close()
    const before = readFileSync(file)
    await expect(openSqlite(file)).rejects.toMatchObject({
      name: 'StorageError',
      fault: 'foreign-file',
      message: expect.stringContaining('DATA_DIR'),
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('refuses a file that is no database at all', async () => {
    const file = join(emptyFolder(), 'notes.txt')
    writeFileSync(file, 'a shopping list, much longer than the sixteen bytes of a header\n'.repeat(20))
    await expect(openSqlite(file)).rejects.toMatchObject({ fault: 'foreign-file' })
  })

  it('says that a folder cannot be made where a file stands in the way', async () => {
    const file = join(emptyFolder(), 'x')
    writeFileSync(file, '')
    await expect(openSqlite(join(file, 'chot.db'))).rejects.toMatchObject({ fault: 'cannot-open' })
  })

  it('says what to do where nobody may write', async () => {
    await expect(openSqlite('/proc/chot/chot.db')).rejects.toMatchObject({ name: 'StorageError', message: expect.stringContaining('DATA_DIR') })
  })

  it('refuses a layout that a newer version wrote', async () => {
    const { storage, file } = await opened()
    await storage.close()
    const database = new Database(file)
    database.exec("insert into kysely_migration values ('9999-from-the-future', '2099-01-01')")
    database.close()
    await expect(openSqlite(file)).rejects.toMatchObject({ fault: 'newer-schema' })
  })

  it('knows the engines whose write-ahead log can be damaged', () => {
    expect(['3.7.0', '3.51.2', '3.9.99'].map(isOlder)).toEqual([true, true, true])
    expect(['3.51.3', '3.53.2', '3.100.0', '4.0.0'].map(isOlder)).toEqual([false, false, false, false])
  })
})

describe('writing', () => {
  it('takes back only the job that failed', async () => {
    const { storage } = await opened()
    const failing = storage.write(async (tx) => {
      await setting('b', '1')(tx)
      throw new Error('bad luck')
    })
    const results = await Promise.allSettled([storage.write(setting('a', '1')), failing, storage.write(setting('c', '1'))])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await settings(storage)).toEqual(['a', 'c'])
  })

  it('commits the jobs of one turn together', async () => {
    const { storage, file } = await opened()
    const watcher = new Database(file, { readonly: true })
    const seen = new Set<number>()
    const count = watcher.prepare("select count(*) from setting where name <> 'probe'").pluck()
    const jobs = Array.from({ length: 20 }, (_, i) =>
      storage.write(async (tx) => {
        await setting(`name-${i}`, '1')(tx)
        seen.add(Number(count.get()))
      }),
    )
    await Promise.all(jobs)
    expect([...seen]).toEqual([0])
    expect(count.get()).toBe(20)
    watcher.close()
  })

  it('runs jobs one after the other, never between the queries of another', async () => {
    const { storage } = await opened()
    const order: string[] = []
    const job = (name: string) =>
      storage.write(async (tx) => {
        for (let i = 0; i < 3; i++) {
          await setting(`${name}${i}`, '1')(tx)
          order.push(name)
        }
      })
    await Promise.all([job('a'), job('b'), job('c')])
    expect(order.join('')).toBe('aaabbbccc')
  })

  it('refuses a query that comes after its job has ended', async () => {
    const { storage } = await opened()
    let late: (() => Promise<unknown>) | null = null
    await storage.write(async (tx) => {
      late = () => setting('late', '1')(tx)
    })
    const runLate = late as (() => Promise<unknown>) | null
    await expect(storage.write(async () => runLate?.())).rejects.toThrow('await every query')
    expect(await settings(storage)).toEqual([])
  })

  it('cannot write through the reading side', async () => {
    const { storage } = await opened()
    await expect(storage.read.insertInto('setting').values({ name: 'x', value: '1' }).execute()).rejects.toThrow(/readonly/)
  })

  it('says that the disk is full, keeps what was stored, and confirms nothing else', async () => {
    const { storage } = await opened({ maxPages: 200 })
    const big = 'x'.repeat(50_000)
    const confirmed: string[] = []
    let failure: unknown = null
    for (let i = 0; i < 20 && failure === null; i++) {
      const pair = await Promise.allSettled([storage.write(setting(`big-${i}`, big)), storage.write(setting(`small-${i}`, 'x'))])
      for (const [index, result] of pair.entries()) {
        if (result.status === 'fulfilled') confirmed.push(`${index === 0 ? 'big' : 'small'}-${i}`)
        else failure = result.reason
      }
    }
    expect(failure).toMatchObject({ name: 'StorageError', fault: 'no-space' })
    expect(await settings(storage)).toEqual([...confirmed].sort())
    await expect(storage.write(setting('another', big))).rejects.toMatchObject({ fault: 'no-space' })
  })

  it('probes the disk by a write', async () => {
    const { storage } = await opened()
    const value = async () => (await storage.read.selectFrom('setting').select('value').where('name', '=', 'probe').executeTakeFirst())?.value
    const before = Number(await value())
    await storage.probe()
    expect(Number(await value())).toBe(before + 1)
  })

  it('tells a writer that another program holds the file', async () => {
    const { storage, file } = await opened()
    const other = new Database(file)
    other.exec('begin immediate')
    await expect(storage.write(setting('x', '1'))).rejects.toMatchObject({ fault: 'locked' })
    other.exec('rollback')
    other.close()
    await storage.write(setting('x', '1'))
    expect(await settings(storage)).toEqual(['x'])
  })
})
