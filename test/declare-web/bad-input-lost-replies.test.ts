import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WholeApp } from '../http/whole-app.ts'
import { launchOptions } from '../support/chromium.ts'
import { PLAIN_RESIDENT, plainWalkToCheck } from './support/plain-walk.ts'
import { standAtCheck } from './support/stand-at-check.ts'
import { confirmAndGetPass, walkToCheck } from './support/traveller-walk.ts'
import { startWholeSite } from './support/whole-site.ts'

let app: WholeApp
let browser: Browser
let context: BrowserContext
let before: number

beforeAll(async () => {
  app = await startWholeSite()
  browser = await chromium.launch(launchOptions())
}, 180_000)

afterAll(async () => {
  await browser.close()
  await app.close()
})

beforeEach(async () => {
  before = await declared()
})

afterEach(() => context.close())

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', serviceWorkers: 'block', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

async function declared(): Promise<number> {
  const rows = await app.deps.storage.read.selectFrom('declaration').select('credential_id').execute()
  return rows.length
}

describe('without JavaScript', () => {
  it('each page whose reply is lost can be sent again, and one declaration comes of it', async () => {
    const page = await open({ javaScriptEnabled: false })
    const lost = await loseEachFirstReply(page, (url, method) => method === 'POST' && url.includes('/declare/'))
    await page.goto(app.url)
    // Each page, the one that is passed over too.
    await plainWalkToCheck(page, PLAIN_RESIDENT, async () => undefined)
    await page.locator('input[name=consent]').check()
    await page.getByTestId('confirm').click()
    await page.getByTestId('qr').waitFor()
    expect(lost.size).toBe(11)
    expect(await declared()).toBe(before + 1)
  })
})

describe('with JavaScript', () => {
  it('a preview whose reply is lost is made on the device, a declaration whose reply is lost is sent again and is one', async () => {
    const page = await open()
    const lost = await loseEachFirstReply(page, (url) => url.endsWith('/api/declarations') || url.endsWith('/api/preview'), 'fail')
    await page.goto(app.url)
    await walkToCheck(page, {})
    await confirmAndGetPass(page)
    await page.getByTestId('send-failed').waitFor()
    await page.getByTestId('confirm').click()
    await page.waitForURL('**/d/*')
    expect([...lost]).toContain('/api/declarations')
    expect(await declared()).toBe(before + 1)
  })

  it('a draft that one tab has sent is gone from the other', async () => {
    const first = await open()
    await standAtCheck(first, app.url, app.deps.clock.now())
    const second = await context.newPage()
    await second.goto(`${app.url}/declare/check`)
    await second.getByTestId('preview').waitFor()
    await second.locator('input[name=consent]').check()
    await confirmAndGetPass(first)
    await first.waitForURL('**/d/*')
    await second.getByTestId('confirm').waitFor({ state: 'detached' })
    expect(new URL(second.url()).pathname).toBe('/')
    expect(await declared()).toBe(before + 1)
  })
})

/**
 * The server takes each of these requests; the first time its answer does not arrive. `resend`: the browser asks again by
 * itself, as at a press of "reload"; `fail`: the page learns that nothing came.
 */
async function loseEachFirstReply(
  page: Page,
  isLost: (url: string, method: string) => boolean,
  then: 'resend' | 'fail' = 'resend',
): Promise<ReadonlySet<string>> {
  const lost = new Set<string>()
  await page.route('**/*', async (route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    if (!isLost(request.url(), request.method()) || lost.has(pathname)) return route.continue()
    lost.add(pathname)
    await sendUnheard(request)
    await (then === 'fail' ? route.abort('connectionreset') : route.continue())
  })
  return lost
}

/** Beside the browser: what a lost reply would have set, a cookie among it, is lost too. */
async function sendUnheard(request: Request): Promise<void> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = await request.allHeaders()
  await fetch(request.url(), { method: request.method(), headers, body: request.postData(), redirect: 'manual' })
}
