import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'
import { startShift } from './kiosk-screens.ts'

let folder: string
let work: string
let server: FakeKioskServer
let tablet: BrowserContext
let page: Page

/** Chromium's filmed camera has neither light nor zoom: this one says that it has, and writes down what it is asked for. */
const ABLE_CAMERA = `{
  const asked = []
  window.asked = asked
  MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 8, step: 0.1 }, focusMode: ['manual', 'continuous'] })
  MediaStreamTrack.prototype.applyConstraints = async ({ advanced: [wish] }) => {
    if ('torch' in wish && window.lightIsBroken) throw new DOMException('no light', 'OverconstrainedError')
    asked.push(wish)
  }
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = (wanted) => {
    asked.push({ facing: wanted.video.facingMode })
    return open(wanted)
  }
  navigator.wakeLock.request = async (kind) => {
    asked.push({ awake: kind })
    return { release: async () => undefined }
  }
}`

beforeAll(async () => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-camera-'))
  writeCameraFile(join(work, 'empty.y4m'), [])
  server = await runFakeKioskServer(folder)
  tablet = await launchTablet(join(work, 'profile'), join(work, 'empty.y4m'))
  page = await tablet.newPage()
  await page.addInitScript(ABLE_CAMERA)
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await at('enrol-done').waitFor()
  await startShift(page, server)
  await at('scan-ready').waitFor()
}, 120_000)
afterAll(async () => {
  await tablet.close()
  await server.close()
  for (const each of [work, folder]) rmSync(each, { recursive: true, force: true })
})

const at = (id: string) => page.locator(`[data-testid="${id}"]`)

/** What the tablet was asked for since the last look. */
function asked(): Promise<readonly unknown[]> {
  return page.evaluate(() => (window as unknown as { readonly asked: unknown[] }).asked.splice(0))
}

it('the rear camera is opened first, in focus by itself, and the screen is kept on', async () => {
  await at('torch').waitFor()
  expect(await asked()).toEqual(expect.arrayContaining([{ facing: 'environment' }, { focusMode: 'continuous' }, { awake: 'screen' }]))
})

it('the light goes on and off by a tap, and its button goes where the light refuses', async () => {
  await at('torch').click()
  await page.locator('[data-testid="torch"][aria-pressed="true"]').waitFor()
  await at('torch').click()
  await page.locator('[data-testid="torch"][aria-pressed="false"]').waitFor()
  expect(await asked()).toEqual([{ torch: true }, { torch: false }])
  await page.evaluate(() => Object.assign(window, { lightIsBroken: true }))
  await at('torch').click()
  await at('torch').waitFor({ state: 'detached' })
  await at('scan-ready').waitFor()
})

it('the zoom is twice as near in three taps, no nearer than four times, and never wider than the lens', async () => {
  expect(await at('zoom-out').isDisabled()).toBe(true)
  const factors: number[] = []
  for (let taps = 0; taps < 6; taps++) {
    await at('zoom-in').click()
    const [wish] = (await asked()) as readonly { readonly zoom: number }[]
    factors.push(Number(wish?.zoom.toFixed(1)))
  }
  expect(factors).toEqual([1.3, 1.6, 2, 2.5, 3.2, 4])
  await expect.poll(() => at('zoom-in').isDisabled()).toBe(true)
  await at('zoom-out').click()
  expect(await asked()).toEqual([{ zoom: 4 / 1.26 }])
})

it('the front camera is shown as a mirror, stays chosen after a reload, and begins at its widest', async () => {
  await at('menu').click()
  await at('switch-camera').click()
  await page.locator('video.mirrored').waitFor()
  await at('torch').waitFor()
  expect(await asked()).toContainEqual({ facing: 'user' })
  expect(await at('zoom-out').isDisabled()).toBe(true)
  await page.reload()
  await page.locator('video.mirrored').waitFor()
  await at('torch').waitFor()
  expect(await asked()).toContainEqual({ facing: 'user' })
})
