import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { buildKiosk } from './build-kiosk.ts'
import { type FakeKioskServer, runFakeKioskServer } from './fake-kiosk-server.ts'
import { NO_CAMERA, sidewaysOn, startShift, violationsOn, walkScreens } from './kiosk-screens.ts'

let folder: string
let work: string
let film: string
let server: FakeKioskServer
let tablet: BrowserContext | null = null

beforeAll(async () => {
  folder = buildKiosk()
  work = mkdtempSync(join(tmpdir(), 'chot-screens-'))
  film = join(work, 'empty.y4m')
  writeCameraFile(film, [])
}, 120_000)
afterEach(async () => {
  await tablet?.close()
  tablet = null
  await server.close()
})
afterAll(() => {
  for (const each of [work, folder]) rmSync(each, { recursive: true, force: true })
})

async function newPage(viewport: { readonly width: number; readonly height: number }) {
  server = await runFakeKioskServer(folder)
  server.wantsTwo = true
  tablet = await launchTablet(mkdtempSync(join(work, 'profile-')), film, viewport)
  await tablet.addInitScript(NO_CAMERA)
  return tablet.newPage()
}

/** Where pictures of the walk go for somebody to look at; none without it. */
const PICTURES = process.env.SCREENS

it.each([
  ['vi', 'night', 768, 1024],
  ['en', 'day', 1024, 768],
  ['vi', 'day', 390, 844],
] as const)(
  'every screen in %s by %s at %i x %i is free of faults that axe knows, and nothing is wider than it',
  async (language, theme, width, height) => {
    const page = await newPage({ width, height })
    const faults: string[] = []
    let seen = 0
    const look = async (name: string): Promise<void> => {
      seen++
      const found = [...(await violationsOn(page)), ...(await sidewaysOn(page))]
      faults.push(...found.map((fault) => `${name}: ${fault}`))
      if (PICTURES) {
        mkdirSync(PICTURES, { recursive: true })
        await page.screenshot({
          path: join(PICTURES, `${language}-${theme}-${width}-${String(seen).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`),
        })
      }
    }
    await walkScreens({ page, server, language, theme, firstId: 0x5000, look })
    expect(faults).toEqual([])
    expect(seen).toBe(28)
  },
  240_000,
)

const BATTERY = `navigator.getBattery = () => { const told = localStorage.getItem('battery'); return told ? Promise.resolve(JSON.parse(told)) : Promise.reject(new Error('not told')) }`

it('a battery that runs down is shown and said, one that nobody knows of is not', async () => {
  const page = await newPage({ width: 1024, height: 768 })
  await tablet?.addInitScript(BATTERY)
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await startShift(page, server)
  await page.getByTestId('scan-ready').waitFor()
  expect(await page.getByTestId('battery-low').count()).toBe(0)
  await page.evaluate(() => localStorage.setItem('battery', '{"level":0.2,"charging":false}'))
  await page.reload()
  await page.getByRole('alert').filter({ hasText: '20 %' }).getByTestId('battery-low').waitFor()
  await page.getByTestId('menu').click()
  await page.getByTestId('state-tool').click()
  await page.getByTestId('state-battery').getByText('20 %').waitFor()
})
