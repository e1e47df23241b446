import { type Browser, chromium, type Page, type Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleDeclaration } from '../../shared/declaration/declaration-input.ts'
import type { IssuedDeclaration, PassView } from '../../shared/http/api.ts'
import { addDays, formatDate } from '../../shared/time.ts'
import { aDecision } from '../declarations/a-decision.ts'
import { call } from '../http/call.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { launchOptions } from '../support/chromium.ts'
import { startWholeSite } from './support/whole-site.ts'

let app: WholeApp
let browser: Browser
beforeAll(async () => {
  app = await startWholeSite()
  browser = await chromium.launch(launchOptions())
}, 120_000)
afterAll(async () => {
  await browser.close()
  await app.close()
})

const CAM_GIANG = { stops: [{ place: '2021:310930', from: '2021-02-03', to: '2021-02-17' }] }

async function declare(change: object = {}): Promise<IssuedDeclaration> {
  const body = { ...exampleDeclaration(app.deps.clock.now(), 'bach-dang'), ...change }
  return (await call(app.url, { method: 'POST', path: '/api/declarations', body })).json<IssuedDeclaration>()
}

const view = async (reference: string) => (await call(app.url, { path: `/api/declarations/${reference}` })).json<PassView>()

interface Opened {
  readonly page: Page
  /** Every request that went to another host than ours. */
  readonly foreign: readonly string[]
  /** What the page complained of: a broken policy, a script that failed. */
  readonly complaints: readonly string[]
}

interface Device {
  readonly scripts?: 'on' | 'off'
  readonly locale?: string
  readonly serviceWorkers?: 'allow' | 'block'
}

