import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createApp, type Deps } from '../../server/app.ts'
import { clockWithOffset } from '../../server/clock.ts'
import { memoryRateLimits } from '../../server/http/rate-limits.ts'
import { createSiege } from '../../server/http/siege.ts'
import { ONE_HOST } from '../../server/http/site-hosts.ts'
import { DEMO_STARTS_AT } from '../../server/seed/seed-demo.ts'
import { sessionOf } from '../../server/staff/session-of.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { type DemoInstallation, seededDemo } from '../seed/demo-installation.ts'
import { call } from './call.ts'

export interface WholeApp {
  readonly url: string
  readonly deps: Deps
  readonly demo: DemoInstallation
  readonly cookieOf: (account: string) => Promise<string>
  readonly close: () => Promise<void>
}

interface WholeAppOptions {
  readonly distFolder?: string
  /** The declaration site drawn on the server. */
  readonly pages?: Deps['pages']
  readonly change?: Partial<Pick<Deps, 'hosts' | 'log' | 'limits' | 'siege' | 'trustProxy' | 'transport'>>
}

/** A fresh demo with every route, on a socket. */
export async function wholeApp({ distFolder = 'no-such-folder', pages = null, change = {} }: WholeAppOptions = {}): Promise<WholeApp> {
  const startedAt = Date.now()
  const demo = await seededDemo(startedAt)
  const offsetMs = DEMO_STARTS_AT - startedAt
  const clock = clockWithOffset(offsetMs)
  const silent = (): void => undefined
  const deps: Deps = {
    ...demo,
    clock,
    installation: { vi: 'Thử', en: 'Test' },
    zone: DEFAULT_ZONE,
    demoOffsetMs: offsetMs,
    publicUrls: { kiosk: 'http://127.0.0.1/kiosk/', control: 'http://127.0.0.1/control/' },
    sessionOf: sessionOf({ storage: demo.storage, clock }, 'http'),
    log: { info: silent, warn: silent, error: silent },
    dice: randomBytes,
    limits: memoryRateLimits(),
    siege: createSiege({ clock }),
    hosts: ONE_HOST,
    transport: 'http',
    trustProxy: false,
    distFolder,
    pages,
    version: '0.0.0',
    ...change,
  }
  const server = createServer(createApp(deps)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const cookieOf = async (id: string): Promise<string> => {
    const password = demo.seeds.staff.find((one) => one.id === id)?.password ?? ''
    const answer = await call(url, { method: 'POST', path: '/api/session', body: { id, password } })
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    await demo.close()
  }
  return { url, deps, demo, cookieOf, close }
}
