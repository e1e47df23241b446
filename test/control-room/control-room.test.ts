import { rmSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Bucket, CheckpointFlow } from '../../shared/flow/flow.ts'
import type { BoardSnapshot } from '../../shared/http/api.ts'
import { asCheckpointId, asLaneId, asStaffId } from '../../shared/ids.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { launchOptions } from '../support/chromium.ts'
import { buildControlRoom } from './build-control-room.ts'
import { type FakeControlServer, PASSWORD, runFakeControlServer } from './fake-control-server.ts'
import { EVENING, inventBoard, province } from './invented-board.ts'

const operator = { id: asStaffId('truc-ban'), name: 'Nguyễn Thị Mẫu', role: 'operator' as const }
const bachDang = asCheckpointId('bach-dang')

let folder: string
let browser: Browser
let server: FakeControlServer
let page: Page
let problems: string[]

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
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  page = await context.newPage()
  problems = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on(
    'console',
    (message) => message.type() === 'error' && !/Failed to load resource|WebSocket/.test(message.text()) && problems.push(message.text()),
  )
})

afterEach(async () => {
  await page.context().close()
  await server.close()
  // Anything that the strict Content-Security-Policy stops is among these too.
  expect(problems).toEqual([])
})

it('signs in, shows the board and signs out', async () => {
  await page.goto(`${server.url}/control/`)
  await signIn()
  await page.getByTestId('checkpoint-bach-dang').waitFor()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('login-user').waitFor()
  expect(server.staff).toBeNull()
})

it('says plainly that the password is wrong and keeps the name', async () => {
  await page.goto(`${server.url}/control/`)
  await page.getByTestId('login-user').fill('truc-ban')
  await page.getByTestId('login-password').fill('sai')
  await page.getByTestId('login-submit').click()
  await page.getByText('Sai tên đăng nhập').waitFor()
  expect(await page.getByTestId('login-user').inputValue()).toBe('truc-ban')
  expect(await page.getByTestId('login-user').getAttribute('autocomplete')).toBe('username')
  expect(await page.getByTestId('login-password').getAttribute('autocomplete')).toBe('current-password')
})

it('keeps officers out with a sentence that says what to do', async () => {
  server.staff = { ...operator, role: 'officer' }
  await page.goto(`${server.url}/control/`)
  await page.getByTestId('wrong-role').waitFor()
  expect(await page.getByTestId('board').count()).toBe(0)
  expect(server.calls.some((call) => call.includes('/api/board'))).toBe(false)
})

it('changes a checkpoint and the totals by a push, without asking again', async () => {
  await openBoard()
  const before = await figures()
  const calls = server.calls.length
  const flow = flowOfBachDang()
  const bucket = oneMore(flow, 3)
  server.push([{ checkpoint: bachDang, fromRev: flow.rev, toRev: flow.rev + 1, buckets: [bucket] }])
  await waitForIn(before.in + 3)
  expect(await figures()).toEqual({ in: before.in + 3, out: before.out, totalIn: before.totalIn + 3 })
  expect(await page.locator('[data-testid=checkpoint-bach-dang] .figure.changed').count()).toBeGreaterThan(0)
  expect(server.calls.slice(calls)).toEqual([])
})

it('counts vehicles of both directions in a sentence of their own, not under those who left', async () => {
  await openBoard()
  const today = inventBoard(EVENING).flows.flatMap((flow) => flow.buckets.filter((bucket) => bucket.grain === 'day'))
  const vehicles = today.reduce((sum, bucket) => sum + bucket.vehicles, 0)
  expect(vehicles).toBeGreaterThan(1000)
  expect(await page.getByTestId('total-vehicles').textContent()).toBe(`Xe hôm nay, cả vào và ra: ${vehicles.toLocaleString('vi-VN')} lượt.`)
  expect(await page.locator('.total-unit').allTextContents()).toEqual(['lượt người', 'lượt người'])
})

