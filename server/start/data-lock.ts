import { join } from 'node:path'
import Database from 'better-sqlite3'
import { makeFolder } from '../storage/make-folder.ts'
import { startError } from './start-error.ts'

/**
 * One server per data folder: two would number the same log twice. The lock is SQLite's own on an empty file, held by an
 * open transaction, because the system drops it with the process however that ends; a file with a process number would
 * stay behind after a power cut.
 */
export function lockDataFolder(dataDir: string): () => void {
  makeFolder(dataDir)
  const lock = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw startError(`Another Chốt is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`)
  }
  return () => {
    if (lock.open) lock.close()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}
