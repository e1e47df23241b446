import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Builds the page from its sources into a folder of its own. */
export function buildKiosk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chot-kiosk-'))
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--outDir', folder], {
    env: { ...process.env, APP: 'kiosk', NODE_ENV: 'production' },
    stdio: 'pipe',
  })
  return folder
}
