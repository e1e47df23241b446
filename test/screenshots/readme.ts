import { mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { confirmAndGetPass, walkToCheck } from '../declare-web/support/traveller-walk.ts'
import { newTablet, startShift, verdictOf } from '../e2e/tablet.ts'
import { launchOptions } from '../support/chromium.ts'
import { type GreyPicture, pictureOf } from '../support/fake-camera.ts'
import { fillProvince } from '../support/lively-province.ts'
import { runServer } from '../support/running-server.ts'

/** The README's pictures, taken from the running product: `npm run screenshots`. Nobody in them exists. */
const FOLDER = 'docs/screenshots'
const TRIP = { trip: { province: 'Hải Dương', district: 'Thành phố Hải Dương', commune: 'Phường Cẩm Thượng', from: '2021-02-16', to: '2021-02-17' } }

mkdirSync(FOLDER, { recursive: true })
const server = await runServer()
const browser = await chromium.launch(launchOptions())
const tablet = newTablet()
try {
  await fillProvince(server)
  const atHome = await declare('admit', {})
  const fromHaiDuong = await declare('quarantine', TRIP)
  await scan(atHome, fromHaiDuong)
  await wall()
} finally {
  await tablet.close()
  await browser.close()
  await server.close()
}

async function declare(name: string, trip: typeof TRIP | Record<string, never>): Promise<GreyPicture> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'vi-VN' })
  await page.goto(server.url)
  await walkToCheck(page, trip)
  await page.getByTestId('preview').scrollIntoViewIfNeeded()
  await page.getByTestId('preview').evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await shoot(page, `declare-preview-${name}`)
  await confirmAndGetPass(page)
  const source = await page.locator('img[data-testid=qr]').getAttribute('src')
  const picture = await pictureOf(page, source ?? '')
  await page.waitForLoadState('networkidle')
  await shoot(page, `declare-pass-${name}`)
  await page.close()
  return picture
}

async function scan(atHome: GreyPicture, fromHaiDuong: GreyPicture): Promise<void> {
  const link = /http\S+#enrol=\S+/.exec(server.output())?.[0]
  if (!link) throw new Error('no enrolment link')
  let page = await tablet.switchOn(link, [])
  await page.getByTestId('shift-officer').waitFor()
  await shoot(page, 'kiosk-shift')
  await startShift(page, 'hanh', '2468')
  await page.getByTestId('scan-ready').waitFor()
  await page.waitForTimeout(1000)
  await shoot(page, 'kiosk-scan')
  page = await tablet.switchOn(`${server.url}/kiosk/`, [atHome])
  await startShift(page, 'hanh', '2468')
  await verdictOf(page, 'admit').waitFor()
  await shoot(page, 'kiosk-admit')
  page = await tablet.switchOn(`${server.url}/kiosk/`, [fromHaiDuong])
  await startShift(page, 'hanh', '2468')
  await verdictOf(page, 'quarantine').waitFor()
  await shoot(page, 'kiosk-quarantine')
  await page.setViewportSize({ width: 768, height: 1024 })
  await shoot(page, 'kiosk-quarantine-portrait')
  await page.getByTestId('decide-confirm').click()
}

async function wall(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(`${server.url}/control/`)
  await page.getByTestId('login-user').fill('operator')
  await page.getByTestId('login-password').fill('demo-operator')
  await page.getByTestId('login-submit').click()
  await page.getByTestId('board').waitFor()
  await page.waitForTimeout(1500)
  await shoot(page, 'control-board')
  await page.close()
}

async function shoot(page: Page, name: string): Promise<void> {
  // No pointer over a card, and no verdict half faded in over the camera's picture.
  await page.mouse.move(0, 0)
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  console.log(`${FOLDER}/${name}.png`)
}
