import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { OUTCOME_WORDS } from '../../shared/rules/outcome-texts.ts'
import { OUTCOMES, type Outcome } from '../../shared/rules/verdict.ts'
import { tapAway, typeCode } from '../simulation/real-tablet.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import { launchTablet } from '../support/chromium.ts'
import { writeCameraFile } from '../support/fake-camera.ts'
import { turnScreen } from '../support/turn-screen.ts'
import { aCode, HOME, otherId } from './a-station.ts'
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
      await turnScreen(page, { width, height: 844 })
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

const FLAT = [
  [844, 390],
  [780, 437],
] as const

it('the officer aims, reads what to do and finds every lane without moving the screen', async () => {
  const page = await newPage({ width: 768, height: 1024 })
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await startShift(page, server)
  await page.getByTestId('scan-ready').waitFor()
  const faults: string[] = []
  const take = async (name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `layout-${name.replace(/\W+/g, '-')}.png`) })
  }
  const look = async (name: string, isWrong: () => Promise<readonly string[]>): Promise<void> => {
    faults.push(...(await isWrong()).map((fault) => `${name}: ${fault}`))
    await take(name)
  }
  for (const [width, height] of FLAT) {
    await turnScreen(page, { width, height })
    await look(`${width} alone`, () => smallPicture(page))
  }
  await turnScreen(page, { width: 768, height: 1024 })
  await typeCode(page, await aCode({ ...HOME, travel: { means: 'car', personsAboard: 2, plate: '14A55566' } }, { id: otherId(0x6101) }))
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await tapAway(page)
  for (const [width, height] of [...FLAT, [768, 1024], [1024, 768], [390, 844]] as const) {
    await turnScreen(page, { width, height })
    await look(`${width} with a vehicle`, async () => [...(await smallPicture(page)), ...(width < 768 ? [] : await lanesOutOfSight(page))])
  }
  await typeCode(page, await aCode({ ...HOME, travel: { means: 'motorbike', personsAboard: 1, plate: '14B112345' } }, { id: otherId(0x6102) }))
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await tapAway(page)
  for (const [width, height] of [...FLAT, [768, 1024], [390, 844]] as const) {
    await turnScreen(page, { width, height })
    await look(`${width} asked`, async () => [...(await smallPicture(page)), ...(await sidewaysOn(page))])
  }
  await page.getByTestId('asked').getByText('14B112345').waitFor()
  await turnScreen(page, { width: 768, height: 1024 })
  await page.getByTestId('vehicle-open').click()
  await page.getByTestId('heads-say').waitFor()
  await page.locator('.flag[data-testid="heads-say"]').waitFor()
  await look('vehicle panel', () => legendsOutside(page))
  await page.getByTestId('vehicle-panel').getByTestId('asked-same').click()
  await page.locator('.agreed[data-testid="heads-say"]').waitFor()
  await page.evaluate(FORGET_VEHICLE)
  await page.reload()
  await page.getByTestId('left-open').getByText('47 giờ').waitFor()
  await typeCode(page, await aCode({ ...HOME, travel: { means: 'car', personsAboard: 1 } }, { id: otherId(0x6104) }))
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await tapAway(page)
  await page.getByTestId('left-open').getByText('1 người vừa quét').waitFor()
  for (const [width, height] of [FLAT[0], [390, 844], [768, 1024]] as const) {
    await turnScreen(page, { width, height })
    await look(`${width} left open`, async () => [...(await smallPicture(page)), ...(await sidewaysOn(page))])
  }
  await page.getByTestId('left-open-go').click()
  await page.getByTestId('left-open').waitFor({ state: 'detached' })
  await expect.poll(() => page.getByTestId('seat').count()).toBe(1)
  await page.getByTestId('vehicle-open').click()
  await page.getByTestId('vehicle-close').click()
  await page.getByTestId('vehicle-strip').waitFor({ state: 'detached' })
  await page.getByTestId('type-code').click()
  await page.getByTestId('manual-code').click()
  await look('type a code', () => hintInRing(page))
  await page.keyboard.press('Escape')
  await typeCode(page, await aCode({ ...ordinaryClaims, travel: { means: 'car', personsAboard: 1, plate: '14A12345' } }, { id: otherId(0x6103) }))
  await page.getByTestId('verdict-duties').waitFor()
  for (const [width, height] of [[1024, 768], FLAT[0], [667, 375], [390, 844], [768, 1024]] as const) {
    await turnScreen(page, { width, height })
    await look(`${width} verdict`, () =>
      width === 768 ? belowTheFold(page, '[data-testid="verdict-duties"] li:nth-child(2)', '.sheet') : answerOutOfSight(page),
    )
  }
  await page.getByTestId('decide-override').click()
  await page.getByTestId('override-reason').waitFor()
  await look('override', () => belowTheFold(page, '.reason-field .chip', '[data-testid="override-reason"]'))
  expect(faults).toEqual([])
}, 90_000)

