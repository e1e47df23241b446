import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { IssuedDeclaration } from '../../shared/http/api.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { launchOptions } from '../support/chromium.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

let browser: Browser
let site: FakeSite

beforeAll(async () => {
  site = await startFakeSite()
  browser = await chromium.launch(launchOptions())
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

beforeEach(() => {
  site.weather = 'fine'
})

async function declare(): Promise<IssuedDeclaration> {
  const reply = await fetch(`${site.url}/api/declarations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(exampleDeclaration(DECLARED_AT, 'bach-dang')),
  })
  return reply.json() as Promise<IssuedDeclaration>
}

/** All that the pass needs without a network lies on the device. */
async function isKept(page: Page, { reference, pngUrl }: IssuedDeclaration): Promise<void> {
  const kept = () =>
    page.evaluate(
      async ([name, picture]) => {
        const pathOf = (address: string) => new URL(address).pathname
        const pathsIn = async (cache: string) => (await (await caches.open(cache)).keys()).map(({ url }) => pathOf(url))
        const [files = ''] = (await caches.keys()).filter((one) => one.startsWith('chot-declare-'))
        const used = performance.getEntriesByType('resource').map((entry) => pathOf(entry.name))
        const needed = used.filter((path) => path.startsWith('/assets/'))
        const here = await pathsIn(files)
        const isCodeHere = (await pathsIn(`chot-pass-${name}`)).includes(picture)
        return isCodeHere && needed.some((path) => path.includes('/pass-page-')) && needed.every((path) => here.includes(path))
      },
      [reference, pngUrl] as const,
    )
  await expect.poll(kept, { timeout: 20_000 }).toBe(true)
}

const isShown = (page: Page) =>
  page
    .locator('img[data-testid=qr]')
    .evaluate(async (image) => image instanceof HTMLImageElement && image.decode().then(() => image.naturalWidth > 500))

describe('a code once opened', () => {
  it('out of a message, on a phone that is put away at once, opens without a network after the browser was closed', async () => {
    const issued = await declare()
    const folder = mkdtempSync(join(tmpdir(), 'chot-phone-'))
    const phone = () => chromium.launchPersistentContext(folder, { ...launchOptions(), viewport: { width: 390, height: 844 } })
    const first = await phone()
    // So soon that nothing which waits some seconds has begun.
    await first.addInitScript(() => {
      const later = window.setTimeout
      window.setTimeout = ((work: () => void, ms = 0) => (ms >= 3000 ? 0 : later(work, ms))) as typeof window.setTimeout
    })
    const opened = await first.newPage()
    await opened.goto(`${site.url}/d/${issued.reference}`)
    await isKept(opened, issued)
    await first.close()
    const second = await phone()
    await second.setOffline(true)
    const again = await second.newPage()
    await again.goto(`${site.url}/d/${issued.reference}`)
    expect(await isShown(again)).toBe(true)
    await second.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('opens while the server is away or too busy; of a strange one the server’s own words are shown, and the form stands', async () => {
    const issued = await declare()
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/d/${issued.reference}`)
    await isKept(page, issued)
    expect(asked.filter((path) => path === `/api/declarations/${issued.reference}`)).toHaveLength(1)
    site.weather = 'away'
    await page.reload()
    expect(await isShown(page)).toBe(true)
    await page.goto(`${site.url}/d/ZZZZZZZZZZZZZZZZZZZZZZZZZZ`)
    expect(await page.locator('body').innerText()).toBe('Bad gateway')
    await page.goto(site.url)
    await page.getByTestId('next').waitFor()
    await page.context().close()
  })
})

describe('the code shown large', () => {
  async function openLarge(): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.addInitScript(pretendToStayAwake)
    await page.goto(`${site.url}/d/${(await declare()).reference}`)
    await page.getByTestId('bigger').click()
    await page.getByTestId('big').waitFor()
    return page
  }

  it('keeps the screen on while it is shown, also when the page was hidden in between, and no longer', async () => {
    const page = await openLarge()
    const awake = () => page.evaluate(() => (window as unknown as Pretending).locks.filter(({ released }) => !released).length)
    await expect.poll(awake).toBe(1)
    await page.evaluate(() => (window as unknown as Pretending).look('hidden'))
    expect(await awake()).toBe(0)
    for (let nth = 0; nth < 2; nth++) {
      await page.evaluate(() => (window as unknown as Pretending).look('visible'))
      await expect.poll(awake).toBe(1)
    }
    await page.getByTestId('close-big').click()
    await expect.poll(awake).toBe(0)
    await page.evaluate(() => (window as unknown as Pretending).look('visible'))
    expect(await awake()).toBe(0)
    await page.context().close()
  })

  it('says to turn the brightness up, lets no key out to what it covers, and is closed by the way back', async () => {
    const page = await openLarge()
    expect(await page.getByTestId('big').innerText()).toContain('Tăng độ sáng')
    await page.locator('[data-testid=close-big]:focus').waitFor()
    for (const key of ['Tab', 'Tab', 'Shift+Tab']) {
      await page.keyboard.press(key)
      expect(await page.getByTestId('close-big').evaluate((button) => button === document.activeElement)).toBe(true)
    }
    const here = page.url()
    await page.goBack()
    await page.getByTestId('big').waitFor({ state: 'detached' })
    expect(page.url()).toBe(here)
    expect(await page.getByTestId('bigger').isVisible()).toBe(true)
    await page.context().close()
  })
})

it('a long press is on the picture itself, so that the phone offers to save it', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}/d/${(await declare()).reference}`)
  await page.locator('img[data-testid=qr]').waitFor()
  const pressed = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('contextmenu', (event) => resolve([(event.target as Element).tagName, event.defaultPrevented]), { once: true }),
      ),
  )
  await page.getByTestId('qr').click({ button: 'right' })
  expect(await pressed).toEqual(['IMG', false])
  await page.context().close()
})

interface Pretending {
  readonly locks: readonly { readonly released: boolean }[]
  readonly look: (state: 'hidden' | 'visible') => void
}

/** A headless browser has no screen: what is asked of it is written down, and lost with the page's sight as browsers do. */
function pretendToStayAwake(): void {
  const locks: { released: boolean }[] = []
  let seen: 'hidden' | 'visible' = 'visible'
  const request = async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true
      },
    }
    locks.push(lock)
    return lock
  }
  Object.defineProperty(Navigator.prototype, 'wakeLock', { configurable: true, value: { request } })
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => seen })
  const look = (state: 'hidden' | 'visible') => {
    seen = state
    if (state === 'hidden') for (const lock of locks) lock.released = true
    document.dispatchEvent(new Event('visibilitychange'))
  }
  Object.assign(window, { locks, look })
}
