import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../shared/units.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { launchOptions } from '../support/chromium.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'
import { standAtCheck } from './support/stand-at-check.ts'
import { confirmAndGetPass, walkToCheck } from './support/traveller-walk.ts'

let browser: Browser
let site: FakeSite
let context: BrowserContext
let page: Page

beforeAll(async () => {
  site = await startFakeSite()
  browser = await chromium.launch(launchOptions())
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

beforeEach(async () => {
  site.weather = 'fine'
  site.worker = (source) => source
  context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(site.url)
})

afterEach(async () => {
  await context.close()
})

/** The names of all that is kept, by cache. */
async function kept(): Promise<{ readonly [cache: string]: readonly string[] }> {
  return page.evaluate(async () => {
    const names = await caches.keys()
    const lists = names.map(async (name) => [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)] as const)
    return Object.fromEntries(await Promise.all(lists))
  })
}

/** Asks the page again and again: its own wait takes a promise for a yes. */
async function until(isSo: (name: string) => Promise<boolean>, name = ''): Promise<void> {
  await expect.poll(() => page.evaluate(isSo, name), { timeout: 20_000 }).toBe(true)
}

/** By then the page has had its files kept: the public rules come last. */
async function standsOffline(): Promise<void> {
  await until(async () => (await caches.match('/api/site')) !== undefined)
}

async function look(): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update().catch(() => undefined)
  })
}

/** No other worker is on its way. */
async function isUpdated(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration()
  return registration !== undefined && registration.installing === null && registration.waiting === null
}

/** In front of a worker's own script: its files are there, and it waits to be told that it may go on. */
const WAITING_TO_BE_TOLD = `const fill = Cache.prototype.addAll
Cache.prototype.addAll = async function (list) {
  await fill.call(this, list)
  await new Promise((go) => { new BroadcastChannel('go').onmessage = go })
};`

describe('without a network', () => {
  it('the form opens after one visit, with its places and the preview, and what is finished waits for the network', async () => {
    await standsOffline()
    await context.setOffline(true)
    await page.goto(site.url)
    await walkToCheck(page, {})
    expect(await page.getByTestId('preview').getAttribute('data-outcome')).toBe('admit')
    // What comes late was never opened before, and is on the device all the same.
    await page.locator('a[href="/declare/symptoms?from=check"]').click()
    await page.locator('details.why summary').first().click()
    await page.locator('details.why p').first().waitFor()
    await page.getByTestId('next').click()
    await page.getByTestId('preview').waitFor()
    await page.locator('#remember').check()
    await expect.poll(() => page.evaluate(() => localStorage.getItem('chot-me-1'))).toContain('Nguyễn Thị Minh Thử')
    await confirmAndGetPass(page)
    expect(await page.getByTestId('send-failed').textContent()).toContain('chưa có mã QR')
    await context.setOffline(false)
    await page.getByTestId('qr').waitFor()
    expect(site.issued.size).toBe(1)
  })

  it('an answer that nobody can tell is told when the network is back', async () => {
    await standsOffline()
    await standAtCheck(page, site.url, DECLARED_AT)
    // Without a network first: a page that has stood for three seconds has the rules kept once more.
    await context.setOffline(true)
    await page.evaluate(async () => (await caches.open('chot-facts')).delete('/api/site'))
    await page.reload()
    await page.getByTestId('preview-failed').waitFor()
    expect(await page.getByTestId('preview').count()).toBe(0)
    await context.setOffline(false)
    await page.getByTestId('preview').waitFor()
  })

  it('a pass once opened opens again with its picture, and a strange one does not', async () => {
    await standsOffline()
    await standAtCheck(page, site.url, DECLARED_AT)
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor()
    const reference = new URL(page.url()).pathname.slice('/d/'.length)
    await until(async (name) => (await (await caches.open(`chot-pass-${name}`)).match(`/q/${name}.png`)) !== undefined, reference)
    await context.setOffline(true)
    await page.reload()
    const picture = page.locator('img[data-testid=qr]')
    expect(await picture.evaluate(async (image) => image instanceof HTMLImageElement && image.decode().then(() => image.naturalWidth > 500))).toBe(
      true,
    )
    await page.goto(`${site.url}/d/ZZZZZZZZZZZZZZZZZZZZZZZZZZ`)
    await page.getByTestId('retry').waitFor()
  })
})

