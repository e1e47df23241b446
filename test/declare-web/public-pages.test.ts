import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { siteInBrowser } from './support/site-in-browser.ts'

/** Set to a folder to keep pictures of the pages. */
const { SHOTS } = process.env

let site: WholeApp
let context: BrowserContext
let page: Page

siteInBrowser({ viewport: { width: 390, height: 844 }, bypassCSP: true }, (at) => {
  ;({ site, context, page } = at)
})

async function snap(name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

const violations = () => axeFaults(page)

/** The worker stands, and has what the page had. */
async function standsOffline(): Promise<void> {
  await page.goto(site.url)
  await expect.poll(() => page.evaluate(async () => (await caches.match('/api/site')) !== undefined), { timeout: 30_000 }).toBe(true)
}

describe('the page of a checkpoint', () => {
  it('says first whether it is open and how long it takes; rules are folded by whom they are about, the hardest hit first', async () => {
    await page.goto(`${site.url}/checkpoint/bach-dang`)
    const tops = await page.evaluate(() =>
      ['.place-state', '.button.primary', '.place-topic'].map((one) => document.querySelector(one)?.getBoundingClientRect().top ?? -1),
    )
    expect(tops).toEqual([...tops].sort((a, b) => a - b))
    expect(tops.every((top) => top > 0 && top < 844)).toBe(true)
    expect(await page.locator('details[open]').count()).toBe(0)
    const topics = await page.locator('.place-topic').evaluateAll((all) => all.map((one) => one.className))
    expect(topics[0]).toMatch(/outcome-(?:detain|quarantine)/)
    expect(topics.length).toBeGreaterThan(3)
    await page.locator('.place-topic summary').first().click()
    await page.locator('.place-topic .law').first().waitFor()
    await snap('checkpoint-390')
    await page.setViewportSize({ width: 1280, height: 800 })
    await snap('checkpoint-1280')
  })

  it('is one of a list, those that are open first', async () => {
    await page.goto(`${site.url}/checkpoint`)
    expect(await page.locator('.place-list-all a').count()).toBe(site.demo.seeds.checkpoints.length)
    expect(await page.locator('h2').first().textContent()).toBe('Đang mở')
    await snap('checkpoints-390')
    await page.locator('.place-list-all a').first().click()
    await page.locator('.place-state').waitFor()
  })
})

describe('without a network', () => {
  it('a checkpoint that was seen is shown with its age, one that was not says so, and both lead back', async () => {
    await standsOffline()
    await page.goto(`${site.url}/checkpoint/bach-dang`)
    await context.setOffline(true)
    await page.goto(`${site.url}/checkpoint/bach-dang`)
    expect(await page.locator('.banner.offline').textContent()).toMatch(/Trang này xem cách đây 1 phút.*seen 1 min ago/)
    expect(await page.locator('.place-state').count()).toBe(1)
    await page.goto(`${site.url}/checkpoint/cam-thuong`)
    expect(await page.locator('h1').textContent()).toBe('Máy đang mất mạng')
    expect(await page.locator('.place-list-all a').getAttribute('href')).toBe('/checkpoint/bach-dang')
    await snap('offline-checkpoint')
    await context.setOffline(false)
    await page.goto(`${site.url}/checkpoint/bach-dang`)
    expect(await page.locator('.banner.offline').count()).toBe(0)
  })

  it('a lost code is not looked for, and the codes of this phone are shown and open', async () => {
    await standsOffline()
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}`)
    // The picture is the last of a pass to be kept.
    await expect
      .poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, `/q/${DEMO_REFERENCE}.png`), { timeout: 30_000 })
      .toBe(true)
    await page.goto(`${site.url}/find`)
    await page.locator(`.place-list-all a[href="/d/${DEMO_REFERENCE}"]`).waitFor()
    expect(await violations()).toEqual([])
    await snap('find-kept')
    await page.locator('#shortCode').fill('0000-0000-0')
    await page.locator('#birth').fill('1985')
    await context.setOffline(true)
    await page.locator('button[type=submit]').click()
    await page.getByText('Tìm lại mã cần có mạng').waitFor()
    expect(await violations()).toEqual([])
    await snap('offline-find')
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}/sheet`)
    await page.getByText('Việc này cần có mạng').waitFor()
    await page.locator('.place-list-all a').first().click()
    await page.getByTestId('qr').waitFor()
  })
})

describe('names of the other division', () => {
  it('are found where the form’s own names do not answer, and lead to a place of its own', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/declare/contact`)
    await page.getByTestId('language-vi').waitFor()
    await page.locator('#permanentPlace').fill('bai chay')
    await page.locator('#permanentPlace-option-0').waitFor()
    expect(asked.filter((path) => /2025|both-divisions/.test(path))).toEqual([])
    await page.locator('#permanentPlace').fill('phường hạc thành, thanh hóa')
    const found = page.locator('[role=option]', { hasText: 'Phường Hạc Thành' }).first()
    await found.waitFor()
    expect(await found.getAttribute('data-place')).toMatch(/^2021:/)
    expect(await found.getAttribute('id')).toBe('permanentPlace-option-0')
    await snap('other-division')
    expect(asked.filter((path) => path.startsWith('/areas/')).sort()).toEqual(expect.arrayContaining(['/areas/2021-2025.txt', '/areas/2025.txt']))
  })

  it('come in at most 50 kB a division, compressed, and are kept for ever under their own address', async () => {
    const form = await (await fetch(`${site.url}/api/form`)).json()
    const urls: readonly string[] = [...form.divisions.map(({ url }: { url: string }) => url), form.mappingUrl]
    const sizes = await Promise.all(
      urls.map(async (url) => {
        const answer = await fetch(site.url + url, { headers: { 'accept-encoding': 'br' } })
        expect([answer.headers.get('content-encoding'), answer.headers.get('cache-control')]).toEqual(['br', 'public, max-age=31536000, immutable'])
        return Number(answer.headers.get('content-length'))
      }),
    )
    expect(sizes).toHaveLength(3)
    expect(sizes.every((size) => size > 0 && size <= 50_000)).toBe(true)
  })
})

/** 320 px with letters twice as large, and a 1280 px window at 400 %: both must be read without going sideways (WCAG 1.4.4, 1.4.10). */
describe('reflow', () => {
  const paths = [
    '/find',
    '/checkpoint',
    '/checkpoint/bach-dang',
    '/declare/group',
    `/d/${DEMO_REFERENCE}`,
    `/d/${DEMO_REFERENCE}/sheet`,
    `/d/${DEMO_REFERENCE}/data`,
  ]

  it.each(['vi', 'en'])('no page goes sideways at 320 pixels, with large letters or folds open, in %s', async (language) => {
    await page.setViewportSize({ width: 320, height: 256 })
    const found: string[] = []
    for (const path of paths) {
      await page.goto(`${site.url}${path}?lang=${language}`)
      await page.locator('h1').first().waitFor()
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.setAttribute('open', '')
      })
      if ((await overflow()) > 0) found.push(`${path} ${await overflow()}`)
      if (!path.startsWith('/d/')) found.push(...(await violations()).map((violation) => `${path} ${violation}`))
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      if ((await overflow()) > 0) found.push(`${path} large ${await overflow()}: ${await widest()}`)
    }
    expect(found).toEqual([])
  })

  const widest = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 0.5)
        .map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 30)}`)
        .slice(0, 4)
        .join(' | '),
    )
})
