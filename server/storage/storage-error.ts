/** Why the data folder or its file cannot be used. The message says what to do. */
export type StorageFault = 'no-space' | 'read-only' | 'cannot-open' | 'locked' | 'foreign-file' | 'damaged' | 'newer-schema' | 'engine-too-old' | 'io'

export interface StorageError extends Error {
  readonly name: 'StorageError'
  readonly fault: StorageFault
}

const ADVICE: Record<StorageFault, string> = {
  'no-space': 'The disk is full: nothing of this request was stored. Free some space on the disk that holds the data folder; no restart is needed.',
  'read-only':
    'The data folder cannot be written. Give the user that runs Chốt write permission on the folder and the files in it, or set DATA_DIR to another folder.',
  'cannot-open':
    'The database file cannot be opened. Check that DATA_DIR names a folder that exists or can be made, and that this user may write there.',
  locked: 'Another program holds the database. Stop the other Chốt, backup or database browser that uses this data folder, then try again.',
  'foreign-file': 'The file is not a database of Chốt. Nothing in it was changed: set DATA_DIR to an empty folder, or move the file away.',
  damaged: 'The database file is damaged. Stop the server, keep a copy of the data folder, and restore the last backup; kiosks send what is missing.',
  'newer-schema': 'The database was written by a newer version of Chốt. Start that version again, or restore a backup made before the upgrade.',
  'engine-too-old': 'SQLite older than 3.51.3 can damage a database in WAL mode. Run `npm ci` so that the right better-sqlite3 is installed.',
  io: 'The disk reported an error. Look at the system log for the disk that holds the data folder before anything else is written to it.',
}

export function storageError(fault: StorageFault, detail: string, cause?: unknown): StorageError {
  return Object.assign(new Error(`${ADVICE[fault]} (${detail})`, { cause }), { name: 'StorageError', fault } as const)
}

export function isStorageError(error: unknown): error is StorageError {
  return error instanceof Error && error.name === 'StorageError' && 'fault' in error
}

/** Errors of SQLite and of the file system that say something about the disk; any other error comes back as it is. */
export function asStorageError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || isStorageError(error) || !('code' in error) || typeof error.code !== 'string') return error
  const { code } = error
  const fault = FAULT_BY_CODE.find(([prefix]) => code.startsWith(prefix))?.[1]
  return fault ? storageError(fault, `${file}: ${error.message}`, error) : error
}

/** First match wins: extended codes start with their primary one. */
const FAULT_BY_CODE: readonly (readonly [prefix: string, fault: StorageFault])[] = [
  ['SQLITE_FULL', 'no-space'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CANTOPEN', 'cannot-open'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_NOTADB', 'foreign-file'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_IOERR', 'io'],
  ['ENOSPC', 'no-space'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOTDIR', 'cannot-open'],
  ['EEXIST', 'cannot-open'],
  ['ENOENT', 'cannot-open'],
]