describe('the worker', () => {
  it('a pass is forgotten by hand on a borrowed phone, and by itself a month after its time', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    await confirmAndGetPass(page)
    const passes = async () => Object.keys(await kept()).filter((name) => name.startsWith('chot-pass-'))
    await expect.poll(passes).toHaveLength(1)
    const [mine = ''] = await passes()
    await page.evaluate(
      async ([day, at]) => {
        for (const days of [29, 31]) await (await caches.open(`chot-pass-${days}`)).put('/pass.json', Response.json({ expiresAt: at - days * day }))
      },
      [DAY_MS, DECLARED_AT] as const,
    )
    await page.reload()
    await expect.poll(passes).toEqual(expect.not.arrayContaining(['chot-pass-31']))
    expect((await passes()).sort()).toEqual(['chot-pass-29', mine].sort())
    await page.getByTestId('forget').click()
    await page.getByTestId('forget-sure').click()
    await page.waitForURL(`${site.url}/`)
    expect(await passes()).toEqual(['chot-pass-29'])
  })

  it('keeps the files of this site, the place table and the public rules, and nothing that the server says of a person', async () => {
    await standsOffline()
    await walkToCheck(page, {})
    await page.goto(`${site.url}/d/ZZZZZZZZZZZZZZZZZZZZZZZZZZ`)
    const caches = await kept()
    const [files = [], ...others] = Object.entries(caches).flatMap(([name, paths]) => (name.startsWith('chot-declare-') ? [paths] : []))
    expect(others).toEqual([])
    expect(files.filter((path) => !/^\/(?:index\.html|assets\/[^/]+)$/.test(path))).toEqual([])
    expect([...(caches['chot-facts'] ?? [])].sort()).toEqual(['/api/site', '/areas/2021.txt'])
    expect(Object.keys(caches).length).toBe(2)
  })

  it('stays out of the ways of the kiosk, the control room and the API', async () => {
    await standsOffline()
    await context.setOffline(true)
    for (const path of ['/kiosk/', '/control/', '/api/form', '/d/a/b']) {
      const answer = await page.evaluate(
        async (asked) =>
          fetch(asked).then(
            ({ status }) => status,
            () => 'no answer',
          ),
        path,
      )
      expect(answer, path).toBe('no answer')
    }
    await expect(page.goto(`${site.url}/kiosk/`)).rejects.toThrow()
  })

  it('of a half update changes nothing, and of a whole one leaves nothing old behind', async () => {
    await standsOffline()
    const before = Object.keys(await kept())
    const build = /"([0-9a-f]{16})"/.exec(site.worker(await (await fetch(`${site.url}/sw.js`)).text()))?.[1] ?? 'no build'
    site.worker = (source) => source.replace(build, 'half-an-update').replace('assets/', 'assets/gone-')
    await look()
    await until(isUpdated)
    await context.setOffline(true)
    await page.reload()
    await page.getByTestId('next').waitFor()
    expect(Object.keys(await kept())).toEqual(expect.arrayContaining(before))
    await context.setOffline(false)
    site.worker = (source) => source.replace(build, 'a-whole-update')
    // A look so soon after the network is back may still fail.
    await expect.poll(() => look().then(() => page.evaluate(() => caches.has('chot-declare-a-whole-update'))), { timeout: 20_000 }).toBe(true)
    await until(isUpdated)
    await page.reload()
    await until(async (old) => !(await caches.keys()).includes(old), `chot-declare-${build}`)
    expect(Object.keys(await kept()).sort()).toEqual(['chot-declare-a-whole-update', 'chot-facts'])
    await context.setOffline(true)
    await page.reload()
    await page.getByTestId('next').waitFor()
  })

  it('keeps what a new version has brought while a page of the old one still tidies up', async () => {
    await standsOffline()
    const build = /"([0-9a-f]{16})"/.exec(site.worker(await (await fetch(`${site.url}/sw.js`)).text()))?.[1] ?? 'no build'
    site.worker = (source) => WAITING_TO_BE_TOLD + source.replace(build, 'a-slow-update')
    await look()
    await until(async (name) => (await (await caches.open(name)).match('/index.html')) !== undefined, 'chot-declare-a-slow-update')
    await page.evaluate(async () => {
      await caches.delete('chot-facts')
      const registration = await navigator.serviceWorker.getRegistration()
      registration?.active?.postMessage({ keep: ['/api/site'] })
    })
    await standsOffline()
    await page.evaluate(() => new BroadcastChannel('go').postMessage('go'))
    await until(isUpdated)
    await context.setOffline(true)
    await page.reload()
    await page.getByTestId('next').waitFor()
    expect((await kept())['chot-declare-a-slow-update']).toContain('/index.html')
  })
})

describe('a browser inside another app', () => {
  it('that keeps nothing and has no worker still brings the traveller to the code', async () => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('refused', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse })
      Object.defineProperty(window, 'caches', { value: undefined })
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse })
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined })
    })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(site.url)
    await walkToCheck(page, {})
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor()
    expect(complaints).toEqual([])
  })
})
