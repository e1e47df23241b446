import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { tapAway } from '../simulation/real-tablet.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { turnScreen } from '../support/turn-screen.ts'
import { aCode, HOME, otherId } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'

let folder: string
let work: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page

beforeAll(() => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-walk-'))
  writeCameraFile(join(work, 'empty.y4m'), [])
}, 120_000)
afterEach(async () => {
  await tablet.close()
  await server.close()
})
afterAll(() => {
  for (const each of [work, folder]) rmSync(each, { recursive: true, force: true })
})

const at = (id: string) => page.locator(`[data-testid="${id}"]`)

const BATTERY = `navigator.getBattery = () => Promise.resolve({ level: 0.64, charging: false })`

async function onShift(): Promise<void> {
  server = await runFakeKioskServer(folder)
  tablet = await launchTablet(mkdtempSync(join(work, 'profile-')), join(work, 'empty.y4m'))
  await tablet.addInitScript(BATTERY)
  page = await tablet.newPage()
  await page.clock.install()
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await at('shift-officer').selectOption('lan.bach-dang')
  await at('shift-pin').fill(server.pin)
  await at('shift-start').click()
  await at('scan-ready').waitFor()
}

async function type(text: string): Promise<void> {
  await at('type-code').click()
  await at('manual-code').fill(text)
  await at('manual-check').click()
  await at('verdict').waitFor()
}

/** Where pictures go for somebody to look at; none without it. */
async function picture(name: string): Promise<void> {
  if (!process.env.SCREENS) return
  mkdirSync(process.env.SCREENS, { recursive: true })
  await page.screenshot({ path: join(process.env.SCREENS, `${name}.png`) })
}

function records(): Promise<readonly { readonly kind: string; readonly text: string }[]> {
  return page.evaluate(async () => {
    const asked = indexedDB.open('chot-kiosk')
    const db: IDBDatabase = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)))
    const all = db.transaction('record').objectStore('record').getAll()
    const rows: { record: { header: { kind: string }; body: unknown } }[] = await new Promise(
      (resolve) => (all.onsuccess = () => resolve(all.result)),
    )
    db.close()
    return rows.map((row) => ({ kind: row.record.header.kind, text: JSON.stringify(row.record.body) }))
  })
}

it('the bar says battery and age of each part, and no tool lies over the frame, from a phone to a tablet', async () => {
  await onShift()
  for (const [width, height] of [
    [1024, 768],
    [768, 1024],
    [390, 844],
  ] as const) {
    await turnScreen(page, { width, height })
    await picture(`scan-${width}`)
    expect(await at('battery').isVisible(), `${width}`).toBe(width > 640)
    expect(await at('age-bars').locator('[data-part]').count()).toBe(10)
    const frame = await page.locator('.aim-frame').boundingBox()
    for (const tool of await page.locator('.camera-tools .button').all()) {
      const box = await tool.boundingBox()
      if (!frame || !box) throw new Error('not drawn')
      const isBeside = box.x >= frame.x + frame.width || box.y + box.height <= frame.y
      expect(isBeside, `${width}: ${JSON.stringify({ frame, box })}`).toBe(true)
    }
  }
  expect(await at('battery').textContent()).toContain('64 %')
  await turnScreen(page, { width: 1024, height: 768 })
  await page.getByRole('button', { name: /Khóa, Quy định, Vùng/ }).click()
  await at('part-zones').waitFor()
})

it('what is unknown or refused is recorded, listed in words at the end of the shift, and taken back for fifteen minutes', async () => {
  await onShift()
  await type('https://example.vn/thuc-don')
  expect(await at('verdict').getAttribute('data-outcome')).toBe('refer')
  await page.reload()
  await at('scan-ready').waitFor()
  await at('shift-end').click()
  await at('summary-open').getByText('1').waitFor()
  await at('summary-open-list').getByText('Mã QR này không phải tờ khai').waitFor()
  await picture('end-of-shift')
  await page.keyboard.press('Escape')
  await at('open-scans').click()
  await at('open-scan').getByText('Mã QR này không phải tờ khai').waitFor()
  await at('decide-confirm').click()
  await at('decided-lately').waitFor()
  await picture('open-scans')
  await page.keyboard.press('Escape')
  await type(await aCode({ ...HOME, travel: { means: 'on-foot', personsAboard: 1 } }, { id: otherId(0x6001) }))
  await tapAway(page)
  expect((await records()).map(({ kind }) => kind).filter((kind) => kind === 'scan' || kind === 'decision')).toEqual([
    'scan',
    'decision',
    'scan',
    'decision',
  ])
  // The server here says one hour for ever, and each contact would set the tablet by it.
  server.isDown = true
  await page.clock.fastForward('14:30')
  await at('open-scans').click()
  await expect.poll(() => at('decided-lately').count()).toBe(2)
  await at('annul-open').first().locator('summary').click()
  await at('annul-reason').first().fill('Bấm nhầm')
  await at('annul').first().click()
  await at('open-scan').waitFor()
  expect((await records()).filter(({ kind }) => kind === 'annul')).toHaveLength(1)
  await page.keyboard.press('Escape')
  await page.clock.fastForward('01:30')
  await at('open-scans').click()
  await at('open-scan').waitFor()
  await expect.poll(() => at('decided-lately').count()).toBe(0)
  await picture('open-scans-after')
})

/** So many more open scans like the one that is there, each a minute older. */
function multiplyOpen(many: number): Promise<void> {
  return page.evaluate(async (count) => {
    const asked = indexedDB.open('chot-kiosk')
    const db: IDBDatabase = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)))
    const tx = db.transaction('passage', 'readwrite')
    const all = tx.objectStore('passage').getAll()
    const rows: { scannedAt: number }[] = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)))
    const [one] = rows
    for (let n = 1; n <= count; n++)
      tx.objectStore('passage').put({ ...one, passage: n.toString(16).padStart(32, '0'), scannedAt: (one?.scannedAt ?? 0) - n * 60_000 })
    await new Promise((resolve) => (tx.oncomplete = resolve))
    db.close()
  }, many)
}

it('five hundred open scans leave the end of the shift in sight, and are drawn twenty at a time', async () => {
  await onShift()
  await at('open-scans').click()
  await page.getByText('Không có lượt nào chờ quyết định').waitFor()
  await page.keyboard.press('Escape')
  await type('https://example.vn/thuc-don')
  await multiplyOpen(499)
  await page.reload()
  await at('scan-ready').waitFor()
  await at('shift-end').click()
  await at('summary-open').getByText('500').waitFor()
  expect([await at('summary-open-list').locator('li').count(), await at('summary-open-more').textContent()]).toEqual([5, 'và 495 lượt cũ hơn'])
  await page.keyboard.press('Escape')
  await at('open-scans').click()
  await expect.poll(() => at('open-scan').count()).toBe(20)
  expect(await at('open-scans-more').textContent()).toContain('480')
  await at('open-scans-more').click()
  await expect.poll(() => at('open-scan').count()).toBe(40)
})