it('says all that is wrong with a form at its head, and each fault at its field', async () => {
  const page = await newPage({ width: 768, height: 1024 })
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
  await startShift(page, server)
  await page.getByTestId('scan-ready').waitFor()
  await page.getByTestId('form').click()
  await page.getByTestId('form-document-guardian').click()
  await page.getByTestId('form-means-motorbike').click()
  await page.getByTestId('form-plate').fill('??')
  await page.getByTestId('form-submit').click()
  await page.locator('[data-testid="form-problem"]:focus').waitFor()
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'layout-form-refused.png') })
  expect(await page.getByTestId('form-problem').boundingBox()).toMatchObject({ y: expect.toSatisfy((y: number) => y >= 0 && y < 500) })
  for (const field of ['name', 'birth', 'document', 'proxy', 'plate']) {
    expect(await page.getByTestId(`fault-${field}`).textContent()).toBe(await page.getByTestId(`at-${field}`).textContent())
  }
  expect(await page.getByTestId('form-name').getAttribute('aria-describedby')).toBe('form-name-fault')
  await page.getByTestId('form-still-open').getByText('Đi đến').waitFor()
  await page.getByTestId('fault-plate').click()
  await page.locator('[data-testid="form-plate"]:focus').waitFor()
  await page.getByTestId('form-submit').click()
  await page.locator('[data-testid="form-problem"]:focus').waitFor()
})

/** As if the officer had gone off two days ago without letting it go. */
const FORGET_VEHICLE = `new Promise((done) => {
  const opening = indexedDB.open('chot-kiosk')
  opening.onsuccess = () => {
    const store = opening.result.transaction('setting', 'readwrite').objectStore('setting')
    const get = store.get('crossings')
    get.onsuccess = () => {
      const put = store.put(get.result.map((open) => ({ ...open, startedAt: open.startedAt - 47 * 3600000 })), 'crossings')
      put.onsuccess = () => { opening.result.close(); done() }
    }
  }
})`

/** On every screen the reason begins, both buttons and the turning lie in sight, and the turning on no sign or word. */
function answerOutOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ['.reason-text', '.turn-button', '[data-testid="decide-confirm"]', '[data-testid="decide-override"]'].flatMap((name) => {
      const { left, top, bottom, right } = document.querySelector(name)?.getBoundingClientRect() ?? new DOMRect(0, -1)
      const word = document.createRange()
      word.selectNodeContents(document.querySelector('.hero h1') ?? document.body)
      const beside = [...word.getClientRects(), ...(document.querySelector('.hero .outcome-icon')?.getClientRects() ?? [])]
      const lies = name === '.turn-button' && beside.some((one) => left < one.right && right > one.left && top < one.bottom && bottom > one.top)
      return lies || top < 0 || bottom > innerHeight || right > innerWidth ? [`${name} is out of sight`] : []
    }),
  )
}

/** Less than half of the window, or a frame that no code can be held into. */
function smallPicture(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const [picture, frame] = ['.camera video', '.aim-frame'].map((one) => document.querySelector(one)?.getBoundingClientRect().height ?? 0)
    // Upright there is height to spare; on its side a phone has little more than the picture.
    const [least, frameLeast] = innerWidth > innerHeight ? [2, 4] : [4, 6]
    const small = (picture ?? 0) < innerHeight / least ? [`a picture of ${picture} in ${innerHeight}`] : []
    return (frame ?? 0) < innerHeight / frameLeast ? [...small, `a frame of ${frame} in ${innerHeight}`] : small
  })
}

function lanesOutOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.lane')].flatMap((lane) => {
      const { left, right, top, bottom } = lane.getBoundingClientRect()
      const row = lane.closest('.lanes')
      const moves = row !== null && row.scrollWidth > row.clientWidth + 1
      return moves || left < 0 || right > innerWidth || top < 0 || bottom > innerHeight + 1 ? [lane.textContent] : []
    }),
  )
}

function legendsOutside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.stepper legend')].flatMap((legend) => {
      const box = legend.parentElement?.getBoundingClientRect().top ?? 0
      return legend.getBoundingClientRect().top < box + 4 ? [legend.textContent] : []
    }),
  )
}

/** The ring is 4 px wide, 2 px from the box. */
function hintInRing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const box = document.querySelector('[data-testid="manual-code"]')?.getBoundingClientRect().bottom ?? 0
    const hint = document.querySelector('.panel .soft')?.getBoundingClientRect().top ?? 0
    if (box === 0 || hint === 0) return ['the box or its hint is not shown']
    return hint - box < 8 ? [`the hint begins ${hint - box} px under the box`] : []
  })
}

/** The first of `what` must end above the end of `sheet`, or above the bar that lies over it. */
function belowTheFold(page: Page, what: string, sheet: string): Promise<readonly string[]> {
  return page.evaluate(
    ([wanted, frame]) => {
      const end = document.querySelector(wanted ?? '')?.getBoundingClientRect().bottom ?? Infinity
      const over = document.querySelector(frame ?? '')?.getBoundingClientRect()
      const fold = over ? (frame === '.sheet' ? over.bottom : over.top) : 0
      return end > fold ? [`${wanted} ends at ${end}, under ${fold}`] : []
    },
    [what, sheet],
  )
}
