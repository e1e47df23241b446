import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { STEPS } from '../../declare-web/steps/step-names.ts'
import { en } from '../../declare-web/texts/en.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { siteInBrowser } from './support/site-in-browser.ts'

const PATHS = STEPS.map((step) => (step === 'start' ? '/' : `/declare/${step}`))

let site: WholeApp
let context: BrowserContext
let page: Page

siteInBrowser({ viewport: { width: 320, height: 640 }, bypassCSP: true }, (at) => {
  ;({ site, context, page } = at)
})

/** The page as a browser shows it that runs no script of ours; a test's own still run. */
async function withoutScripts(): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.abort())
}

const violations = () => axeFaults(page)

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

describe('a page drawn by the server', () => {
  it.each(['vi', 'en'])('is one that axe finds nothing on, at 320 pixels and with text twice as large, in %s', async (language) => {
    await withoutScripts()
    const found: string[] = []
    for (const path of PATHS) {
      await page.goto(`${site.url}${path}?lang=${language}`)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      found.push(...(await violations()).map((violation) => `${path} ${violation}`))
      expect(await overflow(), path).toBeLessThanOrEqual(0)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      expect(await overflow(), `${path}, large text`).toBeLessThanOrEqual(0)
    }
    expect(found).toEqual([])
  })

  it('turns to the other language by a link that is seen, and the live page speaks it too', async () => {
    await withoutScripts()
    await page.goto(`${site.url}/declare/work`)
    const english = page.locator('.languages a[lang=en]')
    const [ink, ground] = await english.evaluate((link) => [
      getComputedStyle(link).color,
      getComputedStyle(link.closest('header') ?? link).backgroundColor,
    ])
    expect(ink).not.toBe(ground)
    await english.click()
    expect(await page.textContent('h1')).toBe(en.work.title)
    await page.unroute('**/assets/*.js')
    await page.goto(`${site.url}/declare/work`)
    await page.getByTestId('language-vi').waitFor()
    expect([await page.textContent('h1'), await page.title()]).toEqual([en.work.title, `${en.work.title} - ${en.site.name}`])
  })

  it('says of each question why it is asked, by the clause of a rule in force', async () => {
    await withoutScripts()
    await page.goto(`${site.url}/declare/symptoms`)
    expect(await page.locator('details.why').allTextContents()).toEqual([
      expect.stringMatching(/dấu hiệu.*Quy định đang có hiệu lực xét/),
      expect.any(String),
    ])
    await page.goto(`${site.url}/declare/stays`)
    expect(await page.locator('details.why p').first().textContent()).toMatch(/xét câu trả lời này: .+/)
    for (const step of ['trip', 'traveller', 'contact', 'destination', 'means', 'purpose', 'work', 'symptoms']) {
      await page.goto(`${site.url}/declare/${step}`)
      const fields = page.locator('.field')
      expect(await fields.count(), step).toBeGreaterThan(0)
      expect(await fields.filter({ hasNot: page.locator('details.why') }).allInnerTexts(), step).toEqual([])
    }
    await page.goto(`${site.url}/declare/check`)
    expect(await page.locator('input[name=consent]').isChecked()).toBe(false)
  })
})

/** The form's script waits until it is let through. */
async function holdScripts(): Promise<() => void> {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/index-*.js', async (route) => {
    await held
    await route.continue()
  })
  return () => release()
}

