import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import QRCode from 'qrcode'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { tapAway } from '../simulation/real-tablet.ts'
import { launchTablet } from '../support/chromium.ts'
import { type GreyPicture, writeCameraFile } from '../support/fake-camera.ts'
import { aCode, HOME } from './a-station.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'
import { startShift } from './kiosk-screens.ts'

let folder: string
let work: string
let film: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  folder = buildKiosk()
  film = join(folder, 'code.y4m')
  writeCameraFile(film, [pictureOf(await aCode(HOME))])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'chot-older-'))
  server = await runFakeKioskServer(folder)
  tablet = await launchTablet(work, film)
  page = await tablet.newPage()
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
})
afterEach(async () => {
  await tablet.close()
  await server.close()
  rmSync(work, { recursive: true, force: true })
})

function pictureOf(text: string): GreyPicture {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const width = (modules.size + 8) * 4
  const pixels = Uint8Array.from({ length: width * width }, (_, i) => {
    const [x, y] = [Math.floor((i % width) / 4) - 4, Math.floor(i / width / 4) - 4]
    return x >= 0 && y >= 0 && x < modules.size && y < modules.size && modules.get(y, x) ? 20 : 235
  })
  return { width, height: width, pixels }
}

const at = (id: string) => page.locator(`[data-testid="${id}"]`)

/** What Safari 15.4 lacks, or has only in pages that no tablet of ours opens. https://caniuse.com, each by its name. */
const AS_SAFARI_15_4 = `{
  const without = (owner, ...names) => { for (const name of names) if (owner && !delete owner[name]) throw new Error('kept: ' + name) }
  without(AbortSignal, 'timeout', 'any')
  without(globalThis, 'OffscreenCanvas', 'VideoFrame', 'MediaStreamTrackProcessor', 'BarcodeDetector', 'PressureObserver', 'CompressionStream',
    'DecompressionStream', 'requestIdleCallback', 'scheduler')
  without(Navigator.prototype, 'wakeLock', 'vibrate', 'getBattery', 'serial', 'usb', 'connection', 'userAgentData', 'permissions')
  without(StorageManager.prototype, 'persist', 'persisted', 'estimate')
  without(HTMLVideoElement.prototype, 'requestVideoFrameCallback', 'cancelVideoFrameCallback')
  without(Element.prototype, 'requestFullscreen')
  without(Document.prototype, 'fullscreenEnabled', 'fullscreenElement', 'exitFullscreen')
  without(MediaStreamTrack.prototype, 'getCapabilities')
  without(Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with')
  without(Array, 'fromAsync')
  without(Object, 'groupBy')
  without(Map, 'groupBy')
  without(Promise, 'withResolvers', 'try')
  without(Set.prototype, 'union', 'intersection', 'difference', 'isSubsetOf')
  without(Uint8Array.prototype, 'toBase64', 'toHex')
  without(String.prototype, 'isWellFormed', 'toWellFormed')
  without(HTMLElement.prototype, 'inert', 'popover', 'showPopover')
  const make = SubtleCrypto.prototype.generateKey
  SubtleCrypto.prototype.generateKey = function (how, ...rest) {
    const name = typeof how === 'string' ? how : how.name
    return name === 'Ed25519' || name === 'X25519' ? Promise.reject(new DOMException('unknown', 'NotSupportedError')) : make.call(this, how, ...rest)
  }
}`

async function openTool(tool: string): Promise<void> {
  await at('menu').click()
  await at(tool).click()
}

it('a tablet with Safari 15.4 enrols, films, decides, sends and carries', async () => {
  await page.addInitScript(AS_SAFARI_15_4)
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await startShift(page, server)
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await tapAway(page)
  await expect.poll(() => server.records.map(({ header }) => header.seq).length).toBeGreaterThan(2)
  await at('scan-ready').waitFor()
  expect(await page.locator('.camera-tools [data-testid="full-screen"]').count()).toBe(0)
  await openTool('display')
  await at('full-screen').click()
  await page.keyboard.press('Escape')
  await openTool('state-tool')
  await at('carry-tool').click()
  await at('carry-show').click()
  await at('carry-code').waitFor()
  expect(problems).toEqual([])
}, 60_000)

it('what is chosen is shown without :has, which Chrome knows since 105', () => {
  const assets = join(folder, 'assets')
  const styles = readdirSync(assets).filter((name) => name.endsWith('.css'))
  const faulty = styles.flatMap((name) => readFileSync(join(assets, name), 'utf8').match(/[^{}]*:has\([^)]*:checked[^{]*/g) ?? [])
  expect([styles.length > 0, faulty]).toEqual([true, []])
})

it('a tablet whose browser forbids WebAssembly, as iPads in lockdown do, reads with the readers in JavaScript', async () => {
  await page.addInitScript('delete globalThis.WebAssembly')
  const assets = join(folder, 'assets')
  const [worker = ''] = readdirSync(assets).filter((name) => /^decoder\.worker.*\.js$/.test(name))
  const file = join(assets, worker)
  const whole = readFileSync(file, 'utf8')
  // Only where it really is gone: else this reads with the best reader and proves nothing.
  writeFileSync(file, `delete globalThis.WebAssembly;typeof WebAssembly==='undefined'||close();${whole}`)
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await startShift(page, server)
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  writeFileSync(file, whole)
  expect(problems).toEqual([])
}, 60_000)

it('a browser that cannot keep a log says so and opens none', async () => {
  const cases: readonly (readonly [script: string, words: string])[] = [
    ['delete Navigator.prototype.locks', 'quá cũ'],
    ['delete globalThis.indexedDB', 'quá cũ'],
    // A private window of some browsers.
    [`IDBFactory.prototype.open = () => { throw new DOMException('no mutations allowed', 'InvalidStateError') }`, 'bộ nhớ'],
  ]
  for (const [script, words] of cases) {
    const other = await tablet.newPage()
    await other.addInitScript(script)
    await other.goto(`${server.url}/kiosk/#enrol=${server.token}`)
    await other.getByRole('alert').getByText(words).first().waitFor()
    await other.close()
  }
  expect(server.records).toEqual([])
})
