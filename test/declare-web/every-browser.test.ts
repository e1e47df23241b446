import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PROOF_HEADER } from '../../shared/http/api.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { launchOptions } from '../support/chromium.ts'
import { completeDraft, keepOnDevice, keptDraft } from './support/complete-draft.ts'
import { type Keyboard, keyboardOn } from './support/keyboard.ts'
import { impoverish } from './support/poor-browser.ts'
import { readAloud, unheard } from './support/screen-reader.ts'
import { siteInBrowser } from './support/site-in-browser.ts'
import { confirmAndGetPass, walkToCheck } from './support/traveller-walk.ts'

let site: WholeApp
let context: BrowserContext
let page: Page

siteInBrowser({ viewport: { width: 360, height: 740 } }, (at) => {
  ;({ site, context, page } = at)
})

describe('a messenger’s own browser on an old phone', () => {
  it('keeps nothing, lends no camera, knows nothing new, and brings its traveller to the code', async () => {
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(error.message))
    await context.addInitScript(impoverish)
    await page.goto(`${site.url}/`)
    await walkToCheck(page, {}, async (name) => {
      if (name !== '3-traveller') return
      await page.getByTestId('scan-card').click()
      await page.getByText('Không dùng được máy ảnh').waitFor()
      await page.getByRole('button', { name: 'Thôi, điền bằng tay' }).click()
    })
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor()
    expect(broken).toEqual([])
  })
})

describe('a browser that does not say by Sec-Fetch-Site where a form comes from', () => {
  it('sends the forms of this site all the same, and tells its private links to no other', async () => {
    // So does every browser before a page without TLS.
    const browser = await chromium.launch(launchOptions(['--host-resolver-rules=MAP chot.test 127.0.0.1']))
    const old = await browser.newPage()
    const home = `http://chot.test:${new URL(site.url).port}`
    await old.goto(`${home}/find`)
    await old.fill('[name=shortCode]', 'AAAA-AAAA-A')
    await old.fill('[name=birth]', '1985')
    const sent = old.waitForRequest((request) => request.method() === 'POST')
    await old.click('main button')
    const { origin, 'sec-fetch-site': from } = await (await sent).allHeaders()
    expect([from, origin, (await (await sent).response())?.status()]).toEqual([undefined, home, 404])
    await old.route('http://stranger.test/', (route) => route.fulfill({ body: 'a stranger' }))
    const leaving = old.waitForRequest('http://stranger.test/')
    await old.evaluate(() => location.assign('http://stranger.test/'))
    expect((await (await leaving).allHeaders()).referer).toBeUndefined()
    await browser.close()
  })
})

describe('a site under siege', () => {
  it('asks the traveller’s browser for work, which it does, and gives the code', async () => {
    await context.addInitScript(keepOnDevice, keptDraft(completeDraft(site.deps.clock.now())))
    await page.goto(`${site.url}/declare/check`)
    await page.getByTestId('preview').waitFor()
    besiege(site)
    const sent: string[] = []
    page.on('response', (response) => {
      const request = response.request()
      if (request.method() === 'POST' && request.url().endsWith('/api/declarations'))
        sent.push(`${response.status()} ${request.headers()[PROOF_HEADER] === undefined ? 'without' : 'with'} proof`)
    })
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor({ timeout: 60_000 })
    expect(sent).toEqual(['429 without proof', '201 with proof'])
  })
})

