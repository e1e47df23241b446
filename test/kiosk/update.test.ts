import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { aCode } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'

let built: string
let work: string
let site: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page

beforeAll(() => {
  built = buildKiosk()
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'chot-update-'))
  site = join(work, 'site')
  cpSync(built, site, { recursive: true })
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  server = await runFakeKioskServer(site)
  tablet = await launchTablet(join(work, 'profile'), film)
  page = await tablet.newPage()
})
afterEach(async () => {
  await tablet.close()
  await server.close()
  rmSync(work, { recursive: true, force: true })
})

const at = (id: string, where: Page = page) => where.locator(`[data-testid="${id}"]`)

/** Another build of the same page: other bytes, another hash, and a mark to know it by. */
function publish(mark: string): void {
  const page = readFileSync(join(built, 'index.html'), 'utf8')
  writeFileSync(join(site, 'index.html'), page.replace('<head>', `<head><meta name="build" content="${mark}">`))
  const worker = readFileSync(join(built, 'sw.js'), 'utf8')
  const hash = /chot-kiosk-[`'"]?\s*\+?\s*[`'"]?([0-9a-f]{16})/.exec(worker)?.[1] ?? /[0-9a-f]{16}/.exec(worker)?.[0] ?? ''
  writeFileSync(join(site, 'sw.js'), worker.replaceAll(hash, mark.padEnd(16, '0')))
}

const buildOf = (where: Page = page) => where.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name=build]')?.content ?? 'first')
const look = (where: Page = page) => where.evaluate(async () => void (await (await navigator.serviceWorker.ready).update().catch(() => undefined)))
const waiting = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)
const seqs = () =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('chot-kiosk')
        opening.onsuccess = () => {
          const count = opening.result.transaction('record').objectStore('record').count()
          count.onsuccess = () => {
            opening.result.close()
            resolve(count.result)
          }
        }
      }),
  )

async function onShift(): Promise<void> {
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await at('shift-officer').selectOption('lan.bach-dang')
  await at('shift-pin').fill(server.pin)
  await at('shift-start').click()
  await at('scan-ready').waitFor()
}

async function openVerdict(): Promise<void> {
  await at('type-code').click()
  await at('manual-code').fill('https://example.org/khong-phai-ma')
  await at('manual-check').click()
  await at('verdict').waitFor()
}

it('an update waits while a verdict is open, also where a second tab asks for it; then both are new, and the log is whole', async () => {
  await onShift()
  const second = await tablet.newPage()
  await second.goto(`${server.url}/kiosk/`)
  await second.getByText('đang mở ở một thẻ khác').waitFor()
  await openVerdict()
  publish('2')
  await look(second)
  await expect.poll(waiting, { timeout: 15_000 }).toBe(true)
  await page.waitForTimeout(2500)
  expect([await buildOf(), await at('verdict').isVisible()]).toEqual(['first', true])
  const before = await seqs()
  await at('decide-confirm').first().click()
  await at('verdict').waitFor({ state: 'detached' })
  for (const one of [page, second]) await expect.poll(() => buildOf(one).catch(() => ''), { timeout: 15_000 }).toBe('2')
  await second.close()
  await at('scan-ready').waitFor()
  expect(await seqs()).toBeGreaterThan(before)
  server.isDown = true
  await page.reload()
  await at('scan-ready').waitFor()
  expect(await buildOf()).toBe('2')
})

it('an update that came half, or whose server went away, leaves the kiosk as it was, and is taken when it is whole; a cache thrown away is filled again', async () => {
  await onShift()
  publish('2')
  const asset = readdirSync(join(site, 'assets')).find((file) => file.endsWith('.css')) ?? ''
  renameSync(join(site, 'assets', asset), join(site, 'assets', `${asset}.away`))
  await look()
  await page.waitForTimeout(1500)
  expect([await waiting(), await buildOf()]).toEqual([false, 'first'])
  server.isDown = true
  await look()
  await page.reload()
  await at('scan-ready').waitFor()
  expect(await buildOf()).toBe('first')
  server.isDown = false
  renameSync(join(site, 'assets', `${asset}.away`), join(site, 'assets', asset))
  // A look so soon after the network is back may still fail.
  await expect
    .poll(
      () =>
        look().then(
          () => buildOf(),
          () => '',
        ),
      { timeout: 15_000 },
    )
    .toBe('2')
  await at('scan-ready').waitFor()
  // And where the browser throws the cache away, the next visit with a network fills it again.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await page.reload()
  await at('scan-ready').waitFor()
  await expect
    .poll(() =>
      page.evaluate(
        async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length)))[0] ?? 0,
      ),
    )
    .toBeGreaterThan(3)
  server.isDown = true
  await page.reload()
  await at('scan-ready').waitFor()
})

