import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** For its owner alone. Step by step: Node's own recursion never ends on a file system that refuses with ENOENT, as /proc does. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
