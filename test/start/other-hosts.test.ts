import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Env, parseConfig } from '../../server/start/config.ts'
import { type StartedServer, startServer } from '../../server/start/start-server.ts'
import { call } from '../http/call.ts'

let folder: string
let server: StartedServer | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-hosts-'))
})
afterEach(async () => {
  await server?.close()
  server = null
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Env = {}): Promise<string> {
  const config = parseConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ...env })
  if (!config.ok) throw new Error(config.error.join())
  const site = 'http://127.0.0.1:8080/'
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const urls = { declare: site, kiosk: `${site}kiosk/`, control: `${site}control/` }
  server = await startServer({ config: config.value, log, root: process.cwd(), version: '0.1.0', urls })
  const address = server.http.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const signInAs = (url: string, host: string) =>
  call(url, {
    method: 'POST',
    path: '/api/session',
    headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
    body: { id: 'operator', password: 'demo-operator' },
  })

describe('a demo with the passwords of the public file', () => {
  it.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.1.10'])(
    'lets nobody sign in from a page of %s, whatever address that name leads to',
    async (host) => {
      const answer = await signInAs(await start(), host)
      expect([answer.status, answer.headers['set-cookie']]).toEqual([421, undefined])
      expect(answer.text).toContain('PUBLIC_URL')
    },
  )

  it.each(['127.0.0.1', '127.0.0.1:8080', 'localhost:8080', 'LOCALHOST', '[::1]:8080'])('answers as %s', async (host) => {
    const url = await start()
    expect((await signInAs(url, host)).status).toBe(201)
    expect((await call(url, { path: '/healthz', headers: { host } })).status).toBe(200)
  })

  it('shows strangers no page either', async () => {
    const answer = await call(await start(), { path: '/', headers: { host: 'evil.example' } })
    expect([answer.status, answer.headers['x-frame-options']]).toEqual([421, 'DENY'])
  })
})

it('a demo with passwords of its own answers by whatever name leads to it', async () => {
  const url = await start({ TRUST_PROXY: 'loopback' })
  expect((await signInAs(url, 'demo.example')).status).toBe(401)
})
