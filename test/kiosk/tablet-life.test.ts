import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { parseLetter } from '../../shared/carrying/parse-letter.ts'
import { tapAway } from '../simulation/real-tablet.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { aSignedBundle, bundleParts } from './a-bundle.ts'
import { aCode, NOON } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'

let folder: string
let work: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page

beforeAll(() => {
  folder = buildKiosk()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'chot-life-'))
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  server = await runFakeKioskServer(folder)
  tablet = await launchTablet(join(work, 'profile'), film)
  page = await tablet.newPage()
})
afterEach(async () => {
  await tablet.close()
  await server.close()
  rmSync(work, { recursive: true, force: true })
})

const at = (id: string) => page.locator(`[data-testid="${id}"]`)

async function onShift(): Promise<void> {
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  // Its files are kept: the server may go.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await at('shift-officer').selectOption('lan.bach-dang')
  await at('shift-pin').fill(server.pin)
  await at('shift-start').click()
  await at('scan-ready').waitFor()
}

async function openFile(name: string, text: string, news: string): Promise<void> {
  const file = join(work, name)
  writeFileSync(file, text)
  await at('carry-open').setInputFiles(file)
  await page.locator(`[data-testid="carry-news"][data-news="${news}"]`).first().waitFor()
}

it('without a network a tablet shows its state, saves its records, takes a carried bundle and refuses another file', async () => {
  await onShift()
  server.isDown = true
  await at('type-code').click()
  await at('manual-code').fill(await aCode())
  await at('manual-check').click()
  await at('verdict').waitFor()
  await tapAway(page)
  await at('bundle').click()
  await at('state').waitFor()
  expect(await at('state-kiosk').innerText()).toBe('00000000000000aa / 1')
  expect(await page.locator('[data-testid^="part-"]').count()).toBe(10)
  await at('carry-tool').click()
  const saving = page.waitForEvent('download')
  await at('carry-save').click()
  const saved = parseLetter(readFileSync(await (await saving).path(), 'utf8'))
  if (!saved.ok || saved.value.kind !== 'log') throw new Error('no log was saved')
  expect(saved.value.requests.at(-1)?.body).toContain('"kind":"decision"')
  // In the tablet's own words, and not in those of the browser's file button, which speaks the browser's language.
  expect((await at('carry-open').boundingBox())?.width).toBe(1)
  const choosing = page.waitForEvent('filechooser')
  await page.getByText('Mở tệp từ phòng điều hành').click()
  await choosing
  await at('carry-show').click()
  await at('carry-code').waitFor()
  expect(await at('carry-code').getAttribute('data-text')).toMatch(/^KC1:[0-9a-f]{16}:d:\d+\/\d+:/)
  await openFile('other.json', '{"some":"file"}', 'not-a-letter')
  const { signed, parts } = await aSignedBundle(NOON + 60 * 60_000, 7, bundleParts())
  await openFile('bundle.chot', JSON.stringify({ v: 1, kind: 'bundle', checkpoint: 'bach-dang', bundle: signed, parts }), 'bundle')
  await page.locator('[data-testid="bundle"][data-version="7"]').waitFor()
})

it('a tablet whose storage was thrown away says who it was; one whose record was damaged stops until that is read', async () => {
  await onShift()
  server.isDown = true
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onsuccess = () => {
          const tx = opening.result.transaction('setting', 'readwrite')
          tx.objectStore('setting').put({ epoch: 1, fromSeq: 2, toSeq: 3, foundAt: 1_613_566_800_000, seenBy: null }, 'damage')
          tx.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
  server.isDown = false
  await page.reload()
  await page.locator('[data-testid="damage"][data-from="2"][data-to="3"]').waitFor()
  await at('damage-seen').click()
  await at('scan-ready').waitFor()
  await page.reload()
  await at('scan-ready').waitFor()
  await page.goto(`${server.url}/elsewhere`)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('chot-kiosk').onsuccess = resolve
      }),
  )
  await page.goto(`${server.url}/kiosk/`)
  await at('storage-lost').getByText('00000000000000aa').waitFor()
  await at('enrol-link').waitFor()
})

it('waits with its number for the control room, also after a reload, and goes on by itself', async () => {
  await page.route('**/api/kiosks/enrol', (route) => route.fulfill({ status: 202, json: { pending: true } }))
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('check-number').waitFor()
  const shown = await at('check-number').getAttribute('data-number')
  expect(shown).toMatch(/^\d{6}$/)
  await page.reload()
  await page.locator(`[data-testid="check-number"][data-number="${shown}"]`).waitFor()
  await page.unroute('**/api/kiosks/enrol')
  await at('enrol-done').waitFor()
  await at('check-number').waitFor({ state: 'detached' })
})