describe('the live page takes over', () => {
  it('with one request for nothing that the drawn page had: no facts, one language', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/declare/trip?lang=en`)
    await page.getByTestId('language-vi').waitFor()
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
    expect(asked.filter((path) => path.includes('texts-')).map((path) => path.slice(0, 17))).toEqual(['/assets/texts-en-'])
  })

  it('the answers that were sent without scripts', async () => {
    await withoutScripts()
    await page.goto(`${site.url}/declare/work`)
    await page.locator('[name=sector][value=coal]').check()
    await page.locator('[data-testid=next]').click()
    await page.unroute('**/assets/*.js')
    await page.goto(`${site.url}/declare/work`)
    await page.getByTestId('language-vi').waitFor()
    expect(await page.locator('[name=sector][value=coal]').isChecked()).toBe(true)
  })

  it('and what was typed while the scripts were on their way, without moving the person', async () => {
    const release = await holdScripts()
    await page.goto(`${site.url}/declare/traveller`, { waitUntil: 'commit' })
    await page.locator('[name="birth.day"]').fill('5')
    await page.locator('[name="birth.year"]').fill('1985')
    await page.locator('[name=sex][value=female]').check()
    await page.locator('[name=name]').fill('Nguyễn Thị Chậm')
    release()
    await page.getByTestId('language-vi').waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name')
    const value = (name: string) => page.locator(`[name="${name}"]`).inputValue()
    expect([await value('name'), await value('birth.day'), await value('birth.year')]).toEqual(['Nguyễn Thị Chậm', '5', '1985'])
    expect(await page.locator('[name=sex][value=female]').isChecked()).toBe(true)
    expect(await page.evaluate(() => localStorage.getItem('chot-draft-1'))).toContain('Nguyễn Thị Chậm')
  })

  it('and goes on with a place that was being typed', async () => {
    const release = await holdScripts()
    await page.goto(`${site.url}/declare/contact`, { waitUntil: 'commit' })
    await page.locator('[name="permanentPlace.search"]').fill('bai chay ha long')
    release()
    await page.locator('#permanentPlace-option-0').click()
    expect(await page.locator('#permanentPlace').inputValue()).toContain('Bãi Cháy')
  })
})

describe('the drawn page stays, says so in one line, and goes on working', () => {
  const fails = (what: string) => page.route(what, (route) => route.abort())

  it.each([
    ['the facts of the site', '**/api/form'],
    ['the table of places', '**/areas/*.txt*'],
  ])('where %s do not come', async (_what, url) => {
    await withoutScripts()
    await page.goto(`${site.url}/declare/contact`)
    await page.locator('[name=phone]').fill('0912345678')
    await page.locator('[name="permanentPlace.search"]').fill('bai chay')
    await page.locator('button[value="find:permanentPlace"]').click()
    await page.unroute('**/assets/*.js')
    await fails(url)
    await page.goto(`${site.url}/declare/contact`)
    await page.getByText(vi.site.plainOnly).waitFor()
    expect(await page.locator('[name=phone]').inputValue()).toBe('0912345678')
    await page.locator('[name="permanentPlace.search"]').fill('bai chay')
    await page.locator('button[value="find:permanentPlace"]').click()
    await page.locator('input[type=radio][name=permanentPlace]').first().check()
    await page.getByTestId('next').click()
    await page.waitForURL('**/declare/destination')
    expect(await violations()).toEqual([])
  })

  it('where the page of a group does not come', async () => {
    await fails('**/assets/group-page-*.js')
    await page.goto(`${site.url}/declare/group`)
    await page.getByText(vi.site.plainOnly).waitFor()
    await page.locator('#group-list').fill('a;b')
    await page.getByTestId('read-list').click()
    await page.getByTestId('error-summary').waitFor()
    expect(await page.locator('#group-list').inputValue()).toBe('a;b')
  })

  it('where the page of a pass does not come: the code is on it', async () => {
    await fails('**/assets/pass-page-*.js')
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}`)
    await page.getByText(vi.site.plainOnly).waitFor()
    expect(await page.locator('img.qr').evaluate((code) => code instanceof HTMLImageElement && code.naturalWidth > 0)).toBe(true)
  })

  it('where the device knows a pass from before, and the server drew what has become of it', async () => {
    const body = exampleDeclaration(site.deps.clock.now(), 'bach-dang')
    const { reference } = (await call(site.url, { method: 'POST', path: '/api/declarations', body })).json()
    await page.goto(`${site.url}/d/${reference}`)
    await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, `/q/${reference}.png`)).toBe(true)
    await call(site.url, { method: 'POST', path: `/api/declarations/${reference}/withdrawal`, body: {} })
    await fails('**/api/declarations/*')
    await page.goto(`${site.url}/d/${reference}`)
    await page.getByText(vi.site.plainOnly).waitFor()
    expect([await page.locator('h1').innerText(), await page.getByTestId('qr').count()]).toEqual(['Khai báo đã được rút', 0])
  })

  it('but not where the answers are on this device alone: then the live page asks to load again', async () => {
    await page.goto(`${site.url}/declare/contact`)
    await page.getByTestId('language-vi').waitFor()
    await page.locator('[name=phone]').fill('0912345678')
    await expect.poll(() => page.evaluate(() => localStorage.getItem('chot-draft-1'))).toContain('0912345678')
    await page.evaluate(() => localStorage.removeItem('chot-site-1'))
    await fails('**/areas/*.txt*')
    await page.reload()
    await page.getByTestId('retry').waitFor()
    expect(await page.evaluate(() => localStorage.getItem('chot-draft-1'))).toContain('0912345678')
  })
})

describe('read out', () => {
  it.each(PATHS.slice(1))('every field of %s has a name, and a wrong one is heard with its error', async (path) => {
    await page.goto(`${site.url}${path}`)
    await page.getByTestId('language-vi').waitFor()
    await page.locator('form button[name=go]').last().click()
    await page.locator('h1').first().waitFor()
    const reader = await context.newCDPSession(page)
    const { nodes } = await reader.send('Accessibility.getFullAXTree')
    const fields = nodes.filter(({ role }) => /^(?:textbox|combobox|radio|checkbox|spinbutton|searchbox)$/.test(role?.value ?? ''))
    expect(fields.filter(({ name }) => !name?.value).length).toBe(0)
    const wrong = fields.filter(({ properties }) => properties?.some(({ name, value }) => name === 'invalid' && value.value === 'true'))
    expect(wrong.filter(({ description, role }) => !description?.value && role?.value !== 'radio').map(({ name }) => name?.value)).toEqual([])
  })
})

describe('a third language', () => {
  it('needs its catalogue alone: no word of a page comes from anywhere else', async () => {
    await page.route('**/assets/texts-vi-*.json', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: pseudo(await answer.json()) })
    })
    const strange: string[] = []
    for (const path of ['/', '/declare/means', '/declare/purpose', '/declare/work', '/declare/symptoms', '/declare/tests']) {
      await page.goto(site.url + path)
      await page.getByTestId('language-vi').waitFor()
      strange.push(
        ...(await page.evaluate(() => {
          const words: string[] = []
          const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            if (/\p{L}/u.test(node.textContent ?? '')) words.push(node.textContent ?? '')
          return words.filter((text) => !text.includes('⟦') && !/VN-|UBND|\d/.test(text))
        })),
      )
      expect(await overflow(), path).toBeLessThanOrEqual(0)
    }
    expect(strange).toEqual([])
  })

  /** A half longer, as many languages are, and marked at both ends. */
  function pseudo(texts: unknown): unknown {
    if (typeof texts === 'string') return `⟦${texts}${' ŵŵŵŵ'.repeat(Math.ceil(texts.length / 10))}⟧`
    if (typeof texts !== 'object' || texts === null) return texts
    if (Array.isArray(texts)) return texts.map(pseudo)
    return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]))
  }
})
