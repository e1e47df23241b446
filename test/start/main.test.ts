import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEMO_STARTS_AT } from '../../server/seed/seed-demo.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { call } from '../http/call.ts'
import { builtProgram } from '../support/built-site.ts'
import { freePort } from '../support/running-server.ts'

interface Started {
  readonly child: ChildProcess
  /** Its exit code, once all that it printed has been read too. */
  readonly ended: Promise<number | null>
  readonly url: string
  readonly printed: () => string
}

let folder: string
const children: Started[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-start-'))
})
afterEach(async () => {
  for (const started of children.splice(0)) await endOf(started, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** The built server, as `npm start` runs it. */
function spawnServer(env: Readonly<Record<string, string>>): Started {
  const port = env.PORT ?? ''
  const child = spawn(process.execPath, [builtProgram('main')], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const started = { child, ended, url: `http://127.0.0.1:${port}`, printed: () => printed }
  children.push(started)
  return started
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const started = spawnServer({ PORT: String(await freePort()), ...env })
  for (let tries = 0; tries < 300; tries++) {
    if (started.child.exitCode !== null) throw new Error(started.printed())
    const answer = await call(started.url, { path: '/healthz' }).catch(() => null)
    if (answer?.status === 200 && started.printed().includes('Ctrl+C')) return started
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`never healthy: ${started.printed()}`)
}

function endOf({ child, ended }: Started, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal)
  return ended
}

async function refusalOf(env: Readonly<Record<string, string>>): Promise<string> {
  const { ended, printed } = spawnServer({ PORT: '0', ...env })
  expect(await ended).toBe(1)
  return printed().trim()
}

describe('a fresh start', () => {
  it('works: prints addresses, accounts and an enrolment link, and serves the API', async () => {
    const { url, printed } = await start()
    for (const text of [`${url}/`, `${url}/kiosk/`, `${url}/control/`, 'demo-operator', 'PIN 2468', `${url}/kiosk/#enrol=`, '17/02/2021 20:0']) {
      expect(printed()).toContain(text)
    }
    const signIn = await call(url, { method: 'POST', path: '/api/session', body: { id: 'operator', password: 'demo-operator' } })
    const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? ''
    const board = await call(url, { path: '/api/board', headers: { cookie } })
    expect([signIn.status, board.status, board.json().checkpoints.length]).toEqual([201, 200, 10])
    expect((await call(url, { path: '/readyz' })).status).toBe(200)
  })

  it('lets nobody else read the data', async () => {
    await start()
    for (const file of ['', 'keys', 'keys/keys.json', 'chot.db']) expect(statSync(join(folder, 'data', file)).mode & 0o077, file).toBe(0)
  })

  it('opens the board only to a session, from a page of ours', async () => {
    const { url } = await start()
    const signIn = await call(url, { method: 'POST', path: '/api/session', body: { id: 'operator', password: 'demo-operator' } })
    const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? ''
    const outcome = (extraHeaders: Readonly<Record<string, string>>): Promise<string> => {
      const socket = io(`${url}/board`, { transports: ['websocket'], extraHeaders, reconnection: false })
      const ended = new Promise<string>((done) => {
        socket.on('connect', () => done('connected'))
        socket.on('connect_error', (error) => done(error.message))
      })
      return ended.finally(() => socket.close())
    }
    expect([await outcome({ cookie }), await outcome({}), await outcome({ cookie, origin: 'https://evil.example' })]).toEqual([
      'connected',
      'sign-in-needed',
      'sign-in-needed',
    ])
  })
})

describe('stopping', () => {
  it('ends with 0 on SIGTERM, with a board still connected, and the next start has everything', async () => {
    const first = await start()
    const body = exampleDeclaration(DEMO_STARTS_AT, 'bach-dang')
    const issued = (await call(first.url, { method: 'POST', path: '/api/declarations', body })).json()
    const signIn = await call(first.url, { method: 'POST', path: '/api/session', body: { id: 'operator', password: 'demo-operator' } })
    const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? ''
    const socket = io(`${first.url}/board`, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false })
    await new Promise((done) => socket.on('connect', () => done(null)))
    expect(await endOf(first, 'SIGTERM')).toBe(0)
    socket.close()
    const second = await start()
    const shown = await call(second.url, { path: `/api/declarations/${issued.reference}` })
    expect([shown.status, shown.json()]).toEqual([200, { ...shown.json(), ...issued }])
    expect((await call(second.url, { path: '/api/session', headers: { cookie } })).status).toBe(200)
  })

  it('by Ctrl+C says that it stopped, that the data are kept, where, and how to start again; pressed twice it still ends cleanly', async () => {
    const started = await start()
    const { child, printed } = started
    child.kill('SIGINT')
    expect(await endOf(started, 'SIGINT')).toBe(0)
    const said = printed().slice(printed().indexOf('Đang dừng'))
    expect(said).toBe(
      [
        'Đang dừng… / Stopping…\n',
        `Chốt đã dừng. Dữ liệu còn nguyên trong ${join(folder, 'data')}. Chạy lại: npm start`,
        `Chốt has stopped. All data are kept in ${join(folder, 'data')}. Start again: npm start\n`,
      ].join('\n'),
    )
  })

  it('by SIGKILL leaves no lock behind', async () => {
    const first = await start()
    await endOf(first, 'SIGKILL')
    expect((await call((await start()).url, { path: '/readyz' })).status).toBe(200)
  })
})

describe('one clear sentence and exit code 1', () => {
  it('for a port in use, before anything is seeded: random passwords are printed once', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const sentence = await refusalOf({ PORT: port })
    other.close()
    expect(sentence).toBe(`✗ Port ${port} on 127.0.0.1 is in use. Stop the program that has it, or set PORT to another number.`)
    expect(existsSync(join(folder, 'data', 'keys'))).toBe(false)
  })

  it('for a second server on the same data', async () => {
    await start()
    expect(await refusalOf({})).toMatch(/^✗ Another Chốt is running on the data folder .*\. Stop it first, or set DATA_DIR to another folder\.$/)
  })

  it('for a data folder that cannot be one', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await refusalOf({ DATA_DIR: join(folder, 'file') })).toMatch(/^✗ .*DATA_DIR.*$/)
    expect(await refusalOf({ DATA_DIR: '/proc/chot' })).toMatch(/^✗ .*DATA_DIR.*$/)
  })

  it('for an address that is not ours', async () => {
    expect(await refusalOf({ HOST: '192.0.2.1' })).toMatch(/^✗ HOST 192\.0\.2\.1 is not an address of this machine/)
  })

  it('for demo data in production', async () => {
    const demo = await start()
    await endOf(demo, 'SIGTERM')
    const https = { PUBLIC_URL: 'https://a.example', KIOSK_URL: 'https://a.example', CONTROL_URL: 'https://a.example' }
    expect(await refusalOf({ NODE_ENV: 'production', ISSUER: 'VN-22', ...https })).toMatch(
      /^✗ NODE_ENV=production refuses this data folder.*DATA_DIR/,
    )
  })

  it('for each wrong variable', async () => {
    const printed = await refusalOf({ PORT: 'x', DATABASE_URL: 'postgres://x' })
    expect(printed.split('\n').map((line) => line.slice(0, 8))).toEqual(['✗ PORT m', '✗ DATABA'])
  })
})

describe('with HOST on the network', () => {
  it('draws its passwords, prints them once, and never again', async () => {
    const first = await start({ HOST: '0.0.0.0' })
    expect(first.printed()).not.toContain('demo-operator')
    const password = /operator {3}operator {2}(\S+)/.exec(first.printed())?.[1] ?? ''
    const signIn = await call(first.url, { method: 'POST', path: '/api/session', body: { id: 'operator', password } })
    expect(signIn.status).toBe(201)
    await endOf(first, 'SIGTERM')
    const second = await start()
    expect(second.printed()).toContain('Passwords were printed at an earlier start')
    expect(second.printed()).not.toContain(password)
  })
})
