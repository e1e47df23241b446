import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { clockWithOffset } from '../../server/clock.ts'
import type { Log } from '../../server/deps.ts'
import { httpApp } from '../../server/http/http-app.ts'
import { kiosksFirst } from '../../server/http/kiosks-first.ts'
import type { Doors } from '../../server/http/mount-routes.ts'
import { memoryRateLimits } from '../../server/http/rate-limits.ts'
import type { Route } from '../../server/http/route.ts'
import { ONE_HOST, SITES } from '../../server/http/site-hosts.ts'
import { err } from '../../shared/result.ts'

export interface ServedApp {
  readonly url: string
  /** Every line logged, as one text. */
  readonly logged: () => string
  readonly close: () => Promise<void>
}

export interface ServedOptions {
  readonly doors?: Partial<Doors>
  readonly transport?: 'http' | 'https'
  readonly sites?: 'built' | 'missing'
}

/** The real doors on a real socket around the routes of a test. */
export async function serveApp(routes: readonly Route[], options: ServedOptions = {}): Promise<ServedApp> {
  const distFolder = mkdtempSync(join(tmpdir(), 'chot-dist-'))
  if (options.sites !== 'missing') buildSites(distFolder)
  const lines: string[] = []
  const note = (fields: object, message: string): void => void lines.push(JSON.stringify({ ...fields, message }))
  const log: Log = { info: note, warn: note, error: note }
  const doors: Doors = {
    limits: memoryRateLimits(),
    hosts: ONE_HOST,
    sessionOf: async () => null,
    authenticateKiosk: async () => err({ error: 'kiosk-unknown', message: 'enrol again' }),
    turns: kiosksFirst(),
    ...options.doors,
  }
  const transport = options.transport ?? 'http'
  const server = createServer(httpApp(routes, { log, clock: clockWithOffset(0), doors, transport, trustProxy: false, distFolder }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    rmSync(distFolder, { recursive: true, force: true })
  }
  return { url: `http://127.0.0.1:${address.port}`, logged: () => lines.join('\n'), close }
}

function buildSites(folder: string): void {
  for (const site of SITES) {
    mkdirSync(join(folder, site, 'assets'), { recursive: true })
    writeFileSync(join(folder, site, 'index.html'), `<!doctype html><title>${site}</title>`)
    writeFileSync(join(folder, site, 'assets', 'index-abc123.js'), `// ${site}`)
    writeFileSync(join(folder, site, 'assets', 'index-abc123.js.br'), brotliCompressSync(`// ${site}`))
  }
  writeFileSync(join(folder, 'kiosk', 'sw.js'), '// worker')
}
