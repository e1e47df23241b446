import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptBetweenFiles } from './kept-between-files.ts'

const SOURCES = {
  kiosk: ['kiosk', 'shared'],
  'declare-web': ['declare-web', 'shared'],
  'plain-pages': ['declare-web', 'shared'],
  'control-room': ['control-room', 'shared'],
  server: ['server', 'shared', 'seeds'],
} as const
type Built = keyof typeof SOURCES

/** The app from its sources, in a folder of its own; the test files of one run share one build. */
export function builtInto(app: Exclude<Built, 'server'>, folder = mkdtempSync(join(tmpdir(), `chot-${app}-`))): string {
  cpSync(built(app), folder, { recursive: true })
  return folder
}

/** A program of the server as `npm start` and `npm run cli` run it: twice as quick to start as its sources, and never older than they. */
export function builtProgram(name: 'main' | 'cli'): string {
  return join(built('server'), `${name}.js`)
}

function built(app: Built): string {
  return keptBetweenFiles({ name: app, from: [...SOURCES[app], 'vite.config.ts'] }, (fresh) => build(app, fresh))
}

function build(app: Built, folder: string): void {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', join(process.cwd(), folder)], {
    env: { ...process.env, APP: app, NODE_ENV: 'production' },
    stdio: 'pipe',
  })
}
