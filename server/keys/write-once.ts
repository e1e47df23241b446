import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file that nobody but its owner reads, whole or not at all, never over another: the content is on disk under a
 * temporary name before `link` gives it its own, and `link` fails where that name is taken. False where it is.
 */
export function writeOnce(file: string, content: string): boolean {
  const temporary = `${file}.${process.pid}.tmp`
  rmSync(temporary, { force: true })
  try {
    const descriptor = openSync(temporary, 'wx', 0o600)
    writeFileSync(descriptor, content)
    fsyncSync(descriptor)
    closeSync(descriptor)
    return linkUnlessTaken(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
    syncFolder(dirname(file))
  }
}

function linkUnlessTaken(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!NO_HARD_LINKS.has(codeOf(error))) throw error
    if (existsSync(to)) return false
    renameSync(from, to)
    return true
  }
}

/** Some network and removable disks have none; there the name is only looked at before the rename. */
const NO_HARD_LINKS: ReadonlySet<unknown> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Makes the new name durable, not only the content. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
