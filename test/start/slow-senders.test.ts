import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseConfig } from '../../server/start/config.ts'
import { type StartedServer, startServer } from '../../server/start/start-server.ts'

let folder: string
let server: StartedServer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chot-slow-'))
  const config = parseConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' })
  if (!config.ok) throw new Error(config.error.join())
  const site = 'http://127.0.0.1:8080/'
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const urls = { declare: site, kiosk: `${site}kiosk/`, control: `${site}control/` }
  server = await startServer({ config: config.value, log, root: process.cwd(), version: '0.1.0', urls })
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('looks each second for sockets that have had their time', () => {
  expect(server.http).toMatchObject({ headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 1000 })
})

it('answers 408 and hangs up where a request never ends', async () => {
  const address = server.http.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  // Both are read at each look.
  server.http.headersTimeout = 1
  server.http.requestTimeout = 1
  const socket = connect(address.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n'))
  let answer = ''
  socket.on('data', (bytes) => (answer += String(bytes)))
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
})
