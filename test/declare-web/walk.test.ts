import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { en } from '../../declare-web/texts/en.ts'
import { vi } from '../../declare-web/texts/vi.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { launchOptions } from '../support/chromium.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'
import { standAtCheck } from './support/stand-at-check.ts'
import { confirmAndGetPass, walkToCheck } from './support/traveller-walk.ts'

const HAI_DUONG = { province: 'Hải Dương', district: 'Thành phố Hải Dương', commune: 'Phường Nguyễn Trãi', from: '2021-02-15', to: '2021-02-17' }

let browser: Browser
let site: FakeSite
let context: BrowserContext
let page: Page
/** Whatever the page's policy blocked or its code threw. */
let complaints: string[]

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
  site.received.length = 0
  site.issued.clear()
  complaints = []
  context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text())
  })
  await page.goto(site.url)
})

afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

describe('a traveller', () => {
  it('who was home on all dates is told that the way is free, and gets a picture that opens again by its link', async () => {
    await walkToCheck(page, {})
    expect(await page.getByTestId('preview').getAttribute('data-outcome')).toBe('admit')
    await confirmAndGetPass(page)
    await page.waitForURL('**/d/*')
    expect(await pictureWidth()).toBeGreaterThan(500)
    const code = await page.getByTestId('short-code').textContent()
    await page.reload()
    expect(await page.getByTestId('short-code').textContent()).toBe(code)
    expect(await page.evaluate(() => localStorage.getItem('chot-draft-1'))).toBeNull()
    expect([site.received.length, site.issued.size]).toEqual([1, 1])
  })

  it('back from the outbreak in Hải Dương is told of quarantine, with its last day and its clause, before setting out', async () => {
    await walkToCheck(page, { trip: HAI_DUONG })
    const preview = page.getByTestId('preview')
    expect(await preview.getAttribute('data-outcome')).toBe('quarantine')
    expect(await preview.textContent()).toContain('đến hết 03/03/2021')
    expect(await preview.locator('.law').count()).toBeGreaterThan(0)
    const milder = page.getByTestId('milder')
    await milder.locator('summary').click()
    await milder.getByText('Cho qua: Từ 00:00 ngày 04/03/2021').waitFor()
    expect(await milder.textContent()).toContain('Quy định của địa phương nghiêm hơn: Cách ly')
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor()
    expect(await page.getByTestId('preview').getAttribute('data-outcome')).toBe('quarantine')
  })

  it('who changes an answer after the preview is marked as having revised it', async () => {
    await walkToCheck(page, { trip: HAI_DUONG })
    await page.locator('a[href="/declare/stays?from=check"]').first().click()
    await page.locator('.stays button').nth(1).click()
    await page.locator('.gap').click()
    await page.getByTestId('save-stay').click()
    expect(await page.getByTestId('error-summary').textContent()).toContain('Chọn nơi đã ở')
    await page.locator('[data-testid=stay-form] .plain').click()
    await page.getByTestId('fill-0').click()
    await page.getByTestId('next').click()
    expect(await page.getByTestId('preview').getAttribute('data-outcome')).toBe('admit')
    await confirmAndGetPass(page)
    await page.waitForURL('**/d/*')
    expect(JSON.parse(site.received[0]?.body ?? '{}')).toMatchObject({ revised: true })
  })

  it('keeps everything through a reload and the back button', async () => {
    await walkToCheck(page, {})
    await page.reload()
    await page.getByTestId('preview').waitFor()
    await page.goBack()
    await page.goBack()
    expect(await page.locator('input[name=symptoms][value=none]').isChecked()).toBe(true)
    for (const step of ['work', 'purpose', 'means']) {
      await page.getByTestId('back').click()
      await page.waitForURL(`**/declare/${step}`)
    }
    expect(await page.locator('[name=plate]').inputValue()).toBe('14a 123.45')
  })

  it('can change the language in the middle of a page: what was typed stays, here and on the pages before', async () => {
    await page.goto(`${site.url}/?checkpoint=bach-dang`)
    await page.getByTestId('next').click()
    await page.locator('[name=name]').fill('Nguyễn Thị Minh Thử')
    await page.locator('[name="birth.year"]').fill('1985')
    await page.getByTestId('next').click()
    await page.getByTestId('error-summary').waitFor()
    await page.getByTestId('language-en').click()
    await page.getByRole('heading', { name: en.traveller.title }).waitFor()
    expect(await page.getByTestId('error-summary').count()).toBe(0)
    await page.locator('[name=documentNumber]').fill('022185000123')
    await page.getByTestId('language-vi').click()
    await page.getByRole('heading', { name: vi.traveller.title }).waitFor()
    const typed = await Promise.all(['name', 'birth.year', 'documentNumber'].map((name) => page.locator(`[name="${name}"]`).inputValue()))
    expect(typed).toEqual(['Nguyễn Thị Minh Thử', '1985', '022185000123'])
    await page.getByTestId('back').click()
    expect(await page.locator('input[name=checkpoint][value=bach-dang]').isChecked()).toBe(true)
  })

  it('can throw a draft away, after being asked', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    await page.goto(site.url)
    await page.getByTestId('restart').click()
    await page.getByTestId('restart-yes').click()
    await page.getByTestId('next').click()
    await page.locator('input[name=checkpoint]').first().waitFor()
    expect(await page.locator('input[name=checkpoint]:checked').count()).toBe(0)
  })
})

