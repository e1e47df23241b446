import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchOptions } from '../support/chromium.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
/** Set to a folder to keep pictures of the page. */
const { SHOTS } = process.env

let browser: Browser
let site: FakeSite
let page: Page
let keys: string[]
/** How many requests of the next get no answer. */
let lost: number
/** Under attack: the sum that must be solved first. */
let asksProof: boolean

beforeAll(async () => {
  site = await startFakeSite()
  browser = await chromium.launch(launchOptions())
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

beforeEach(async () => {
  keys = []
  lost = 0
  asksProof = false
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true })).newPage()
  page.setDefaultTimeout(10_000)
  await page.route('**/api/groups', async (route) => {
    const headers = route.request().headers()
    keys.push(headers['idempotency-key'] ?? '')
    if (keys.length > 1 && lost-- > 0) return route.abort()
    if (asksProof && !/^c:\w+$/.test(headers['x-proof'] ?? ''))
      return route.fulfill({ status: 429, json: { error: 'proof-needed', message: '', challenge: 'c', bits: 4 } })
    const { rows }: { rows: unknown[] } = route.request().postDataJSON()
    const issued = rows.map((_, row) => ({ row, issued: { reference: `R${keys.length}X${row}`, shortCode: `K${keys.length}-${row}` } }))
    await route.fulfill({ json: { rows: issued } })
  })
})

async function open(language: 'vi' | 'en' = 'vi'): Promise<void> {
  await page.goto(`${site.url}/?checkpoint=bach-dang`)
  await page.getByTestId(`language-${language}`).click()
  await page.waitForFunction((code) => document.documentElement.lang === code, language)
  await page.getByTestId('group').click()
  await page.locator('#group-list').waitFor()
}

async function tellJourney(): Promise<void> {
  await page.locator('input[name=checkpoint][value=bach-dang]').check()
  await page.locator('#destination').fill('bai chay ha long')
  await page.locator('#destination-option-0').click()
  await page.locator('#stayAt').check()
  await page.locator('#homePossible').check()
  await page.locator('input[name=means][value=coach]').check()
  await page.locator('input[name=purpose][value=tourism]').check()
  await page.locator('#proxyName').fill('Trần Thị Trưởng')
  await page.locator('#proxyPhone').fill('0987654321')
}

async function readList(lines: readonly string[]): Promise<void> {
  await page.locator('#group-list').fill([HEAD, ...lines].join('\n'))
  await page.getByTestId('read-list').click()
}

describe('a group', () => {
  it('asks for the journey first, then says of each line what is wrong, and sends the good ones', async () => {
    await open()
    await readList([GOOD])
    await page.getByTestId('error-summary').waitFor()
    await tellJourney()
    await readList([GOOD, GOOD.replace('022085000199', '12'), GOOD])
    await page.getByText('2 người khai được, 1 dòng cần sửa').waitFor()
    expect(await page.getByTestId('bad-rows').textContent()).toContain('Dòng 3: Nguyễn Văn Mẫu')
    await page.getByTestId('send-group').click()
    await page.getByText('Đánh dấu vào ô đồng ý').waitFor()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    expect(await page.getByTestId('group-sheet').getAttribute('href')).toBe('/d/R1X0/sheet?with=R1X1')
    expect(keys).toHaveLength(1)
  })

  it('whose line breaks goes on where it stopped, under the same key', async () => {
    await open()
    await tellJourney()
    await readList(Array.from({ length: 12 }, () => GOOD))
    await page.locator('#group-consent').check()
    lost = 1
    await page.getByTestId('send-group').click()
    await page.getByText('Mới gửi được 10/12').waitFor()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 12 mã QR').waitFor()
    expect([keys.length, keys[1] === keys[2], new Set(keys).size]).toEqual([3, true, 2])
  })

  it('sent under attack solves the sum that is asked for, and goes through', async () => {
    await open()
    await tellJourney()
    await readList([GOOD])
    await page.locator('#group-consent').check()
    asksProof = true
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 1 mã QR').waitFor()
    expect([keys.length, new Set(keys).size]).toEqual([2, 1])
  })

  it('refuses a file of 50 MB before it is read', async () => {
    await open()
    await page.evaluate(() => {
      const input = document.querySelector('#group-file')
      const list = new DataTransfer()
      list.items.add(new File([new Uint8Array(50_000_000)], 'big.xlsx'))
      if (!(input instanceof HTMLInputElement)) throw new Error('no input')
      Blob.prototype.arrayBuffer = () => Promise.reject(new Error('it was read'))
      input.files = list.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await page.getByText('Tệp lớn quá').waitFor()
  })

  it.each(['vi', 'en'] as const)('axe finds nothing in %s, and nothing goes sideways', async (language) => {
    await open(language)
    await tellJourney()
    await readList([GOOD, GOOD.replace('022085000199', '12')])
    await page.getByTestId('bad-rows').waitFor()
    await page.getByTestId('good-rows').locator('summary').click()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByTestId('group-sheet').waitFor()
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
    })
    expect(found).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: join(SHOTS, `360-group-${language}.png`), fullPage: true })
    }
  })
})
