import type { Page } from 'playwright-core'
import { tapAway, typeCode } from '../simulation/real-tablet.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import { axeFaults } from '../support/axe-faults.ts'
import { aCode, HOME, otherId } from './a-station.ts'
import type { FakeKioskServer } from './fake-kiosk-server.ts'

export interface ScreenWalk {
  readonly page: Page
  readonly server: FakeKioskServer
  readonly language: 'vi' | 'en'
  readonly theme: 'night' | 'day'
  /** Codes of one walk are not those of another. */
  readonly firstId: number
  readonly look: (name: string) => Promise<void>
}

/** Before the page's own scripts: without this item a tablet has the camera that the browser gives it. */
export const NO_CAMERA = `if (localStorage.getItem('no-camera')) navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'))`

/** Every screen of the kiosk in the order in which a tablet meets them, from its box to the end of a shift. */
export async function walkScreens(walk: ScreenWalk): Promise<void> {
  await enrol(walk)
  await shiftAndCamera(walk)
  await panels(walk)
  await paperAndForm(walk)
  await carrying(walk)
  await people(walk)
  await practice(walk)
  await endOfShift(walk)
}

async function enrol({ page, server, language, look }: ScreenWalk): Promise<void> {
  await page.goto(`${server.url}/kiosk/`)
  await page.getByTestId('enrol-link').waitFor()
  if (language === 'en') await page.getByTestId('language').click()
  await look('enrol')
  await page.getByTestId('carry-open').setInputFiles({ name: 'thu.chot', mimeType: 'application/json', buffer: Buffer.from('{"thu":1}') })
  await page.getByTestId('carry-news').waitFor()
  await page.getByTestId('enrol-link').fill('cai-nay-da-dung-roi-0002')
  await page.getByTestId('enrol-start').click()
  await page.getByTestId('enrol-problem').getByText(/\p{L}/u).waitFor()
  await look('enrol, nothing taken')
  await page.goto(`${server.url}/kiosk/#enrol=${server.token}`)
  await page.getByTestId('enrol-done').waitFor()
}

async function shiftAndCamera({ page, server, theme, look }: ScreenWalk): Promise<void> {
  await look('shift')
  await page.evaluate(() => localStorage.setItem('no-camera', 'yes'))
  await page.reload()
  await startShift(page, server)
  await page.locator('[data-testid="camera-failed"][data-why="none"]').waitFor()
  await look('no camera')
  await page.evaluate(() => localStorage.removeItem('no-camera'))
  await page.reload()
  await page.getByTestId('scan-ready').waitFor()
  if (theme === 'day') {
    await openTool(page, 'display')
    await page.getByTestId('theme-day').click()
    await closePanel(page)
  }
  await look('scan')
}

async function panels({ page, look }: ScreenWalk): Promise<void> {
  await page.getByTestId('menu').click()
  await look('menu')
  await closePanel(page)
  for (const tool of ['queue-tool', 'scanner', 'display', 'state-tool']) {
    await openTool(page, tool)
    await page.locator('dialog[open]').waitFor()
    await look(tool)
    await closePanel(page)
  }
  await openTool(page, 'patrol-tool')
  await page.getByTestId('patrol-place').fill('Bãi Cháy')
  await page.getByTestId('patrol-place-hit').first().waitFor()
  await look('patrol')
  await page.getByTestId('patrol-place-hit').first().click()
  await page.getByTestId('patrol-back').click()
  await page.getByTestId('patrol').waitFor()
  await look('on patrol')
  await openTool(page, 'patrol-tool')
  await page.getByTestId('patrol-end').click()
  await closePanel(page)
  await page.getByTestId('type-code').click()
  await page.getByTestId('manual-code').fill('12345678')
  await page.getByTestId('manual-check').click()
  await page.getByTestId('manual-problem').getByText(/\p{L}/u).waitFor()
  await look('type a code')
  await closePanel(page)
}

async function paperAndForm({ page, look }: ScreenWalk): Promise<void> {
  await page.getByTestId('form').click()
  await page.getByTestId('form-submit').waitFor()
  await look('form')
  await page.getByTestId('form-submit').click()
  await page.getByTestId('form-problem').waitFor()
  await look('form, refused')
  await closePanel(page)
  await openTool(page, 'paper')
  await page.getByTestId('paper-save').click()
  await page.getByTestId('form-problem').getByText(/\p{L}/u).first().waitFor()
  await look('paper')
  await closePanel(page)
}