describe('the code’s text', () => {
  it('is copied whole, so that it can be pasted at a kiosk without a camera', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const text = await passText()
    await page.getByTestId('copy-code').click()
    await page.getByText('Đã sao chép').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    expect(await page.getByTestId('code-text').count()).toBe(0)
  })

  it.each(['a page that has no clipboard', 'a clipboard that refuses'])('is selected to be copied by hand on %s', async (what) => {
    await page.addInitScript((isAbsent) => {
      const refusing = { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }
      Object.defineProperty(navigator, 'clipboard', { value: isAbsent ? undefined : refusing })
    }, what.startsWith('a page'))
    await page.reload()
    const text = await passText()
    await page.getByTestId('copy-code').click()
    const box = page.getByTestId('code-text')
    await box.waitFor()
    expect(await box.inputValue()).toBe(text)
    expect(await box.getAttribute('readonly')).not.toBeNull()
    await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement)
    const selected = await box.evaluate((element) => element instanceof HTMLTextAreaElement && [element.selectionStart, element.selectionEnd])
    expect(selected).toEqual([0, text.length])
  })

  async function passText(): Promise<string> {
    await standAtCheck(page, site.url, DECLARED_AT)
    await confirmAndGetPass(page)
    await page.getByTestId('qr').waitFor()
    return [...site.issued.values()][0]?.qrPayload ?? ''
  }
})

describe('an incomplete page', () => {
  it('says first what is missing, moves the focus there, and leads to each field in the same words', async () => {
    await page.getByTestId('next').click()
    await page.getByTestId('next').click()
    const summary = page.getByTestId('error-summary')
    await summary.waitFor()
    await page.locator('[data-testid=error-summary]:focus').waitFor()
    await expect.poll(() => page.title()).toMatch(/^Lỗi: /)
    const fields = await summary.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1) ?? ''))
    expect(await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)), fields)).toEqual([])
    const words = await summary.locator('a').first().textContent()
    expect(await page.locator('#checkpoint').evaluate((element) => element.closest('fieldset')?.textContent)).toContain(words)
    await summary.locator('a').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('checkpoint')
  })

  it('says at the card number that it contradicts the birth year, and keeps what was typed', async () => {
    await page.goto(`${site.url}/declare/traveller`)
    await page.locator('[name="birth.year"]').fill('1984')
    await page.locator('[name=documentNumber]').fill('022185000123')
    await page.getByTestId('next').click()
    expect(await page.locator('#documentNumber-error').textContent()).toContain('1985')
    expect(await page.locator('[name=documentNumber]').inputValue()).toBe('022185000123')
  })
})

