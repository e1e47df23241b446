import { rmSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { flagSentence } from '../../control-room/flags/flag-words.ts'
import { FLAG_CLASSES } from '../../shared/adjudication/finding.ts'
import type { FlagView } from '../../shared/http/flags.ts'
import { asCheckpointId, asKioskId, asPassageId, asStaffId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { launchOptions } from '../support/chromium.ts'
import { buildControlRoom } from './build-control-room.ts'
import { type FakeControlServer, PASSWORD, runFakeControlServer } from './fake-control-server.ts'
import { EVENING, inventBoard } from './invented-board.ts'

const operator = { id: asStaffId('truc-ban'), name: 'Nguyễn Thị Mẫu', role: 'operator' as const }

let folder: string
let browser: Browser
let server: FakeControlServer
let page: Page

beforeAll(async () => {
  folder = buildControlRoom()
  browser = await chromium.launch(launchOptions())
})
afterAll(async () => {
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  server = await runFakeControlServer(folder, inventBoard(EVENING), operator)
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'vi-VN' })
  page = await context.newPage()
})
afterEach(async () => {
  await page.context().close()
  await server.close()
})

const double = aFlag('double-use', 1, { how: 'same-way', otherCheckpoint: asCheckpointId('ha-my'), otherAt: EVENING - HOUR_MS, minutes: 60 })
const lost = aFlag('records-lost', 2, { fromSeq: 12, toSeq: 15, count: 4 })

it('counts what waits in the head of the board, live, and lists it in words with the records behind it', async () => {
  server.flags = [double]
  await openBoard()
  const button = page.getByTestId('flags-button')
  await page.locator('[data-testid=flags-button][data-open="1"]').waitFor()
  server.flags = [double, lost]
  server.countFlags()
  await page.locator('[data-testid=flags-button][data-open="2"]').waitFor()
  expect(await button.textContent()).toBe('Cần xem lại: 2')
  await button.click()
  const item = page.getByTestId('flag-double-use')
  await item.getByText('Một mã dùng hai lần').waitFor()
  expect(await item.textContent()).toContain('giữa hai lần không có lượt ngược lại')
  await item.locator('summary').click()
  expect(await item.locator('.flag-records').textContent()).toContain('00000000000000aa/1/7')
  await page.getByTestId('flag-records-lost').waitFor()
})

it('filters by kind and checkpoint, and says when nothing is left', async () => {
  server.flags = [double, lost]
  await openBoard('#/board?panel=flags')
  await page.getByTestId('flag-records-lost').waitFor()
  await page.getByTestId('flag-class').selectOption('double-use')
  await page.getByTestId('flag-records-lost').waitFor({ state: 'detached' })
  await page.getByTestId('flag-double-use').waitFor()
  await page.getByTestId('flag-checkpoint').selectOption('ha-my')
  await page.getByText('Không có gì cần xem lại').waitFor()
})

it('takes a note by keyboard, refuses an empty one, and gives the focus back to the head', async () => {
  server.flags = [lost]
  await openBoard('#/board?panel=flags')
  const item = page.getByTestId('flag-records-lost')
  await item.locator('input').focus()
  await page.keyboard.press('Enter')
  await item.getByRole('alert').waitFor()
  expect(server.calls.some((call) => call.startsWith('POST /api/flags'))).toBe(false)
  await item.locator('input').fill('Đã đối chiếu sổ giấy của chốt')
  await page.keyboard.press('Enter')
  await item.getByText('Đã đối chiếu sổ giấy của chốt').waitFor()
  await page.getByTestId('flags-close').focus()
  await page.keyboard.press('Enter')
  await page.locator('#flags-button:focus').waitFor()
})

it('says that the server does not answer, and keeps what it shows', async () => {
  server.flags = [double]
  await openBoard('#/board?panel=flags')
  await page.getByTestId('flag-double-use').waitFor()
  server.isDown = true
  server.countFlags()
  server.flags = []
  server.countFlags()
  await page.locator('[data-testid=flags] [role=alert]').waitFor()
  expect(await page.getByTestId('flag-double-use').count()).toBe(1)
})

it('has no barrier that axe can find, dark and light, in both languages, and fits a phone', async () => {
  server.flags = FLAG_CLASSES.map((flag, index) => aFlag(flag, index, double.detail))
  await openBoard('#/board?panel=flags')
  await page.getByTestId('flag-fork').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByTestId('theme').click()
  await page.getByTestId('language').click()
  await page.getByTestId('flag-double-use').getByText('One code used twice').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/flags-phone.png` })
  await page.setViewportSize({ width: 1024, height: 768 })
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/flags-tablet.png` })
})

it('has a whole sentence for every kind in both languages', () => {
  const names = { checkpoint: () => 'Cầu Bạch Đằng', zone: 'Asia/Ho_Chi_Minh' as const }
  for (const kind of FLAG_CLASSES) {
    for (const language of ['vi', 'en'] as const) {
      const sentence = flagSentence(aFlag(kind, 1, double.detail), names, language)
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
      expect(sentence).not.toMatch(/undefined|\$\{/)
    }
  }
})

it('says how far a clock is ahead in hours, not in thousands of minutes', () => {
  const names = { checkpoint: () => 'Cầu Bạch Đằng', zone: 'Asia/Ho_Chi_Minh' as const }
  const ahead = aFlag('clock-suspect', 1, { cause: 'ahead', minutes: 2816 })
  expect(flagSentence(ahead, names, 'vi')).toContain('nhanh hơn lúc bản ghi đến máy chủ 46 giờ.')
  expect(flagSentence(ahead, names, 'en')).toContain('was 46 h ahead of')
  const few = aFlag('clock-suspect', 1, { cause: 'ahead', minutes: 59 })
  expect(flagSentence(few, names, 'vi')).toContain('59 phút')
})

function aFlag(kind: FlagView['class'], n: number, detail: FlagView['detail']): FlagView {
  const record = { checkpoint: asCheckpointId('bach-dang'), kiosk: asKioskId('00000000000000aa'), epoch: 1, seq: 7 }
  return {
    id: n.toString(16).padStart(32, '0'),
    checkpoint: record.checkpoint,
    kiosk: record.kiosk,
    class: kind,
    occurredAt: EVENING - n * HOUR_MS,
    raisedAt: EVENING,
    withdrawnAt: null,
    records: [record, { ...record, checkpoint: asCheckpointId('ha-my') }],
    detail: { passage: asPassageId('c'.repeat(32)), ...detail },
    acknowledged: null,
  }
}

async function openBoard(hash = ''): Promise<void> {
  server.staff = operator
  await page.goto(`${server.url}/control/${hash}`)
  await page.locator('[data-testid=board][data-connection=live]').waitFor()
  expect(PASSWORD).not.toBe('')
}
