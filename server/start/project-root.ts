import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startError } from './start-error.ts'

/** The folder with package.json above a file: the same for `server/main.ts` and for the bundle in `dist/server`. */
export function projectRoot(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw startError(`No package.json above ${file}: start Chốt from its own folder.`)
  }
}
