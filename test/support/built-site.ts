import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SOURCES = {
  kiosk: ['kiosk', 'shared'],
  'declare-web': ['declare-web', 'shared'],
  'plain-pages': ['declare-web', 'shared'],
  'control-room': ['control-room', 'shared'],
} as const
type Built = keyof typeof SOURCES
const SETTINGS = ['vite.config.ts', 'package-lock.json'] as const

/** The app from its sources, in a folder of its own; the test files of one run share one build, kept by the hash of what it is made from. */
export function builtInto(app: Built, folder = mkdtempSync(join(tmpdir(), `chot-${app}-`))): string {
  const hash = hashOfSources(app)
  const keptIn = join('node_modules', '.cache', `chot-${app}`)
  const kept = join(keptIn, hash)
  if (!existsSync(kept)) build(app, { keptIn, hash })
  cpSync(kept, folder, { recursive: true })
  return folder
}

/** Beside it first and then renamed: another test file may build the same at the same moment. */
function build(app: Built, { keptIn, hash }: { readonly keptIn: string; readonly hash: string }): void {
  mkdirSync(keptIn, { recursive: true })
  const fresh = mkdtempSync(join(keptIn, `new-${hash}-`))
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', join(process.cwd(), fresh)], {
    env: { ...process.env, APP: app, NODE_ENV: 'production' },
    stdio: 'pipe',
  })
  try {
    renameSync(fresh, join(keptIn, hash))
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  for (const name of readdirSync(keptIn)) if (!name.includes(hash)) rmSync(join(keptIn, name), { recursive: true, force: true })
}

function hashOfSources(app: Built): string {
  const inFolders = SOURCES[app].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  const files = inFolders.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of [...files.sort(), ...SETTINGS]) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}