describe('bad weather', () => {
  it('a lost reply, then another press, makes one declaration', async () => {
    // A second after it came the page sends by itself what waits: here nobody but the person does.
    await page.addInitScript('{ const later = setTimeout; window.setTimeout = (work, ms) => (ms === 1000 ? 0 : later(work, ms)) }')
    await standAtCheck(page, site.url, DECLARED_AT)
    site.weather = 'lost'
    await confirmAndGetPass(page)
    await page.getByTestId('send-failed').waitFor()
    site.weather = 'fine'
    await page.getByTestId('confirm').click()
    await page.waitForURL('**/d/*')
    expect(site.issued.size).toBe(1)
    expect(new Set(site.received.map(({ key, body }) => key + body)).size).toBe(1)
  })

  it('without a network says plainly that there is no code yet, and sends by itself when the network is back', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    await context.setOffline(true)
    await confirmAndGetPass(page)
    expect(await page.getByTestId('send-failed').textContent()).toMatch(/chưa có gì được gửi đi, và chưa có mã QR/)
    expect(site.received).toEqual([])
    await context.setOffline(false)
    await page.waitForURL('**/d/*')
    expect([site.received.length, site.issued.size]).toEqual([1, 1])
  })

  it('what waits outlives its tab, says so on every page, and is sent by the next one', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    site.weather = 'down'
    await confirmAndGetPass(page)
    await page.getByTestId('send-failed').waitFor()
    await page.close()
    page = await context.newPage()
    await page.goto(site.url)
    // It is being sent again at once, and is waiting again once that failed.
    await page.getByTestId('waiting').filter({ hasText: 'chưa có mã QR' }).waitFor()
    site.weather = 'fine'
    await page.waitForURL('**/d/*')
    expect(new Set(site.received.map(({ key, body }) => key + body)).size).toBe(1)
    expect(site.issued.size).toBe(1)
  })

  it('an answer changed while it waits makes another declaration, which nobody sends unseen', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    await context.setOffline(true)
    await confirmAndGetPass(page)
    await page.getByTestId('send-failed').waitFor()
    await page.locator('a[href="/declare/contact?from=check"]').first().click()
    await page.getByTestId('waiting').waitFor()
    await page.locator('[name=phone]').fill('0987654321')
    await page.getByTestId('waiting').waitFor({ state: 'detached' })
    await context.setOffline(false)
    await page.getByTestId('next').click()
    await page.getByTestId('preview').waitFor()
    expect(site.received).toEqual([])
    await page.getByTestId('confirm').click()
    await page.waitForURL('**/d/*')
    expect(site.received.map(({ body }) => JSON.parse(body).phone)).toEqual(['0987654321'])
  })

  it('a busy server says how long to wait', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    site.weather = 'busy'
    await confirmAndGetPass(page)
    expect(await page.getByTestId('send-failed').textContent()).toContain('7 giây')
  })

  it('what only the server finds wrong leads to its page and field', async () => {
    await standAtCheck(page, site.url, DECLARED_AT)
    site.weather = 'invalid'
    await confirmAndGetPass(page)
    await page.getByTestId('error-summary').locator('a').click()
    await page.locator('#phone-error').waitFor()
    expect(await page.locator('#phone-error').textContent()).toContain('Máy chủ không nhận số này')
  })

  it('places that cannot be loaded are said so, with a button that loads them again', async () => {
    site.weather = 'no-areas'
    await page.goto(`${site.url}/declare/contact`)
    await page.reload()
    await page.getByTestId('retry').waitFor()
    site.weather = 'fine'
    await page.getByTestId('retry').click()
    await page.locator('[name=phone]').waitFor()
  })

  it('questions of some travellers that do not come are said so, can be left, and are asked for again', async () => {
    await page.goto(`${site.url}/declare/tests`)
    await page.route('**/assets/asked-of-some-*', (route) => route.abort())
    await page.locator('#addTest').click()
    await page.getByTestId('retry').waitFor()
    await page.locator('fieldset.card button.plain').click()
    expect(await page.locator('fieldset.card').count()).toBe(0)
    await page.locator('#addTest').click()
    await page.getByTestId('retry').waitFor()
    await page.unroute('**/assets/asked-of-some-*')
    await page.getByTestId('retry').click()
    await page.locator('[name="tests.0.result"]').first().waitFor()
  })

  it('why a question is asked comes when somebody wants to know, says so where it does not come, and is asked for again', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const why = page.locator('.field:has(#symptoms) details.why')
    await page.route('**/assets/reason-*', (route) => route.abort())
    await page.goto(`${site.url}/declare/symptoms`)
    await why.waitFor()
    expect(asked.filter((url) => url.includes('/reason-'))).toEqual([])
    await why.locator('summary').click()
    await why.getByTestId('retry').waitFor()
    await page.unroute('**/assets/reason-*')
    await why.getByTestId('retry').click()
    await why.getByText('Quy định đang có hiệu lực không xét câu này').waitFor()
    await page.locator('.field:has(#exposures) details.why summary').press('Enter')
    await page.locator('.field:has(#exposures) details.why p').waitFor()
    expect(asked.filter((url) => url.includes('/reason-')).length).toBeLessThanOrEqual(2)
  })

  it('an unknown link says so and offers a new declaration', async () => {
    await page.goto(`${site.url}/d/00000000000000000000000000`)
    await page.getByTestId('another').click()
    await page.getByTestId('next').waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })
})

