import { asStorageError, isStorageError } from '../storage/storage-error.ts'

/** The start stops for a reason that the engineer can mend: the message is the whole answer, without a stack. */
export interface StartError extends Error {
  readonly name: 'StartError'
}

export function startError(message: string): StartError {
  return Object.assign(new Error(message), { name: 'StartError' } as const)
}

/** Reads what comes with the program. Its errors look like a data folder's, and are none: an own file is missing or may not be read. */
export function readOwnFiles<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') throw error
    throw startError(
      `A file that comes with Chốt is missing or cannot be read: ${error.path}. Put the whole program there again (npm start builds what is missing).`,
    )
  }
}

/** One sentence for what is known to stop a start, null for a bug. */
export function sentenceOf(error: unknown, dataDir: string): string | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'StartError') return error.message
  const trouble = asStorageError(error, dataDir)
  if (isStorageError(trouble)) return trouble.message
  return KEY_PROBLEM.test(error.message) ? error.message : null
}

/** The key store throws whole sentences that start so. */
const KEY_PROBLEM = /^(The key (file|folder) |Others than the owner can read )/

/** What `listen` may answer. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return startError(`Port ${port} on ${host} is in use. Stop the program that has it, or set PORT to another number.`)
  if (error.code === 'EACCES') return startError(`Port ${port} may not be used by this account. Set PORT to a number above 1023.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return startError(`HOST ${host} is not an address of this machine. Use 127.0.0.1, 0.0.0.0 or one of its own addresses.`)
  }
  return error
}
