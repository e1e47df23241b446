import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { vi } from '../../declare-web/texts/vi.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { launchOptions } from '../support/chromium.ts'
import { zip } from '../support/zip.ts'
import { type FakeSite, startFakeSite } from './support/fake-site.ts'

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'
const SECOND = GOOD.replace('Mẫu', 'Hai').replace('022085000199', '022085000200')
const BAD = GOOD.replace('Mẫu', 'Ba').replace('022085000199', '12')
const TWELVE = Array.from({ length: 12 }, (_, at) => GOOD.replace('022085000199', `0220850002${at + 10}`))
/** Set to a folder to keep pictures of the page. */
const { SHOTS } = process.env

let browser: Browser
let site: FakeSite
let page: Page
/** Of each request: the keys of its rows. */
let keys: (readonly string[])[]
let codes: Map<string, string>
/** How many requests of the next get no answer. */
let lost: number
/** After so many that get one. */
let lostAfter: number
let isBusy: boolean
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
  codes = new Map()
  lost = 0
  lostAfter = 0
  isBusy = false
  asksProof = false
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true })).newPage()
  page.setDefaultTimeout(10_000)
  await page.route('**/api/groups', async (route) => {
    const headers = route.request().headers()
    const sent: { readonly rows: readonly unknown[]; readonly keys: readonly string[] } = route.request().postDataJSON()
    keys.push(sent.keys)
    for (const key of sent.keys) if (!codes.has(key)) codes.set(key, `R${codes.size + 1}`)
    if (keys.length > lostAfter && lost-- > 0) return route.abort()
    if (isBusy) return route.fulfill({ status: 429, headers: { 'retry-after': '290' }, json: { error: 'too-many-requests', message: '' } })
    if (asksProof && !/^c:\w+$/.test(headers['x-proof'] ?? ''))
      return route.fulfill({ status: 429, json: { error: 'proof-needed', message: '', challenge: 'c', bits: 4 } })
    const issued = sent.keys.map((key, row) => ({ row, issued: { reference: codes.get(key), shortCode: `K-${codes.get(key)}` } }))
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

/** As spreadsheet programs write cells of text. */
function sheetOf(lines: readonly string[]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  return `<worksheet><sheetData>${lines.map((line) => `<row>${line.split(';').map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`
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
    await readList([GOOD, BAD, SECOND])
    await page.getByText('2 người khai được, 1 dòng cần sửa').waitFor()
    expect(await page.getByTestId('bad-rows').textContent()).toContain('Dòng 3: Nguyễn Văn Ba')
    await page.getByTestId('send-group').click()
    await page.getByText('Đánh dấu vào ô đồng ý').waitFor()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    expect(await page.getByTestId('group-sheet').getAttribute('href')).toBe('/d/R1/sheet?with=R2')
    expect(keys).toHaveLength(1)
  })

  it.each([
    ['a workbook', 'doan.xlsx', () => Buffer.from(zip({ 'xl/worksheets/sheet1.xml': sheetOf([HEAD, GOOD, BAD]) }))],
    ['a CSV file of a spreadsheet', 'doan.csv', () => Buffer.from(`\uFEFF${[HEAD, GOOD, BAD].join('\r\n')}\r\n`)],
  ])('can be a file: %s is read like the text, its good row kept and its wrong one told', async (_what, name, content) => {
    await open()
    await tellJourney()
    await page.locator('#group-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content() })
    await page.getByText('1 người khai được, 1 dòng cần sửa').waitFor()
    expect(await page.getByTestId('bad-rows').textContent()).toContain('Dòng 3: Nguyễn Văn Ba')
  })

  it('whose line breaks goes on where it stopped, each row under the same key', async () => {
    await open()
    await tellJourney()
    await readList(TWELVE)
    await page.locator('#group-consent').check()
    lost = 1
    lostAfter = 1
    await page.getByTestId('send-group').click()
    await page.getByText('Mới gửi được 10/12').waitFor()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 12 mã QR').waitFor()
    expect([keys.length, keys[2], codes.size]).toEqual([3, keys[1], 12])
  })

  it('whose reply was lost, and whose list then is mended, sends each row under its own key again, after a reload too', async () => {
    await open()
    await tellJourney()
    await readList([GOOD, BAD, SECOND])
    await page.locator('#group-consent').check()
    lost = 1
    await page.getByTestId('send-group').click()
    await page.getByText('Mới gửi được 0/2').waitFor()
    await page.reload()
    await page.locator('#group-list').waitFor()
    await readList([SECOND, BAD.replace(';12;', ';022085000201;'), GOOD])
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 3 mã QR').waitFor()
    const [first = [], again = []] = keys
    expect([again[2], again[0], codes.size]).toEqual([first[0], first[1], 3])
  })

  it('keeps the codes on the page when the rest is mended and read again, and sends only the rest', async () => {
    await open()
    await tellJourney()
    await readList([GOOD, BAD, GOOD])
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 1 mã QR').waitFor()
    await readList([GOOD, BAD.replace(';12;', ';022085000201;')])
    await page.getByText('1 người khai được, 0 dòng cần sửa').waitFor()
    expect(await page.getByTestId('group-codes').locator('li').count()).toBe(1)
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 2 mã QR').waitFor()
    expect(keys.map(({ length }) => length)).toEqual([1, 1])
  })

  it('that is sent too often is told when to send again', async () => {
    await open()
    await tellJourney()
    await readList([GOOD])
    await page.locator('#group-consent').check()
    isBusy = true
    await page.getByTestId('send-group').click()
    await page.getByText('5 phút nữa bấm gửi lại').waitFor()
    isBusy = false
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 1 mã QR').waitFor()
  })

  it('sent under attack solves the sum that is asked for, and goes through', async () => {
    await open()
    await tellJourney()
    await readList([GOOD])
    await page.locator('#group-consent').check()
    asksProof = true
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 1 mã QR').waitFor()
    expect([keys.length, codes.size]).toEqual([2, 1])
  })

  it('whose page does not come says so under its own heading, and is loaded again by a button', async () => {
    await page.route('**/assets/group-page-*.js', (route) => route.abort())
    await page.goto(`${site.url}/declare/group`)
    await page.getByRole('heading', { name: vi.group.title }).waitFor()
    await page.unroute('**/assets/group-page-*.js')
    await page.getByTestId('retry').click()
    await page.locator('#group-list').waitFor()
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
    await readList([GOOD, BAD])
    await page.getByTestId('bad-rows').waitFor()
    await page.getByTestId('good-rows').locator('summary').click()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByTestId('group-sheet').waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: join(SHOTS, `360-group-${language}.png`), fullPage: true })
    }
  })
})
