import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Built pages by the hash of what they are built from: the files of one run share one build. */
const KEPT = join('node_modules', '.cache', 'chot-kiosk')
const SOURCES = ['kiosk', 'shared'] as const
const SETTINGS = ['vite.config.ts', 'package-lock.json'] as const

/** The page from its sources, in a folder of its own. */
export function buildKiosk(): string {
  const hash = hashOfSources()
  const kept = join(KEPT, hash)
  if (!existsSync(kept)) buildInto(kept, hash)
  const folder = mkdtempSync(join(tmpdir(), 'chot-kiosk-'))
  cpSync(kept, folder, { recursive: true })
  return folder
}

/** Beside it first and then renamed: another test file may build the same at the same moment. */
function buildInto(kept: string, hash: string): void {
  mkdirSync(KEPT, { recursive: true })
  const fresh = mkdtempSync(join(KEPT, `new-${hash}-`))
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', join(process.cwd(), fresh)], {
    env: { ...process.env, APP: 'kiosk', NODE_ENV: 'production' },
    stdio: 'pipe',
  })
  try {
    renameSync(fresh, kept)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  for (const name of readdirSync(KEPT)) if (!name.includes(hash)) rmSync(join(KEPT, name), { recursive: true, force: true })
}

function hashOfSources(): string {
  const inFolders = SOURCES.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of [...files.sort(), ...SETTINGS]) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}