it('fetches a checkpoint again after a gap in its revisions, and only that one', async () => {
  await openBoard()
  const before = await figures()
  const flow = flowOfBachDang()
  const calls = server.calls.length
  server.setFlow({ ...flow, rev: flow.rev + 5, buckets: [...flow.buckets, oneMore(flow, 40)] })
  server.push([{ checkpoint: bachDang, fromRev: flow.rev + 4, toRev: flow.rev + 5, buckets: [] }])
  await waitForIn(before.in + 40)
  expect(server.calls.slice(calls)).toEqual(['GET /api/board/bach-dang'])
})

it('keeps the figures and their age while the line is down, and catches up when it is back', async () => {
  await openBoard()
  const before = await figures()
  server.isDown = true
  server.dropSockets()
  await page.getByTestId('lost-banner').waitFor()
  expect((await figures()).in).toBe(before.in)
  const flow = flowOfBachDang()
  server.setFlow({ ...flow, rev: flow.rev + 1, buckets: [...flow.buckets, oneMore(flow, 8)] })
  server.isDown = false
  await waitForIn(before.in + 8)
  await page.getByTestId('lost-banner').waitFor({ state: 'detached' })
})

it('goes back to the sign-in form when the session ends, and from there to the same place', async () => {
  await openBoard('#/board?checkpoint=bach-dang')
  await page.locator('#detail-title').waitFor()
  server.endSessions()
  await page.getByText('Phiên làm việc đã kết thúc').waitFor()
  await signIn()
  await page.locator('#detail-title', { hasText: 'Cầu Bạch Đằng' }).waitFor()
})

it('opens a checkpoint by keyboard, tells its day by the hour, and gives the focus back', async () => {
  await openBoard()
  await page.locator('.card-open[data-opens=bach-dang]').press('Enter')
  await page.locator('#detail-title:focus').waitFor()
  await expect.poll(() => server.calls).toContain('GET /api/board/bach-dang?minutes=today')
  await page.getByText('Theo giờ hôm nay').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.card-open[data-opens=bach-dang]:focus').waitFor()
})

it('tells how far the figures are complete, and opens the checkpoints that are behind', async () => {
  await openBoard()
  const complete = page.getByTestId('complete-until')
  expect(await complete.textContent()).toMatch(/^Đủ đến 19:2\d\s*1 máy chưa gửi$/)
  await complete.click()
  expect(await page.locator('.card').count()).toBe(1)
  expect(await page.getByTestId('checkpoint-ha-my').count()).toBe(1)
})

it('makes an enrolment link with its code, and revokes a tablet only when confirmed', async () => {
  await openBoard('#/board?checkpoint=ha-my')
  await page.getByTestId('add-kiosk').click()
  expect(await page.getByTestId('enrolment-url').inputValue()).toContain('/kiosk/')
  expect(await page.locator('.link-code').count()).toBe(1)
  await page.getByText('Chưa có máy nào mở đường dẫn').waitFor()
  server.enrolment = { state: 'asking', checkNumber: '048213', device: 'Tablet', kiosk: null }
  await page.getByTestId('confirm-number').getByText('048 213').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByTestId('confirm-yes').click()
  await page.getByText('Đã xác nhận').waitFor()
  await page.keyboard.press('Escape')
  const silent = page.getByTestId('kiosk-0000000000000031')
  await silent.getByRole('button', { name: 'Thu hồi máy' }).click()
  await page.getByText('còn giữ 12 bản ghi').waitFor()
  expect(server.calls.some((call) => call.includes('revoke'))).toBe(false)
  await page.getByTestId('revoke-confirm').click()
  await silent.waitFor({ state: 'detached' })
  expect(server.calls).toContain('POST /api/kiosks/0000000000000031/revoke')
})

it('says that nobody has passed yet, and that the server does not answer', async () => {
  server.board = inventBoard(EVENING, 'nobody')
  await openBoard()
  await page.getByText('Hôm nay chưa có lượt nào qua chốt').waitFor()
  server.isDown = true
  await page.reload()
  await page.getByText('Chưa liên lạc được với máy chủ').waitFor()
})

