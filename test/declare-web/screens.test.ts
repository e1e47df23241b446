import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchOptions } from '../support/chromium.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'
import { confirmAndGetPass, walkToCheck } from './support/traveller-walk.ts'

let browser: Browser
let site: FakeSite

/** Set to a folder to keep pictures of every page. */
const SHOTS = process.env.SHOTS

beforeAll(async () => {
  site = await startFakeSite()
  browser = await chromium.launch(launchOptions())
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

const HAI_DUONG = { province: 'Hải Dương', district: 'Huyện Cẩm Giàng', commune: 'Xã Tân Trường', from: '2021-02-08', to: '2021-02-10' }

it.each([
  { width: 360, height: 740 },
  { width: 320, height: 640 },
  { width: 1280, height: 800 },
])('shows every page of a resident back from Hải Dương without sideways scrolling at $width x $height', async (viewport) => {
  const page = await browser.newPage({ viewport })
  await page.goto(site.url)
  const onPage = async (name: string) => {
    await shoot(page, `${viewport.width}-${name}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0)
  }
  await walkToCheck(page, { trip: HAI_DUONG }, onPage)
  await confirmAndGetPass(page)
  await page.getByTestId('qr').waitFor()
  await page.waitForLoadState('networkidle')
  await onPage('13-pass')
  await page.close()
})

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}
