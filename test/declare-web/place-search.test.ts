import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchOptions } from '../support/chromium.ts'
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
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  page.setDefaultTimeout(10_000)
})

const box = () => page.locator('#permanentPlace')
const attribute = (name: string) => box().getAttribute(name)

it('is a combobox for the keyboard: arrows move, Enter chooses, Escape closes, and the count is told', async () => {
  await page.goto(`${site.url}/declare/contact`)
  await box().fill('cam giang')
  await page.locator('#permanentPlace-option-1').waitFor()
  expect([await attribute('role'), await attribute('aria-expanded'), await attribute('aria-controls')]).toEqual([
    'combobox',
    'true',
    'permanentPlace-list',
  ])
  expect(await page.locator('#permanentPlace-status').textContent()).toMatch(/Tìm thấy \d nơi/)
  expect(await attribute('aria-activedescendant')).toBe('permanentPlace-option-0')
  await box().press('ArrowDown')
  expect(await attribute('aria-activedescendant')).toBe('permanentPlace-option-1')
  expect(await page.locator('#permanentPlace-option-1').getAttribute('aria-selected')).toBe('true')
  await box().press('ArrowUp')
  await box().press('ArrowUp')
  expect(await attribute('aria-activedescendant')).not.toBe('permanentPlace-option-0')
  await box().press('Escape')
  expect(await attribute('aria-expanded')).toBe('false')
  await box().press('ArrowDown')
  const first = await page.locator('#permanentPlace-option-0 strong').textContent()
  await box().press('Enter')
  expect(await box().inputValue()).toContain(first)
  expect(await attribute('aria-expanded')).toBe('false')
  expect(new URL(page.url()).pathname).toBe('/declare/contact')
})

it('takes what was chosen away with the first letter of another search, so that no name stands over another place', async () => {
  await page.goto(`${site.url}/declare/contact`)
  await box().fill('bai chay')
  await page.locator('#permanentPlace-option-0').click()
  await page.locator('#phone').fill('0912345678')
  await box().fill('bai')
  await page.getByTestId('next').click()
  await page.locator('#permanentPlace-error').waitFor()
  expect(await box().inputValue()).toBe('bai')
})

it('can be typed into before the table is there, says so, and answers when it comes', async () => {
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/areas/2021.txt*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${site.url}/declare/contact`)
  await box().fill('bai chay')
  await page.getByText('Cứ gõ tiếp').waitFor()
  release()
  await page.locator('#permanentPlace-option-0').waitFor()
  expect(await page.locator('#permanentPlace-option-0').textContent()).toContain('Hạ Long')
})

it('shows places at home before countries that begin alike, and a country written whole before all', async () => {
  const countriesIn = async (text: string) => {
    await box().fill(text)
    await page.locator('#permanentPlace-option-0').waitFor()
    const places = await page.locator('#permanentPlace-list > *').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-place') ?? ''))
    return places.map((place, at) => (place.startsWith('country:') ? `${at} ${place}` : '')).filter((line) => line !== '')
  }
  await page.goto(`${site.url}/declare/contact`)
  expect(await countriesIn('cam')).toEqual(['5 country:KH', '6 country:CM'])
  expect(await countriesIn('campuchia')).toEqual(['0 country:KH'])
})

it('offers home and the places given as one tap', async () => {
  await page.goto(`${site.url}/declare/contact`)
  await page.locator('#phone').fill('0912345678')
  await box().fill('bai chay')
  await page.locator('#permanentPlace-option-0').click()
  await page.getByTestId('next').click()
  await page.locator('#stayAt-elsewhere').check()
  await page.locator('.inset .chip').first().click()
  expect(await page.locator('#stayPlace').inputValue()).toContain('Bãi Cháy')
})
