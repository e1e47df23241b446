import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addressKey } from '../../server/http/rate-limits.ts'
import type { WholeApp } from '../http/whole-app.ts'
import { launchOptions } from '../support/chromium.ts'
import { findPlace } from './support/plain-walk.ts'
import { startWholeSite } from './support/whole-site.ts'

const HEAD = 'Họ và tên;Ngày sinh;Giới tính;Quốc tịch;Số giấy tờ;Điện thoại;Nơi thường trú;Nơi ở 15 ngày qua;Ngành nghề;Dấu hiệu bệnh;Tiếp xúc'
const GOOD = 'Nguyễn Văn Mẫu;27/03/1985;Nam;Việt Nam;022085000199;0912345678;Bãi Cháy, Hạ Long, Quảng Ninh;ở nhà;Vận tải;Không;Không'
const BAD = GOOD.replace('022085000199', '12')
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
/** Set to a folder to keep pictures of the page. */
const { SHOTS } = process.env

let browser: Browser
let site: WholeApp
let context: BrowserContext
let page: Page

beforeAll(async () => {
  site = await startWholeSite()
  browser = await chromium.launch(launchOptions())
}, 180_000)

afterAll(async () => {
  await browser.close()
  await site.close()
})

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'vi-VN', javaScriptEnabled: false })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
})

afterEach(async () => {
  await context.close()
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
    await page.locator('#group-list').fill([HEAD, GOOD, BAD, GOOD].join('\n'))
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
    await page.locator('#group-list').fill([HEAD, GOOD].join('\n'))
    await read()
    await page.locator('#group-consent').check()
    await page.getByTestId('send-group').click()
    await page.getByText('Đã có 3 mã QR').waitFor()
    expect(await issuedCount()).toBe(before + 3)
    await page.goto(site.url + (await page.getByTestId('group-sheet').getAttribute('href')))
    expect(await page.locator('.slip img.qr').count()).toBe(3)
    await snap('plain-group-sheet')
  })

  it('finds the questions of the journey that were left open, and keeps the list', async () => {
    await page.goto(`${site.url}/declare/group`)
    await page.locator('#group-list').fill([HEAD, GOOD].join('\n'))
    await read()
    const summary = page.getByTestId('error-summary')
    expect(await summary.locator('a').count()).toBeGreaterThan(3)
    expect(await page.locator('#group-list').inputValue()).toBe([HEAD, GOOD].join('\n'))
    expect(await page.title()).toMatch(/^Lỗi/)
  })

  it('reads an uploaded file, and shows it where it can be mended; a formula stays the text that it is', async () => {
    await tellJourney()
    const formula = GOOD.replace('Nguyễn Văn Mẫu', '"=HYPERLINK(""http://x"",""An"")"')
    const buffer = Buffer.from(`\uFEFF${[HEAD, GOOD, formula].join('\r\n')}\r\n`)
    await page.locator('#group-file').setInputFiles({ name: 'doan.csv', mimeType: 'text/csv', buffer })
    await read()
    await page.getByText('1 người khai được, 1 dòng cần sửa').waitFor()
    expect(await page.getByTestId('bad-rows').textContent()).toContain('=HYPERLINK')
    expect(await page.locator('#group-list').inputValue()).toContain('"=HYPERLINK(""http://x"",""An"")"')
  })

  it.each([
    ['a file that is no list', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'Không đọc được tệp này'],
    ['one without headings', Buffer.from('a;b\n1;2'), 'Không thấy cột'],
    ['one of 61', Buffer.from([HEAD, ...Array.from({ length: 61 }, () => GOOD)].join('\n')), 'hơn 60 người'],
  ])('says of %s what to do', async (_what, buffer, words) => {
    await tellJourney()
    await page.locator('#group-file').setInputFiles({ name: 'x', mimeType: 'application/octet-stream', buffer })
    await read()
    expect(await page.locator('.notice.warn').textContent()).toContain(words)
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

  it('gets a template that a spreadsheet opens', async () => {
    const answer = await fetch(`${site.url}/declare/group/template.csv`, { headers: { 'accept-language': 'vi' } })
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="danh-sach-doan.csv"',
    ])
    expect(Buffer.from(await answer.arrayBuffer()).toString('utf8')).toMatch(/^\uFEFF"Họ và tên";/)
  })

  it.each(['vi', 'en'])('has a page that axe finds nothing on, and that fits 320 pixels with text twice as large, in %s', async (language) => {
    const own = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true })
    const drawn = await own.newPage()
    await drawn.route('**/assets/*.js', (route) => route.abort())
    await drawn.goto(`${site.url}/declare/group?lang=${language}`)
    await drawn.locator('#group-list').fill([HEAD, GOOD, BAD].join('\n'))
    for (const press of ['first', 'again']) {
      await drawn.evaluate(AXE)
      const found = await drawn.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
      })
      expect(found, press).toEqual([])
      await drawn.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      expect(await drawn.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), press).toBeLessThanOrEqual(0)
      if (press === 'first') await drawn.getByTestId('read-list').click()
    }
    await own.close()
  })
})

describe('the list of a stranger', () => {
  const boundary = '----x'
  const send = (fields: { readonly [name: string]: string }, headers: { readonly [name: string]: string } = {}) =>
    fetch(`${site.url}/declare/group`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
      body: `${Object.entries(fields)
        .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--${boundary}--\r\n`,
    })

  it('is refused from another site, and where it is no form', async () => {
    expect((await send({ go: 'read' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({ go: 'read' }, { 'content-type': 'multipart/form-data' })).status).toBe(400)
    expect((await send({ go: 'read' }, { 'content-type': 'text/plain' })).status).toBe(400)
  })

  it('of 50 MB is refused before any of it has come', async () => {
    const { hostname, port } = new URL(site.url)
    const socket = connect(Number(port), hostname)
    const head = ['POST /declare/group HTTP/1.1', `Host: ${hostname}:${port}`, `Content-Type: multipart/form-data; boundary=${boundary}`]
    socket.write(`${[...head, 'Content-Length: 50000000'].join('\r\n')}\r\n\r\n`)
    const answer = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString('utf8'))))
    socket.destroy()
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('writes nothing into the page but text, and carries no code along that is none', async () => {
    const evil = '"><script>alert(1)</script>'
    const answer = await send({ go: 'read', list: `</textarea>${evil}`, issued: `${'A'.repeat(26)} ${'B'.repeat(9)} ${evil}`, proxyName: evil })
    const html = await answer.text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('/d/AAAAAAAAAAAAAAAAAAAAAAAAAA')
    const wrong = await (await send({ go: 'read', issued: 'javascript:alert(1) x y' })).text()
    expect(wrong).not.toContain('javascript:')
  })

  it('is read a hundred times in ten minutes from one address, and no more', async () => {
    const key = addressKey('127.0.0.1')
    while ((await site.deps.limits.take('list', key)) === null);
    const answer = await send({ go: 'read' })
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
    await site.deps.limits.forgive('list', key)
  })
})
