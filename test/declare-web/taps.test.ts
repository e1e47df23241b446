import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchOptions } from '../support/chromium.ts'
import { type Counted, familyWalk, rememberedWalk, residentWalk, truckDriverWalk } from './support/counted-walks.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

let browser: Browser
let site: FakeSite
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
  site.issued.clear()
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  page.setDefaultTimeout(10_000)
})

function told(who: string, { taps, keys }: Counted): number {
  console.log(`${who}: ${taps} taps, ${keys} keys, ${taps + keys} in all`)
  return taps + keys
}

it('a resident back from a trip, known to the phone, needs at most 40 taps and keys', async () => {
  told('resident back from a trip, everything typed', await residentWalk(page, site.url, 'kept'))
  await page.getByTestId('another').click()
  expect(told('resident back from a trip, remembered by the phone', await rememberedWalk(page, site.url))).toBeLessThanOrEqual(40)
  expect(site.issued.size).toBe(2)
})

it('a truck driver gets a code', async () => {
  expect(told('truck driver, everything typed', await truckDriverWalk(page, site.url))).toBeLessThan(120)
  expect(site.issued.size).toBe(1)
})

it('a family of four gets four codes, and only the first is asked of the journey', async () => {
  told('family of four, everything typed', await familyWalk(page, site.url))
  const bodies = site.received.slice(-3).map(({ body }) => JSON.parse(body))
  expect(site.issued.size).toBe(4)
  expect(bodies.map(({ proxy }) => proxy?.name)).toEqual(Array.from({ length: 3 }, () => 'Nguyễn Thị Minh Thử'))
  expect(new Set(bodies.map(({ stops }) => JSON.stringify(stops))).size).toBe(1)
})
