import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What takes long to make, and is made of these files and folders alone. */
export interface Kept {
  readonly name: string
  readonly from: readonly string[]
}

/** A folder that is made once for all test files of a run, and for later runs as long as nothing changes that it is made from. Nobody writes into it. */
export function keptBetweenFiles(kept: Kept, make: (folder: string) => void): string {
  const place = placeOf(kept)
  if (existsSync(place.folder)) return place.folder
  const fresh = freshBeside(place)
  make(fresh)
  return putInPlace(fresh, place)
}

/** The same of what can only be made by waiting. */
export async function keptBetweenFilesLater(kept: Kept, make: (folder: string) => Promise<void>): Promise<string> {
  const place = placeOf(kept)
  if (existsSync(place.folder)) return place.folder
  const fresh = freshBeside(place)
  await make(fresh)
  return putInPlace(fresh, place)
}

interface Place {
  readonly parent: string
  readonly hash: string
  readonly folder: string
}

function placeOf({ name, from }: Kept): Place {
  const parent = join('node_modules', '.cache', `chot-${name}`)
  const hash = hashOf(from)
  return { parent, hash, folder: join(parent, hash) }
}

/** Beside it first and then renamed: another test file may make the same at the same moment. */
function freshBeside({ parent, hash }: Place): string {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, `new-${hash}-`))
}

function putInPlace(fresh: string, { parent, hash, folder }: Place): string {
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  for (const name of readdirSync(parent)) if (!name.includes(hash)) removeOld(join(parent, name))
  return folder
}

/** What another run may still use, whose sources were others a moment ago, stays. */
const IN_USE_MS = 3_600_000

function removeOld(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat && Date.now() - stat.mtimeMs > IN_USE_MS) rmSync(path, { recursive: true, force: true })
}

const hashes = new Map<string, string>()

/** Once in each process: sources do not change under a running test. */
function hashOf(from: readonly string[]): string {
  const key = from.join()
  const known = hashes.get(key)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  for (const file of [...from.flatMap(filesIn).sort(), 'package-lock.json']) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  const found = hash.digest('hex').slice(0, 16)
  hashes.set(key, found)
  return found
}

function filesIn(path: string): readonly string[] {
  if (!/^[^.]*$/.test(path)) return [path]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