it('a kiosk that nobody touches looks for a new version by itself, and each minute where the server wants one, queue or not', async () => {
  await page.clock.install()
  await page.addInitScript(COUNT_LOOKS)
  await onShift()
  await page.clock.fastForward('19:00')
  await page.waitForTimeout(1500)
  expect(await looks()).toBe(0)
  publish('2')
  await page.clock.fastForward('02:00')
  await expect.poll(() => looks().catch(() => 1), { timeout: 15_000 }).toBe(1)
  await expect.poll(() => buildOf().catch(() => ''), { timeout: 15_000 }).toBe('2')
  await at('scan-ready').waitFor()
  server.wantsNewerPage = true
  await at('online').click()
  await page.locator('[data-testid="sync-trouble"][data-why="client-too-old"]').waitFor()
  await openVerdict()
  await at('decide-confirm').first().click()
  await at('verdict').waitFor({ state: 'detached' })
  const before = await seqs()
  expect(await looks()).toBe(0)
  await page.clock.fastForward('01:01')
  await expect.poll(looks, { timeout: 15_000 }).toBe(1)
  publish('3')
  await look()
  await expect.poll(() => buildOf().catch(() => ''), { timeout: 15_000 }).toBe('3')
  await at('scan-ready').waitFor()
  expect(await seqs()).toBeGreaterThanOrEqual(before)
  expect(await at('queue').getAttribute('data-queued')).not.toBe('0')
})

/** How often the page itself asked for a newer worker: the browser has reasons of its own to look. */
const COUNT_LOOKS = `globalThis.looks = 0
const update = ServiceWorkerRegistration.prototype.update
ServiceWorkerRegistration.prototype.update = function () { globalThis.looks++; return update.call(this) }`
const looks = (): Promise<number> => page.evaluate('looks')

/** Takes the tablet's database back to what version 1 wrote. */
function makeVersionOne(): Promise<void> {
  return page.evaluate(async () => {
    const open = (version?: number, upgrade?: (db: IDBDatabase) => void) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open('chot-kiosk', version)
        asked.onupgradeneeded = () => upgrade?.(asked.result)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
    const all = (db: IDBDatabase, store: string) =>
      new Promise<{ key: IDBValidKey; value: unknown }[]>((resolve) => {
        const rows: { key: IDBValidKey; value: unknown }[] = []
        const walk = db.transaction(store).objectStore(store).openCursor()
        walk.onsuccess = () => {
          if (!walk.result) return resolve(rows)
          rows.push({ key: walk.result.key, value: walk.result.value })
          walk.result.continue()
        }
      })
    const now = await open()
    const held = { setting: await all(now, 'setting'), record: await all(now, 'record'), passage: await all(now, 'passage') }
    now.close()
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('chot-kiosk').onsuccess = resolve
    })
    const old = await open(1, (db) => {
      db.createObjectStore('setting')
      db.createObjectStore('record', { keyPath: ['log', 'seq'] }).createIndex('time', 'occurredAt')
      const passages = db.createObjectStore('passage', { keyPath: 'passage' })
      passages.createIndex('credential', 'credentialKey')
      passages.createIndex('time', 'scannedAt')
    })
    const tx = old.transaction(['setting', 'record', 'passage'], 'readwrite')
    for (const { key, value } of held.setting) tx.objectStore('setting').put(value, key)
    for (const { value } of held.record) tx.objectStore('record').put(value)
    for (const { value } of held.passage) tx.objectStore('passage').put(value)
    await new Promise((resolve) => {
      tx.oncomplete = resolve
    })
    old.close()
  })
}

it('the database of version 1 is brought to 2 with its records inside, and waits for a page of version 1 to close', async () => {
  await onShift()
  server.isDown = true
  await at('type-code').click()
  await at('manual-code').fill(await aCode())
  await at('manual-check').click()
  await at('verdict').waitFor()
  const before = await seqs()
  // A page of the same origin outside the kiosk, so that nothing holds the database open.
  server.isDown = false
  await page.goto(`${server.url}/elsewhere`)
  await makeVersionOne()
  const old = await tablet.newPage()
  await old.goto(`${server.url}/elsewhere`)
  await old.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open('chot-kiosk', 1)
        asked.onsuccess = () => {
          Object.assign(window, { held: asked.result })
          resolve(null)
        }
      }),
  )
  server.isDown = true
  await page.goto(`${server.url}/kiosk/`)
  await page.getByText('đang mở ở một thẻ khác').waitFor()
  await old.close()
  await at('scan-ready').waitFor()
  expect(await seqs()).toBeGreaterThanOrEqual(before)
  server.isDown = false
  await at('online').click()
  await page.locator('[data-testid="queue"][data-queued="0"]').waitFor()
  expect(server.records.map(({ header }) => header.seq)).toEqual(server.records.map((_, i) => i + 1))
})
