import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tapAway, typeCode } from '../simulation/real-tablet.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { aCode, HOME, otherId } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { runFakeKioskServer } from './fake-kiosk-server.ts'
import { startShift } from './kiosk-screens.ts'

let folder: string
let work: string

beforeAll(() => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-stolen-'))
}, 120_000)
afterAll(() => {
  for (const each of [work, folder]) rmSync(each, { recursive: true, force: true })
})

const CARD = { number: '022184123012', name: 'Đinh Thị Mẫu Nga', street: 'Tổ 7 Khu Mẫu' }

it('a tablet taken in the middle of a shift has no traveller’s name, number or address on its disk, and no PIN', async () => {
  const film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
  const server = await runFakeKioskServer(folder)
  const profile = join(work, 'profile')
  const tablet = await launchTablet(profile, film)
  const page = await tablet.newPage()
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await startShift(page, server)
  await page.getByTestId('scan-ready').waitFor()
  server.isDown = true
  await typeCode(page, await aCode(HOME, { id: otherId(1) }))
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await tapAway(page)
  // Its passage stays open: what the card said waits on the disk for the decision.
  await typeCode(page, `${CARD.number}||${CARD.name}|05031984|Nữ|${CARD.street}, Hạ Long, Quảng Ninh|10012021`)
  await page.locator('[data-testid="verdict"]').getByText(CARD.name).waitFor()
  const kept = await everythingKept(page)
  await tablet.close()
  await server.close()
  // What must be there: else nothing was looked at.
  expect(kept).toContain('Phạm Thị Lan')
  const secrets = [HOME.name ?? '', CARD.name, CARD.number, CARD.street, server.pin]
  expect([...secrets, server.token].filter((secret) => kept.includes(secret))).toEqual([])
  // The browser's own history has the link that enrolled it, which is used up.
  const files = filesUnder(profile)
  expect(files.length).toBeGreaterThan(10)
  expect(secrets.filter((secret) => files.some((file) => holds(file, secret)))).toEqual([])
}, 120_000)

/** Every database, storage and cache of the site as text; bytes as they would read. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    const done = (asked) => new Promise((resolve, reject) => { asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error) })
    const readable = (_key, value) =>
      value instanceof CryptoKey ? 'a key ' + value.extractable
      : ArrayBuffer.isView(value) ? ['utf-8', 'utf-16le', 'latin1'].map((code) => new TextDecoder(code).decode(value)).join(' ')
      : value
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, (await caches.keys()).join()]
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name))
      for (const store of db.objectStoreNames) found.push(JSON.stringify(await done(db.transaction(store).objectStore(store).getAll()), readable))
      db.close()
    }
    return found.join('\\n')
  })()`)
}

function filesUnder(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

/** As a browser may write it: UTF-8, or two bytes a letter. */
function holds(file: Buffer, secret: string): boolean {
  return file.includes(Buffer.from(secret, 'utf8')) || file.includes(Buffer.from(secret, 'utf16le'))
}
