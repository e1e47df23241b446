import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BoardSnapshot } from '../../shared/http/api.ts'
import { confirmAndGetPass, type Trip, walkToCheck } from '../declare-web/support/traveller-walk.ts'
import { launchOptions } from '../support/chromium.ts'
import { type GreyPicture, pictureOf } from '../support/fake-camera.ts'
import { type RunningServer, runServer } from '../support/running-server.ts'
import { newTablet, startShift, type Tablet, verdictOf } from './tablet.ts'

const OFFICER = { id: 'hanh', pin: '2468' }
const FROM_HAI_DUONG: Trip = {
  trip: { province: 'Hải Dương', district: 'Thành phố Hải Dương', commune: 'Phường Cẩm Thượng', from: '2021-02-16', to: '2021-02-17' },
}

let server: RunningServer
let browser: Browser
let tablet: Tablet

beforeAll(async () => {
  server = await runServer()
  browser = await chromium.launch(launchOptions())
  tablet = newTablet()
})

afterAll(async () => {
  await tablet?.close()
  await browser?.close()
  await server?.close()
})

it('carries travellers from the public page through the checkpoint to the wall, on line and off', async () => {
  const [atHome, backFromHaiDuong, offlineTraveller] = [
    await declare({}, 'admit'),
    await declare(FROM_HAI_DUONG, 'quarantine'),
    await declare({}, 'admit'),
  ]
  const board = await openBoard()
  expect(await entriesOn(board)).toBe(0)

  // An admit passes hands-free, and the wall knows within a moment.
  let kiosk = await tablet.switchOn(enrolmentLink(), [atHome])
  await startShift(kiosk, OFFICER.id, OFFICER.pin)
  await verdictOf(kiosk, 'admit').waitFor()
  await expect.poll(() => entriesOn(board)).toBe(1)

  // Anything else waits for the officer.
  kiosk = await tablet.switchOn(`${server.url}/kiosk/`, [backFromHaiDuong])
  await startShift(kiosk, OFFICER.id, OFFICER.pin)
  await verdictOf(kiosk, 'quarantine').waitFor()
  expect(await kiosk.getByTestId('verdict-clause').first().innerText()).toContain('(2)')
  expect(await kiosk.getByTestId('verdict-duties').innerText()).toContain('03/03/2021')
  await kiosk.getByTestId('milder').locator('summary').click()
  // Worked out when it is opened, not before.
  await expect.poll(() => kiosk.getByTestId('milder').innerText()).toContain('Từ 00:00 ngày 04/03/2021')
  await new Promise((done) => setTimeout(done, 1500))
  expect(await entriesOn(board)).toBe(1)
  await kiosk.getByTestId('decide-confirm').click()
  await expect.poll(() => entriesOn(board)).toBe(2)
  await expect.poll(() => queueOf(kiosk)).toBe(0)

  // The server is gone: the tablet is switched on again, scans and decides.
  await tablet.switchOff()
  await server.stop('SIGKILL')
  kiosk = await tablet.switchOn(`${server.url}/kiosk/`, [offlineTraveller])
  await startShift(kiosk, OFFICER.id, OFFICER.pin)
  await verdictOf(kiosk, 'admit').waitFor()
  await expect.poll(() => queueOf(kiosk)).toBeGreaterThan(0)
  expect(await kiosk.getByTestId('online').getAttribute('data-online')).toBe('false')

  // It is back: everything arrives once, and the counts equal the decisions.
  await server.start()
  await expect.poll(() => queueOf(kiosk), { timeout: 60_000 }).toBe(0)
  await expect.poll(() => entriesOn(board), { timeout: 60_000 }).toBe(3)
  await tablet.switchOff()
  expect(decisionsOnDisk(server.dataDir)).toEqual({ admit: 2, quarantine: 1 })
  expect(await countsOn(board)).toEqual({ admit: 2, quarantine: 1 })
}, 240_000)

/** Fills the form as on a phone, sees what the checkpoint will say, and takes the QR picture away. */
async function declare(trip: Trip, expected: string): Promise<GreyPicture> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(server.url)
  await walkToCheck(page, trip)
  expect(await page.getByTestId('preview').getAttribute('data-outcome')).toBe(expected)
  await confirmAndGetPass(page)
  const source = await page.locator('img[data-testid=qr]').getAttribute('src')
  if (!source) throw new Error('the pass shows no picture')
  const picture = await pictureOf(page, source)
  await page.close()
  return picture
}

async function openBoard(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(`${server.url}/control/`)
  await page.getByTestId('login-user').fill('operator')
  await page.getByTestId('login-password').fill('demo-operator')
  await page.getByTestId('login-submit').click()
  await page.getByTestId('board').waitFor()
  return page
}

async function entriesOn(board: Page): Promise<number> {
  return Number(await board.getByTestId('checkpoint-bach-dang').first().getAttribute('data-in'))
}

async function queueOf(kiosk: Page): Promise<number> {
  return Number(await kiosk.getByTestId('queue').getAttribute('data-queued'))
}

async function countsOn(board: Page): Promise<Record<string, number>> {
  const snapshot = await board.evaluate(async (): Promise<BoardSnapshot> => (await fetch('/api/board')).json())
  const sums: Record<string, number> = {}
  for (const { grain, outcome, persons } of snapshot.flows.flatMap((flow) => flow.buckets)) {
    if (grain === 'day' && persons !== 0) sums[outcome] = (sums[outcome] ?? 0) + persons
  }
  return sums
}

function decisionsOnDisk(dataDir: string): Record<string, number> {
  const database = new Database(join(dataDir, 'chot.db'), { readonly: true })
  const rows = database
    .prepare("select json_extract(body, '$.value.outcome') as outcome, count(*) as n from record where kind = 'decision' group by 1")
    .all()
  database.close()
  return Object.fromEntries((rows as { outcome: string; n: number }[]).map(({ outcome, n }) => [outcome, n]))
}

function enrolmentLink(): string {
  const link = /http\S+#enrol=\S+/.exec(server.output())?.[0]
  if (!link) throw new Error(`the server printed no enrolment link:\n${server.output()}`)
  return link
}
