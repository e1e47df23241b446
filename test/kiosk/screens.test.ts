import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { typeCode } from '../simulation/real-tablet.ts'
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

it('no word of an answer lies under the button beside it, alone and with a vehicle under way, on phones of three widths', async () => {
  const page = await newPage({ width: 390, height: 844 })
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await startShift(page, server)
  await page.getByTestId('scan-ready').waitFor()
  const under: string[] = []
  for (const state of ['alone', 'with a vehicle'] as const) {
    if (state === 'with a vehicle') await page.getByTestId('vehicle').click()
    await typeCode(page, `https://example.vn/${state.length}`)
    await page.locator('[data-testid="verdict"][data-outcome="refer"]').waitFor()
    for (const width of [390, 360, 320]) {
      await page.setViewportSize({ width, height: 844 })
      for (const outcome of OUTCOMES) {
        for (const word of Object.values(OUTCOME_WORDS[outcome]))
          if (await isUnderButton(page, outcome, word)) under.push(`${state}, ${width}: ${word}`)
      }
    }
    await page.getByTestId('decide-confirm').click()
    await page.getByTestId('scan-ready').waitFor()
  }
  expect(under).toEqual([])
}, 60_000)

/** The letters as they are drawn with another outcome's word in the place of the present one, not the box they stand in. */
function isUnderButton(page: Page, outcome: Outcome, word: string): Promise<boolean> {
  return page.evaluate(
    ({ text, of }) => {
      const [heading, button] = [document.querySelector('.hero h1'), document.querySelector('.hero .turn-button')]
      if (!heading?.firstChild || !button) throw new Error('no answer is shown')
      heading.firstChild.nodeValue = text
      const answer = heading.closest<HTMLElement>('.verdict')
      if (answer) answer.dataset.outcome = of
      const letters = document.createRange()
      letters.selectNodeContents(heading)
      const beside = button.getBoundingClientRect()
      return [...letters.getClientRects()].some(
        (line) => line.right > beside.left && line.left < beside.right && line.bottom > beside.top && line.top < beside.bottom,
      )
    },
    { text: word, of: outcome },
  )
}
