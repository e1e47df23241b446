import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { filming } from '../support/chromium.ts'
import { writeMovingCard } from '../support/moving-card.ts'
import { familyWalk, RESIDENT_CARD, rememberedWalk, residentWalk, truckDriverWalk } from './support/counted-walks.ts'
import type { Counted } from './support/counting-hand.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

const SEED = 20212
const folder = mkdtempSync(join(tmpdir(), 'taps-'))
let browser: Browser
let site: FakeSite
let page: Page

beforeAll(async () => {
  await writeMovingCard(join(folder, 'card.y4m'), RESIDENT_CARD, SEED)
  site = await startFakeSite()
  browser = await chromium.launch(filming(join(folder, 'card.y4m')))
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  site.issued.clear()
  page = await freshPage()
})

async function freshPage(): Promise<Page> {
  const fresh = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  fresh.setDefaultTimeout(15_000)
  return fresh
}

function told(who: string, { taps, keys }: Counted): number {
  console.log(`${who}: ${taps} taps, ${keys} keys, ${taps + keys} in all`)
  return taps + keys
}

it('a resident back from a trip needs at most 25 taps and keys on a phone that knows them', async () => {
  expect(told('resident, everything typed', await residentWalk(page, site.url, { known: 'typed', memory: 'kept' }))).toBeLessThan(100)
  await page.getByTestId('another').click()
  expect(told('resident, remembered by the phone', await rememberedWalk(page, site.url))).toBeLessThanOrEqual(25)
  expect(site.issued.size).toBe(2)
})

it('on a phone that does not know them yet, with the card to scan, 35 where the phone offers its number and 41 where it is typed', async () => {
  const offered = await residentWalk(page, site.url, { known: 'card', phone: 'offered' })
  expect(told('resident, card scanned, telephone number offered', offered)).toBeLessThanOrEqual(35)
  const next = await freshPage()
  const typed = await residentWalk(next, site.url, { known: 'card' })
  expect(told('resident, card scanned, telephone number typed', typed)).toBeLessThanOrEqual(41)
  expect(
    site.received
      .slice(-2)
      .map(({ body }) => JSON.parse(body))
      .map(({ phone, permanent }) => [phone, permanent.place]),
  ).toEqual([
    ['0912345678', '2021:306673'],
    ['0912345678', '2021:306673'],
  ])
})

it('a truck driver who has a card to scan needs at most 50', async () => {
  expect(told('truck driver, card scanned', await truckDriverWalk(page, site.url, { known: 'card' }))).toBeLessThanOrEqual(50)
  expect(site.issued.size).toBe(1)
})

it('a family of four gets four codes, and only the first is asked of the journey', async () => {
  expect(told('family of four, grown-ups by card', await familyWalk(page, site.url, { known: 'card' }))).toBeLessThanOrEqual(150)
  const bodies = site.received.slice(-3).map(({ body }) => JSON.parse(body))
  expect(site.issued.size).toBe(4)
  expect(bodies.map(({ proxy }) => proxy?.name)).toEqual(Array.from({ length: 3 }, () => 'Nguyễn Thị Minh Thử'))
  expect(bodies.map(({ traveller }) => traveller.document.kind)).toEqual(['citizen-id', 'guardian', 'guardian'])
  expect(bodies.map(({ sector }) => sector)).toEqual(['trade-services', 'student', 'student'])
  expect(new Set(bodies.map(({ stops }) => JSON.stringify(stops))).size).toBe(1)
})