async function carrying({ page, look }: ScreenWalk): Promise<void> {
  await openTool(page, 'state-tool')
  await page.getByTestId('carry-tool').click()
  await page.getByTestId('carry-show').waitFor()
  await look('carrying')
  await page.getByTestId('carry-show').click()
  await page.getByTestId('carry-code').waitFor()
  await look('carrying, as codes')
  await page.getByTestId('carry-show').click()
  await closePanel(page)
}

async function people({ page, firstId, look }: ScreenWalk): Promise<void> {
  await typeCode(page, await aCode({ ...HOME, travel: { means: 'motorbike', personsAboard: 1 } }, { id: otherId(firstId) }))
  await page.locator('[data-testid="verdict"][data-outcome="admit"]').waitFor()
  await look('admit')
  await tapAway(page)
  await page.getByTestId('vehicle').click()
  await typeCode(page, await aCode({ ...ordinaryClaims, travel: { means: 'bus', personsAboard: 1 } }, { id: otherId(firstId + 1) }))
  await page.locator('[data-testid="verdict"][data-outcome="detain"]').waitFor()
  await look('detain')
  await page.getByTestId('turn-face').click()
  await look('turned face')
  await page.getByTestId('turned-back').click()
  await page.getByTestId('decide-override').click()
  await page.locator('label[data-outcome="refer"]').click()
  await page.getByTestId('second-officer').waitFor()
  await look('second officer')
  await page.locator('.override .button').last().click()
  await page.getByTestId('decide-later').click()
  await page.getByTestId('vehicle-open').click()
  await page.locator('dialog[open]').waitFor()
  await look('vehicle')
  await closePanel(page)
  await page.getByTestId('open-scans').click()
  await page.getByTestId('annul-open').first().locator('summary').click()
  await look('open scans')
  await closePanel(page)
}

async function practice({ page, look }: ScreenWalk): Promise<void> {
  await openTool(page, 'practise')
  await page.getByTestId('practice').waitFor()
  await page.getByTestId('specimens').click()
  await page.locator('svg.specimen-code').first().waitFor()
  await look('specimens')
  await page.getByTestId('specimen-zone').click()
  await page.getByTestId('verdict').waitFor()
  await look('practice')
  await page.getByTestId('decide-confirm').click()
  await page.getByTestId('practice-leave').click()
}

async function endOfShift({ page, look }: ScreenWalk): Promise<void> {
  await page.getByTestId('shift-end').click()
  await page.getByTestId('summary-open').getByText('1').waitFor()
  await page.getByTestId('summary-open-list').getByText('QN-R08').waitFor()
  await look('end of shift')
  await page.getByTestId('hand-over-note').fill('Xe 14B-022.33 chờ giấy xét nghiệm')
  await page.getByTestId('shift-end-confirm').click()
  await page.getByTestId('handed-over').waitFor()
  await look('handed over')
}

export async function startShift(page: Page, { pin }: FakeKioskServer): Promise<void> {
  await page.getByTestId('shift-officer').selectOption('lan.bach-dang')
  await page.getByTestId('shift-pin').fill(pin)
  await page.getByTestId('shift-start').click()
}

/** A browser may take one Escape for itself. */
async function closePanel(page: Page): Promise<void> {
  const panel = page.locator('dialog[open]')
  await panel.first().waitFor()
  for (let tries = 0; tries < 5 && (await panel.count()) > 0; tries++) {
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached', timeout: 2000 }).catch(() => undefined)
  }
}

async function openTool(page: Page, tool: string): Promise<void> {
  await page.getByTestId('menu').click()
  await page.getByTestId(tool).click()
}

/** What axe finds on the page as it is. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // An answer that is still fading in has the contrast of neither; one that goes meanwhile never ends to.
  await page.evaluate(() =>
    Promise.allSettled(Array.from(document.querySelector('.verdict')?.getAnimations() ?? [], (one) => one.finished.then(() => null))),
  )
  return axeFaults(page)
}

/** Wider than its window: somebody would have to scroll sideways. */
export function sidewaysOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const all = [document.documentElement, ...document.querySelectorAll<HTMLElement>('dialog[open], .sheet, .panel, .card')]
    return all
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth}>${one.clientWidth}`)
  })
}