describe('for everybody', () => {
  it.each(['vi', 'en'])('axe finds nothing on any page in %s', async (language) => {
    const axePage = await (await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true })).newPage()
    await axePage.goto(site.url)
    await axePage.getByTestId(`language-${language}`).click()
    await axePage.waitForFunction((code) => document.documentElement.lang === code, language)
    const found: string[] = []
    const onPage = async (name: string) => {
      found.push(...(await axeFaults(axePage)).map((fault) => `${name}: ${fault}`))
    }
    await walkToCheck(axePage, { trip: HAI_DUONG }, onPage)
    await axePage.getByTestId('confirm').click()
    await onPage('8-check with errors')
    await confirmAndGetPass(axePage)
    await axePage.getByTestId('qr').waitFor()
    await onPage('9-pass')
    await axePage.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await axePage.getByRole('button', { name: language === 'vi' ? 'Sao chép mã' : 'Copy code' }).click()
    await axePage.getByTestId('code-text').waitFor()
    await onPage('9-pass with the text of the code')
    await axePage.context().close()
    expect(found).toEqual([])
  })

  it('every target is at least 44 pixels high', async () => {
    const small: string[] = []
    await walkToCheck(page, { trip: HAI_DUONG }, async (name) => {
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('main a, main button, main input, main select, main summary')].map((element) => {
          const target = element.matches('.choice input') ? (element.parentElement ?? element) : element
          return { height: target.getBoundingClientRect().height, text: element.outerHTML.slice(0, 90) }
        }),
      )
      small.push(...heights.filter(({ height }) => height > 0 && height < 44).map(({ height, text }) => `${name}: ${height} ${text}`))
    })
    expect(small).toEqual([])
  })

  it('the form can be filled in with the keyboard alone', async () => {
    await tabTo('[data-testid=next]')
    await page.keyboard.press('Enter')
    await tabTo('#checkpoint')
    await page.keyboard.press('Space')
    await tabTo('input[name=arrivalDate]')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await tabTo('#arrivalHour')
    await page.keyboard.type('8')
    await tabTo('[data-testid=next]')
    await page.keyboard.press('Enter')
    await tabTo('#name')
    await page.keyboard.type('Nguyễn Văn Phím')
    await tabTo('#birth-year')
    await page.keyboard.type('1950')
    await tabTo('#sex')
    await page.keyboard.press('Space')
    await tabTo('#documentNumber')
    await page.keyboard.type('022050000123')
    await tabTo('[data-testid=next]')
    await page.keyboard.press('Enter')
    await page.locator('#phone').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  })
})

/** Presses Tab until that element has the focus, as somebody without a mouse would. */
async function tabTo(selector: string): Promise<void> {
  await page.locator(selector).first().waitFor()
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads to ${selector}`)
}

async function pictureWidth(): Promise<number> {
  const picture = page.locator('img[data-testid=qr]')
  await picture.waitFor()
  return picture.evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) return 0
    await image.decode()
    return image.naturalWidth
  })
}