async function open(path: string, { scripts = 'on', locale = 'vi-VN', serviceWorkers = 'allow' }: Device = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: scripts === 'on', locale, serviceWorkers })
  const page = await context.newPage()
  const foreign: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(app.url) && !request.url().startsWith('data:')) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${app.url}${path}`)
  return { page, foreign, complaints }
}

/** Whole: what it says, and then its picture. */
function isKept(page: Page, { reference, pngUrl }: IssuedDeclaration): Promise<boolean> {
  return page.evaluate(async ([name, picture]) => (await (await caches.open(`chot-pass-${name}`)).match(picture)) !== undefined, [
    reference,
    pngUrl,
  ] as const)
}

/** The days on which a sample is due, as the pass says them. */
function samplesOf({ verdict: { duties } }: IssuedDeclaration): readonly { readonly text: string }[] {
  const anchor = duties.flatMap((duty) => (duty.kind === 'quarantine' ? [duty.anchor] : []))[0] ?? ''
  const days = duties.flatMap((duty) => (duty.kind === 'sample' ? duty.onDays : []))
  return days.map((day) => ({ text: `: ${formatDate(addDays(anchor, day))}` }))
}

describe('the pass', () => {
  it('shows the code large on a press, and gives the focus back', async () => {
    const { page, complaints } = await open(`/d/${(await declare()).reference}`)
    // The drawn page has none.
    await page.getByTestId('bigger').waitFor()
    const small = await page.getByTestId('qr').boundingBox()
    await page.getByTestId('bigger').click()
    const big = await page.getByTestId('big').getByTestId('qr').boundingBox()
    expect(big?.width).toBeGreaterThan(small?.width ?? 0)
    await page.locator('[data-testid=close-big]:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('big').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByTestId('bigger').evaluate((button) => button === document.activeElement)).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it.each(['on', 'off'] as const)('is corrected with scripts %s: the form is filled, and the old link leads on', async (scripts) => {
    const old = await declare()
    const { page } = await open(`/d/${old.reference}`, { scripts })
    await page.getByTestId('correct').click()
    await page.waitForURL('**/declare/check**')
    expect(await page.locator('main').innerText()).toContain('Nguyễn Thị Minh Thử')
    await page.locator('input[name=consent]').check()
    await page.getByTestId('confirm').click()
    await page.waitForURL('**/d/**')
    await expect.poll(() => page.title()).toMatch(/^Đã nhận khai báo - /)
    if (scripts === 'on') await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Đã nhận khai báo')
    const reference = page.url().split('/').pop() ?? ''
    expect(reference).not.toBe(old.reference)
    expect(await view(old.reference)).toMatchObject({ state: 'replaced', replacedBy: reference })
    await page.goto(`${app.url}/d/${old.reference}`)
    await page.getByTestId('to-new').click()
    await page.waitForURL(`**/d/${reference}`)
    await page.context().close()
  })

  it('asks for its picture once: on a line that fails again the code that was shown never goes', async () => {
    const { page } = await open(`/d/${(await declare()).reference}`, { serviceWorkers: 'block' })
    await page.getByTestId('correct').click()
    await page.waitForURL('**/declare/check**')
    await page.getByTestId('language-vi').waitFor()
    const asked: Route[] = []
    await page.route('**/q/*.png', (route) => (route.request().resourceType() === 'image' ? void asked.push(route) : route.continue()))
    await page.locator('input[name=consent]').check()
    await page.getByTestId('confirm').click()
    await page.locator('svg[data-testid=qr]').waitFor()
    await expect.poll(() => asked.length).toBe(1)
    await asked[0]?.continue()
    await page.locator('img[data-testid=qr]').waitFor()
    expect(await page.locator('svg[data-testid=qr]').count()).toBe(0)
    expect(asked.length).toBe(1)
    await page.context().close()
  })

  it('is opened to be corrected as the server drew it, until the live page can show as much', async () => {
    const { page } = await open(`/d/${(await declare()).reference}`, { serviceWorkers: 'block' })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/\/areas\//, async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(/\/areas\//)
    await page.getByTestId('correct').click()
    await page.waitForURL('**/declare/check**')
    await asked
    // Long enough for a page that would not wait; one that waits is in no hurry.
    await page.waitForTimeout(1000)
    expect(await page.locator('main').innerText()).toContain('Nguyễn Thị Minh Thử')
    expect(await page.getByTestId('language-vi').count()).toBe(0)
    release()
    await page.getByTestId('language-vi').waitFor()
    expect(await page.locator('main').innerText()).toContain('Nguyễn Thị Minh Thử')
    await page.context().close()
  })

  it.each(['withdraw', 'erase'] as const)('to %s it is asked twice, and without scripts too', async (act) => {
    const issued = await declare()
    const { page } = await open(`/d/${issued.reference}`, { scripts: 'off' })
    expect(await page.getByTestId(`${act}-sure`).isVisible()).toBe(false)
    await page.getByTestId(act).click()
    await page.getByTestId(`${act}-sure`).click()
    await page.waitForURL(`**/d/${issued.reference}`)
    await expect.poll(async () => (await view(issued.reference)).state).toBe(act === 'erase' ? 'erased' : 'withdrawn')
    await expect.poll(() => page.title()).toMatch(act === 'erase' ? /^Dữ liệu đã được xóa - / : /^Khai báo đã được rút - /)
    expect(await page.getByTestId('qr').count()).toBe(0)
    await page.context().close()
  })

  it('lies on the phone no more once it is withdrawn, wherever that was done', async () => {
    const issued = await declare()
    const { page } = await open(`/d/${issued.reference}`)
    await expect.poll(() => isKept(page, issued)).toBe(true)
    await call(app.url, { method: 'POST', path: `/api/declarations/${issued.reference}/withdrawal`, body: {} })
    await page.reload()
    await expect.poll(() => page.evaluate((name) => caches.has(name), `chot-pass-${issued.reference}`)).toBe(false)
    await page.context().close()
  })

  it('shows after crossing the days of quarantine, whom to call, and how to object', async () => {
    const issued = await declare(CAM_GIANG)
    await aDecision(app.deps.storage, issued)
    const { page } = await open(`/d/${issued.reference}`)
    // The live page; the drawn one gives way to it at any moment.
    await page.getByTestId('language-vi').waitFor()
    const quarantine = page.getByTestId('quarantine')
    await quarantine.waitFor()
    const through = issued.verdict.duties.flatMap((duty) => (duty.kind === 'quarantine' ? [duty.through] : []))[0] ?? ''
    expect(await quarantine.innerText()).toContain(through.split('-').reverse().join('/'))
    expect(await quarantine.locator('svg rect').count()).toBe(15)
    for (const { text } of samplesOf(issued)) expect(await quarantine.innerText()).toContain(text)
    expect(samplesOf(issued).length).toBeGreaterThan(1)
    expect(await page.getByTestId('contact').innerText()).toContain('0000 203 203')
    const decisions = await page.getByTestId('decisions').innerText()
    expect(decisions).toMatch(/Nếu không đồng ý[\s\S]*khiếu nại[\s\S]*90 ngày/)
    expect([decisions.includes('Chốt đã giữ lại'), decisions.includes('Đừng đi')]).toEqual([true, false])
    await page.getByTestId('erase').click()
    await page.getByTestId('erase-sure').click()
    await page.getByText('Chưa xóa được: giữ đến 21/04/2021').waitFor()
    await page.locator('main .button').click()
    await page.waitForURL(`**/d/${issued.reference}`)
    await page.context().close()
  })
})

describe('the page of a code', () => {
  it('is named by its heading, which is read out when the way back leads to it', async () => {
    const { page } = await open(`/d/${(await declare()).reference}`)
    await page.getByTestId('another').click()
    await page.getByTestId('next').waitFor()
    await expect.poll(() => page.title()).not.toContain('Đã nhận khai báo')
    await page.goBack()
    await page.getByTestId('qr').waitFor()
    await expect.poll(() => page.title()).toMatch(/^Đã nhận khai báo - /)
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Đã nhận khai báo')
    await page.context().close()
  })

  it('as the server drew it keeps the code on the screen until the live one can show it', async () => {
    const { page } = await open('/find')
    const asked: Route[] = []
    await page.route('**/api/declarations/*', (route) => void asked.push(route))
    await page.goto(`${app.url}/d/${(await declare()).reference}`)
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    // Long enough for a page that would not wait; one that waits is in no hurry.
    await page.waitForTimeout(500)
    expect(await page.getByTestId('qr').isVisible()).toBe(true)
    await asked[0]?.continue()
    await page.getByTestId('bigger').waitFor()
    await page.unroute('**/api/declarations/*')
    await page.context().close()
  })

  it('as the server drew it stays where the network goes before the live one has come', async () => {
    const { page } = await open('/find')
    await page.route('**/api/declarations/*', (route) => route.abort())
    await page.goto(`${app.url}/d/${(await declare()).reference}`)
    await page.getByText('Chưa tải được phần tiện ích').waitFor()
    expect(await page.getByTestId('qr').isVisible()).toBe(true)
    await page.context().close()
  })

  it.each(['on', 'off'] as const)('gives the code the width of the screen however large the letters, with scripts %s', async (scripts) => {
    const { page } = await open(`/d/${(await declare()).reference}`, { scripts })
    await page.setViewportSize({ width: 360, height: 740 })
    if (scripts === 'on') await page.getByTestId('bigger').waitFor()
    await page.evaluate('void (document.documentElement.style.fontSize = "32px")')
    expect((await page.getByTestId('qr').boundingBox())?.width).toBeGreaterThanOrEqual(280)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.context().close()
  })

  it.each(['on', 'off'] as const)('keeps the two sizes of paper behind one button, with scripts %s', async (scripts) => {
    const { page } = await open(`/d/${(await declare()).reference}`, { scripts })
    if (scripts === 'on') await page.getByTestId('bigger').waitFor()
    const sizes = page.locator('.printing .buttons > *')
    expect(await sizes.filter({ visible: true }).count()).toBe(0)
    await page.getByTestId('print').click()
    expect(await sizes.filter({ visible: true }).allInnerTexts()).toEqual(['Trang A4, chữ to', 'Phiếu nhỏ A6'])
    await page.getByTestId('sheet-a6').click()
    await page.locator('.sheet.a6 .slip').waitFor()
    await page.context().close()
  })

  it('put on the home screen opens this very pass, in a window that correcting it does not leave', async () => {
    const { reference } = await declare()
    const { page } = await open(`/d/${reference}`)
    const { manifest, errors } = await (await page.context().newCDPSession(page)).send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect([manifest.startUrl, manifest.scope]).toEqual([`${app.url}/d/${reference}`, `${app.url}/`])
    await page.context().close()
  })

  it('promises to open without a network only where it does', async () => {
    const { reference } = await declare()
    const [live, drawn] = [await open(`/d/${reference}`), await open(`/d/${reference}`, { scripts: 'off' })]
    await live.page.getByTestId('bigger').waitFor()
    expect(await live.page.locator('main').innerText()).toContain('mất mạng')
    expect(await drawn.page.locator('main').innerText()).not.toMatch(/mất mạng|màn hình chính/)
    expect(await drawn.page.locator('main').innerText()).toContain('Chụp màn hình')
    for (const { page } of [live, drawn]) await page.context().close()
  })

  it('leaves room under the button that copies', async () => {
    const { page } = await open(`/d/${(await declare()).reference}`)
    const [button, next] = [page.getByTestId('copy-code'), page.getByText('Chụp màn hình, hoặc lưu')]
    await page.getByTestId('bigger').waitFor()
    const [above, below] = [await button.boundingBox(), await next.boundingBox()]
    expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)).toBeGreaterThanOrEqual(8)
    await page.context().close()
  })
})

describe('what is kept of a declaration', () => {
  it('is read by its owner as it was typed, and until when it is kept', async () => {
    const [issued, decided] = [await declare(), await declare(CAM_GIANG)]
    await aDecision(app.deps.storage, decided)
    const { page } = await open(`/d/${issued.reference}`)
    await page.getByTestId('see-data').click()
    const shown = page.getByTestId('own-data')
    const text = await shown.innerText()
    for (const typed of ['Nguyễn Thị Minh Thử', '022185000123', '0912345678', 'Tổ 1, khu 2', '05/03/1985']) expect(text).toContain(typed)
    expect(text).toContain('xóa được ngay')
    await page.goto(`${app.url}/d/${decided.reference}/data`)
    expect(await shown.innerText()).toMatch(/Giữ đến hết ngày \d\d\/\d\d\/2021/)
    await page.context().close()
  })

  it('is nothing any more once it is erased, and nothing to a stranger', async () => {
    const issued = await declare()
    await call(app.url, { method: 'POST', path: `/d/${issued.reference}/erase`, body: {} })
    const page = await call(app.url, { path: `/d/${issued.reference}/data` })
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(page.text).not.toMatch(/Minh Thử|022185000123|0912345678/)
    expect((await call(app.url, { path: '/d/ZZZZZZZZZZZZZZZZZZZZZZZZZZ/data' })).status).toBe(404)
  })
})

describe('a lost link', () => {
  it('is found by a plain form, with the date as people write it', async () => {
    const issued = await declare()
    const { page } = await open('/find', { scripts: 'off' })
    await page.locator('#shortCode').fill(issued.shortCode.toLowerCase())
    await page.locator('#birth').fill('6/3/1985')
    await page.locator('button[type=submit]').click()
    await page.locator('#find-error').waitFor()
    await page.locator('#birth').fill('5/3/1985')
    await page.locator('button[type=submit]').click()
    await page.waitForURL(`**/d/${issued.reference}`)
    await page.context().close()
  })
})

describe('a sheet', () => {
  it('prints one code on an A6 page, and a family’s on pages of their own', async () => {
    const [one, two] = [await declare(), await declare({ traveller: { name: 'Trần Văn Thử', birth: '1960', nationality: 'VN' } })]
    const { page } = await open(`/d/${one.reference}/sheet?size=a6`, { scripts: 'off' })
    expect(await page.locator('.slip').count()).toBe(1)
    await page.locator('#add').fill(`${app.url}/d/${two.reference}`)
    await page.locator('form button[type=submit]').click()
    const names = ['Nguyễn Thị Minh Thử', 'Trần Văn Thử']
    const shown = async () => [await page.locator('.sheet.a6 h1').innerText(), await page.locator('.slip .holder').allInnerTexts()]
    await expect.poll(shown).toEqual(['Phiếu đi cùng nhau: 2 người', names])
    await page.locator('.languages a[lang=en]').click()
    await expect.poll(shown).toEqual(['Travelling together: 2 persons', names])
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2)
    await page.context().close()
  })

  it.each([{}, CAM_GIANG])('of the pass itself is one page in large print, the code and the answer on it: %j', async (stays) => {
    const { page } = await open(`/d/${(await declare(stays)).reference}`)
    await page.getByTestId('bigger').waitFor()
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
    await page.emulateMedia({ media: 'print' })
    const points = await page
      .locator('.facts dd')
      .first()
      .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize) * 0.75)
    expect(points).toBeCloseTo(10, 3)
    expect(((await page.getByTestId('qr').boundingBox())?.width ?? 0) / 96).toBeGreaterThan(2.9)
    await page.context().close()
  })

  it('of a family is offered with all codes that this device has shown for the trip', async () => {
    const [one, two] = [await declare(), await declare({ traveller: { name: 'Trần Văn Thử', birth: '1960', nationality: 'VN' } })]
    const { page } = await open(`/d/${one.reference}`)
    await page.getByTestId('print').waitFor()
    expect(await page.getByTestId('sheet-family').count()).toBe(0)
    await page.getByTestId('qr').waitFor()
    await expect.poll(() => isKept(page, one)).toBe(true)
    await page.goto(`${app.url}/d/${two.reference}`)
    await page.getByTestId('sheet-family').waitFor({ state: 'attached' })
    await page.getByTestId('print').click()
    await page.getByTestId('sheet-family').click()
    await expect.poll(() => page.locator('.slip .holder').allInnerTexts()).toEqual(['Trần Văn Thử', 'Nguyễn Thị Minh Thử'])
    await page.context().close()
  })

  it('is not printed of a code that is revoked', async () => {
    const issued = await declare()
    await call(app.url, { method: 'POST', path: `/api/declarations/${issued.reference}/withdrawal`, body: {} })
    expect((await call(app.url, { path: `/d/${issued.reference}/sheet?size=a4` })).status).toBe(404)
  })
})

describe('every page around the pass', () => {
  it.each(['vi-VN', 'en-GB'])(
    'in %s has no fault that axe finds, fits 320 px, and asks nobody else for anything',
    async (locale) => {
      const [good, gone, decided] = [await declare(), await declare(), await declare(CAM_GIANG)]
      await call(app.url, { method: 'POST', path: `/api/declarations/${gone.reference}/withdrawal`, body: {} })
      await aDecision(app.deps.storage, decided)
      const paths = [good, gone, decided].map(({ reference }) => `/d/${reference}`)
      for (const path of [...paths, `/d/${good.reference}/sheet?size=a4`, `/d/${good.reference}/data`, '/find', '/checkpoint/bach-dang']) {
        const { page, foreign, complaints } = await open(path, { locale })
        await page.locator('main h1').first().waitFor()
        expect(await axeFaults(page), path).toEqual([])
        await page.setViewportSize({ width: 320, height: 640 })
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320)
        expect([foreign, complaints], path).toEqual([[], []])
        await page.context().close()
      }
    },
    120_000,
  )
})
