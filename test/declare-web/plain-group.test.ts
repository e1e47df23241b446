import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { WholeApp } from '../http/whole-app.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { findPlace } from './support/plain-walk.ts'
import { siteInBrowser } from './support/site-in-browser.ts'

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'
const BAD = GOOD.replace('022085000199', '12')
const SECOND = GOOD.replace('Mẫu', 'Hai').replace('022085000199', '022085000200')
const THIRD = GOOD.replace('Mẫu', 'Ba').replace('022085000199', '022085000201')
/** Set to a folder to keep pictures of the page. */
const { SHOTS } = process.env

let site: WholeApp
let browser: Browser
let page: Page

siteInBrowser({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, (at) => {
  ;({ site, browser, page } = at)
})

async function tellJourney(): Promise<void> {
  await page.goto(`${site.url}/declare/group?checkpoint=bach-dang`)
  await page.locator('input[name=stayAt][value=home]').check()
  await page.locator('input[name=homePossible][value=yes]').check()
  await page.locator('input[name=means][value=coach]').check()
  await page.locator('input[name=purpose][value=tourism]').check()
  await page.locator('[name=proxyName]').fill('Trần Thị Trưởng')
  await page.locator('[name=proxyPhone]').fill('0987654321')
  await findPlace(page, 'destination', 'bai chay ha long')
}

async function read(): Promise<void> {
  await page.getByTestId('read-list').click()
}

async function snap(name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

const issuedCount = async () => (await site.deps.storage.read.selectFrom('declaration').select('short_code').execute()).length

describe('a group without JavaScript', () => {
  it('is told of each line what is wrong, sends the good ones, and mends and sends the rest', async () => {
    const before = await issuedCount()
    await tellJourney()
    await page.locator('#group-list').fill([HEAD, GOOD, BAD, SECOND].join('\n'))
    await read()
    await page.getByText('2 người khai được, 1 dòng cần sửa').waitFor()
    expect(await page.getByTestId('bad-rows').textContent()).toContain('Dòng 3: Nguyễn Văn Mẫu')
    expect(await page.locator('#group-list').inputValue()).toContain('022085000199')
    await snap('plain-group-read')
    await page.getByTestId('send-group').click()
    await page.getByText('Đánh dấu vào ô đồng ý').waitFor()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 2 mã QR').waitFor()
    await snap('plain-group-sent')
    expect(await page.getByTestId('bad-rows').textContent()).toContain('Dòng 2: Nguyễn Văn Mẫu')
    expect((await page.locator('#group-list').inputValue()).split('\n')).toHaveLength(2)
    await page.locator('#group-list').fill([HEAD, THIRD].join('\n'))
    await read()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 3 mã QR').waitFor()
    expect(await issuedCount()).toBe(before + 3)
    await page.goto(site.url + (await page.getByTestId('group-sheet').getAttribute('href')))
    expect(await page.locator('.slip img.qr').count()).toBe(3)
    await snap('plain-group-sheet')
  })

  it('is told plainly that a file of 50 MB is too large, and what was typed is still there', async () => {
    await tellJourney()
    const folder = mkdtempSync(join(tmpdir(), 'big-file-'))
    const big = join(folder, 'big.xlsx')
    writeFileSync(big, '')
    truncateSync(big, 50_000_000)
    await page.locator('#group-file').setInputFiles(big)
    const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), read()])
    expect(answer.status()).toBe(413)
    await page.getByText('Tệp lớn quá').waitFor()
    rmSync(folder, { recursive: true })
    expect(await page.locator('[name=proxyName]').inputValue()).toBe('Trần Thị Trưởng')
  })

  it.each(['vi', 'en'])('has a page that axe finds nothing on, and that fits 320 pixels with text twice as large, in %s', async (language) => {
    const own = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true })
    const drawn = await own.newPage()
    await drawn.route('**/assets/*.js', (route) => route.abort())
    await drawn.goto(`${site.url}/declare/group?lang=${language}`)
    await drawn.locator('#group-list').fill([HEAD, GOOD, BAD].join('\n'))
    for (const press of ['first', 'again']) {
      expect(await axeFaults(drawn), press).toEqual([])
      await drawn.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      expect(await drawn.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), press).toBeLessThanOrEqual(0)
      if (press === 'first') await drawn.getByTestId('read-list').click()
    }
    await own.close()
  })
})
