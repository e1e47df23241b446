import { randomBytes } from 'node:crypto'
import { clockWithOffset } from '../../server/clock.ts'
import { declarationRoutes } from '../../server/declarations/api.ts'
import type { Dice } from '../../server/declarations/issue-declaration.ts'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { siteRoutes } from '../../server/declarations/site-api.ts'
import type { RouteRequest } from '../../server/http/route.ts'
import { DEMO_STARTS_AT } from '../../server/seed/seed-demo.ts'
import type { SqliteOptions } from '../../server/storage/open-sqlite.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { type Answer, call } from '../http/call.ts'
import { type ServedApp, serveApp } from '../http/served-app.ts'
import { type DemoInstallation, FIRST_START, seededDemo } from '../seed/demo-installation.ts'

export interface Declared {
  readonly demo: DemoInstallation
  readonly app: ServedApp
  readonly clock: TestClock
  /** Posts the example with this change. */
  readonly post: (change?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  /** So many handlers in one turn of the event loop: all of them have looked before the first has written. */
  readonly postTogether: (count: number, key: string) => Promise<readonly unknown[]>
  readonly close: () => Promise<void>
}

/** Stands still until a test moves it. */
export interface TestClock {
  realAt: number
}

export interface SiteOptions extends SqliteOptions {
  readonly dice?: Dice
}

/** A fresh demo's declaration site, without anything else. */
export async function declarationSite({ dice = randomBytes, ...options }: SiteOptions = {}): Promise<Declared> {
  const demo = await seededDemo(FIRST_START, options)
  const clock: TestClock = { realAt: FIRST_START }
  const offset = DEMO_STARTS_AT - FIRST_START
  const times = { ...clockWithOffset(offset), now: () => clock.realAt + offset, realNow: () => clock.realAt }
  const shared = { ...demo, clock: times, zone: DEFAULT_ZONE, publicFacts: publicFactsOf(demo.storage), dice, demoOffsetMs: offset }
  const routes = [...siteRoutes(shared), ...declarationRoutes(shared)]
  const app = await serveApp(routes)
  const post: Declared['post'] = (change = {}, headers = {}) => {
    const body = { ...exampleDeclaration(times.now(), 'bach-dang'), ...change }
    return call(app.url, { method: 'POST', path: '/api/declarations', body, headers })
  }
  const postTogether: Declared['postTogether'] = (count, key) => {
    const route = routes.find(({ path }) => path === '/api/declarations')
    const body = exampleDeclaration(times.now(), 'bach-dang')
    const header = (name: string): string | undefined => (name === 'idempotency-key' ? key : undefined)
    const none = { params: {}, query: {}, staff: null, kiosk: null, clientAddress: '', language: 'vi' } as const
    const request: RouteRequest = { ...none, body, rawBody: JSON.stringify(body), header }
    return Promise.all(Array.from({ length: count }, async () => route?.handle(request)))
  }
  const close = async (): Promise<void> => {
    await app.close()
    await demo.close()
  }
  return { demo, app, clock, post, postTogether, close }
}
