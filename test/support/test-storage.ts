import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite, type SqliteOptions } from '../../server/storage/open-sqlite.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { keptBetweenFilesLater } from './kept-between-files.ts'

export interface TestStorage {
  readonly storage: Storage
  readonly file: string
  readonly close: () => Promise<void>
}

/** A real SQLite file in a folder of its own; `close` removes it. */
export async function testStorage(options: SqliteOptions = {}, folder = mkdtempSync(join(tmpdir(), 'chot-storage-'))): Promise<TestStorage> {
  const file = join(folder, 'chot.db')
  const storage = await openSqlite(file, options)
  const close = async (): Promise<void> => {
    await storage.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { storage, file, close }
}

/** The same with its tables there, as they were made once for all test files: each of their versions waits for the disk. */
export async function emptyStorage(options: SqliteOptions = {}): Promise<TestStorage> {
  const kept = await keptBetweenFilesLater({ name: 'empty-database', from: ['server/storage'] }, async (fresh) => {
    await (await openSqlite(join(fresh, 'chot.db'))).close()
  })
  const folder = mkdtempSync(join(tmpdir(), 'chot-storage-'))
  cpSync(kept, folder, { recursive: true })
  return testStorage(options, folder)
}