it('has no barrier that axe can find, dark and light, in both languages', async () => {
  await page.goto(`${server.url}/control/`)
  await page.getByTestId('login-user').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await signIn()
  await page.getByTestId('checkpoint-bach-dang').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByTestId('theme').click()
  await page.getByTestId('language').click()
  await page.getByTestId('layout-table').click()
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.locator('.row-open[data-opens=bach-dang]').click()
  await page.locator('#detail-title').waitFor()
  expect(await axeFaults(page)).toEqual([])
})

it.each(['vi', 'en'])('shows ten checkpoints with their busiest cards on one wall without scrolling, in %s', async (lang) => {
  server.board = tenBusyCheckpoints()
  await page.setViewportSize({ width: 1920, height: 1080 })
  await openBoard()
  if (lang === 'en') await page.getByTestId('language').click()
  await page.locator(`html[lang=${lang}]`).waitFor({ state: 'attached' })
  expect(await page.locator('.card').count()).toBe(10)
  const bottoms = await page.locator('.card').evaluateAll((cards) => cards.map((card) => Math.ceil(card.getBoundingClientRect().bottom)))
  expect(Math.max(...bottoms)).toBeLessThanOrEqual(1080)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1920)
})

it('fits a phone without scrolling sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  await openBoard()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow).toBe(0)
})

/** The demo's number of checkpoints, each as open, as busy and with as many outcomes as Bạch Đằng, the last with a long name. */
function tenBusyCheckpoints(): BoardSnapshot {
  const board = inventBoard(EVENING)
  const { buckets } = flowOfBachDang()
  const name = { vi: 'Tân Trường – Cẩm Giàng (Hải Dương)', en: 'Tân Trường – Cẩm Giàng (Hải Dương)' }
  const like = board.checkpoints.slice(0, 1).map((one) => ({ ...one, id: asCheckpointId('tan-truong'), name }))
  const checkpoints = [...board.checkpoints, ...like].map((one) => ({ ...one, closesAt: null }))
  return { ...board, checkpoints, flows: checkpoints.map(({ id }) => ({ checkpoint: id, rev: 1, buckets })) }
}

async function openBoard(hash = ''): Promise<void> {
  server.staff = operator
  await page.goto(`${server.url}/control/${hash}`)
  await page.locator('[data-testid=board][data-connection=live] .totals').waitFor()
}

async function signIn(): Promise<void> {
  await page.getByTestId('login-user').fill('Truc-ban ')
  await page.getByTestId('login-password').fill(PASSWORD)
  await page.getByTestId('login-submit').click()
}

async function figures() {
  const card = page.getByTestId('checkpoint-bach-dang')
  const read = async (name: string): Promise<number> => Number(await card.getAttribute(name))
  return { in: await read('data-in'), out: await read('data-out'), totalIn: Number(await page.getByTestId('total-in').getAttribute('data-value')) }
}

async function waitForIn(persons: number): Promise<void> {
  await page.locator(`[data-testid=checkpoint-bach-dang][data-in="${persons}"]`).waitFor()
}

function flowOfBachDang(): CheckpointFlow {
  const flow = server.board.flows.find((one) => one.checkpoint === bachDang)
  if (!flow) throw new Error('the invented board has Bạch Đằng')
  return flow
}

/** A counter of today that the board has not seen: `persons` turned back from Lạng Sơn. */
function oneMore(flow: CheckpointFlow, persons: number): Bucket {
  const day = flow.buckets.find((bucket) => bucket.grain === 'day')
  const slotAt = day?.slotAt ?? EVENING - 20 * 60 * MINUTE_MS
  return { grain: 'day', slotAt, lane: asLaneId('1'), direction: 'entry', outcome: 'turn-back', origin: province('20'), persons, vehicles: 0 }
}