describe('without mouse or touch', () => {
  it('every page is walked by keys, and told to who cannot see it', async () => {
    const keys = keyboardOn(page)
    const told: string[] = []
    const listen = async () => {
      const path = new URL(page.url()).pathname
      told.push(...unheard(await readAloud(page)).map((missed) => `${path}: ${missed}`))
      expect(await page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').count()).toBe(0)
    }
    await page.goto(`${site.url}/?checkpoint=bach-dang`)
    // The live page has taken the place of the drawn one.
    await page.getByTestId('language-vi').waitFor()
    await listen()
    await keys.to('[data-testid=trip] a')
    await keys.press('Enter')
    await page.locator('[name=arrivalHour]').waitFor()
    await turned(page, 'trip', listen)
    await keys.next()
    await turned(page, 'traveller', listen)
    await stopsAtErrors(keys, listen)
    await whoByKeys(keys)
    await keys.next()
    await turned(page, 'contact', listen)
    await keys.type('#phone', '0912345678')
    await placeByKeys(keys, 'permanentPlace', 'bai chay')
    await keys.next()
    await turned(page, 'destination', listen)
    await keys.choose('stayAt', 'home')
    await keys.choose('homePossible', 'yes')
    await keys.next()
    await turned(page, 'stays', listen)
    await keys.tick('[data-testid=fill-0]')
    await keys.next()
    await turned(page, 'means', listen)
    await keys.choose('means', 'on-foot')
    await keys.next()
    await turned(page, 'work', listen)
    // Passed over, because it follows: who wants to see it goes back.
    await keys.to('[data-testid=back]')
    await keys.press('Enter')
    await turned(page, 'purpose', listen)
    await keys.next()
    await turned(page, 'work', listen)
    await keys.choose('sector', 'none')
    await keys.next()
    await turned(page, 'symptoms', listen)
    await keys.tick('#symptoms')
    await keys.tick('#exposures')
    await keys.next()
    await turned(page, 'tests', listen)
    await keys.next()
    await turned(page, 'check', listen)
    await page.getByTestId('preview').waitFor()
    await keys.tick('#consent')
    await keys.to('[data-testid=confirm]')
    await keys.press('Enter')
    await page.getByTestId('qr').waitFor()
    await listen()
    expect(told).toEqual([])
  })

  /** Nothing is filled in yet: the summary takes the focus and is said, and its first line leads to the first field. */
  async function stopsAtErrors(keys: Keyboard, listen: () => Promise<void>): Promise<void> {
    await keys.next()
    await page.getByTestId('error-summary').waitFor()
    await expect.poll(focused).toBe('error-summary')
    expect(await page.getByTestId('error-summary').getAttribute('role')).toBe('alert')
    await listen()
    const said = await readAloud(page)
    const name = said.find(({ role, name }) => role === 'textbox' && name.startsWith('Họ và tên'))
    expect([name?.invalid, /Lỗi/.test(name?.about ?? '')]).toEqual([true, true])
    await keys.to('[data-testid=error-summary] a')
    await keys.press('Enter')
    expect(await focused()).toBe('name')
  }
})

async function whoByKeys(keys: Keyboard): Promise<void> {
  await keys.type('#name', 'Nguyễn Thị Minh Thử')
  await keys.type('#birth', '5')
  await keys.type('#birth-month', '3')
  await keys.type('#birth-year', '1985')
  await keys.choose('sex', 'female')
  await keys.type('#documentNumber', '022185000123')
}

/** The list is said as it changes, and arrows walk it while the focus stays in the box. */
async function placeByKeys(keys: Keyboard, field: string, letters: string): Promise<void> {
  await keys.type(`#${field}`, letters)
  await page.locator(`#${field}-option-0`).waitFor()
  await page.waitForFunction((id) => /\d/.test(document.getElementById(id)?.textContent ?? ''), `${field}-status`)
  await keys.press('ArrowDown')
  await keys.press('ArrowUp')
  expect(await page.locator(`#${field}`).getAttribute('aria-activedescendant')).toBe(`${field}-option-0`)
  expect(await focused()).toBe(field)
  await keys.press('Enter')
  expect(await page.locator(`#${field}`).getAttribute('aria-expanded')).toBe('false')
}

/** A turned page says its heading: the focus is there, and the next Tab leads into the questions. */
async function turned(on: Page, step: string, listen: () => Promise<void>): Promise<void> {
  await on.waitForURL(`**/declare/${step}*`)
  await on.waitForFunction(() => document.activeElement?.matches('main h1') ?? false)
  await listen()
}

function focused(): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement
    return here?.getAttribute('data-testid') ?? here?.id ?? ''
  })
}

/** So many declarations at once that from here on each costs a proof. */
function besiege({ deps }: WholeApp): void {
  const request = { header: () => undefined, clientAddress: '203.0.113.9', language: 'vi' } as const
  for (let sent = 0; deps.siege.challenge(request) === null; sent++) if (sent > 100_000) throw new Error('no flood is one')
}
