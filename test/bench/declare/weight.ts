import type { Page } from 'playwright-core'
import { PLAIN_RESIDENT, plainWalkToCheck } from '../../declare-web/support/plain-walk.ts'
import { confirmAndGetPass, walkToCheck } from '../../declare-web/support/traveller-walk.ts'
import { atMost, type Figure, plain } from '../kiosk/figure.ts'
import { coldPhone, type Stand, slowDown, type Transfer } from './stand.ts'

const KINDS = ['JavaScript', 'CSS', 'HTML', 'JSON', 'pictures', 'place tables', 'other'] as const
type Kind = (typeof KINDS)[number]

const KB = 1000
/** Compressed, everything that one declaration fetches, without the place tables. */
const ALL_KB = 60
const SCRIPT_KB = 30
const PLACES_KB = 50

/** From a first visit on a slow line to the code on the screen. */
export async function weightFigures(stand: Stand): Promise<readonly Figure[]> {
  return [...(await liveFigures(stand)), ...(await plainFigures(stand))]
}

async function liveFigures(stand: Stand): Promise<readonly Figure[]> {
  const context = await coldPhone(stand.browser)
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  await slowDown(page)
  await watchForCode(page)
  const asked = askedBy(page)
  const from = stand.transfers.length
  await page.goto(stand.url)
  await page.getByTestId('next').waitFor()
  const drawn = stand.transfers.slice(from)
  await settled(page, stand)
  const first = stand.transfers.slice(from)
  await walkToCheck(page, {})
  await settled(page, stand)
  const beforeSend = stand.transfers.length
  await confirmAndGetPass(page)
  await codeIsOnScreen(page)
  await settled(page, stand)
  const later = await askedAfterCode(page)
  const isInTime = ({ path }: Transfer) => asked.has(path) && !later.has(path)
  const sent = stand.transfers.slice(beforeSend).filter(isInTime)
  const all = stand.transfers.slice(from)
  await context.close()
  const byPage = all.filter(isInTime)
  const afterCode = all.filter(({ path }) => later.has(path))
  const beside = all.filter(({ path }) => !asked.has(path))
  return [
    plain('with JavaScript, until the first page can be read: requests', 'requests', drawn.length),
    plain('with JavaScript, until the first page can be read', 'kB', total(drawn)),
    ...split('with JavaScript, until the first page is at rest', first),
    ...split('with JavaScript, until the code is on the screen', byPage),
    atMost('with JavaScript, until the code is on the screen, all but place tables', 'kB', total(withoutPlaces(byPage)), ALL_KB),
    atMost('with JavaScript, until the code is on the screen, JavaScript', 'kB', total(ofKind(byPage, 'JavaScript')), SCRIPT_KB),
    ...placeFigures(byPage),
    atMost('round trips from "send" to the code on the screen', 'requests', sent.length, 1),
    plain('after the code stood on the screen, the rest of the pass and its picture: requests', 'requests', afterCode.length),
    plain('after the code stood on the screen, the rest of the pass and its picture', 'kB', total(afterCode)),
    plain('beside the page, fetched by its service worker for later: requests', 'requests', beside.length),
    plain('beside the page, fetched by its service worker for later', 'kB', total(beside)),
  ]
}

async function plainFigures(stand: Stand): Promise<readonly Figure[]> {
  const context = await coldPhone(stand.browser, { javaScriptEnabled: false })
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  await slowDown(page)
  const from = stand.transfers.length
  await page.goto(stand.url)
  const first = stand.transfers.slice(from)
  await plainWalkToCheck(page, PLAIN_RESIDENT)
  const beforeSend = stand.transfers.length
  await page.locator('input[name=consent]').check()
  await page.getByTestId('confirm').click()
  await codeIsOnScreen(page)
  const all = stand.transfers.slice(from)
  await context.close()
  return [
    ...split('without JavaScript, until the first page is at rest', first),
    ...split('without JavaScript, until the code is on the screen', all),
    atMost('without JavaScript, until the code is on the screen, all together', 'kB', total(all), ALL_KB),
    atMost('without JavaScript, JavaScript', 'kB', total(ofKind(all, 'JavaScript')), 0),
    plain('without JavaScript, requests from "send" to the code on the screen', 'requests', stand.transfers.length - beforeSend),
  ]
}

/** A part of the code that the browser has fetched but not drawn is no code yet. */
async function codeIsOnScreen(page: Page): Promise<void> {
  const code = page.getByTestId('qr')
  await code.waitFor()
  await code.evaluate(async (element) => {
    if (element instanceof HTMLImageElement && !(element.complete && element.naturalWidth > 0)) await element.decode()
  })
}

/** The page's own clock at the moment when the code is in it. */
async function watchForCode(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector('[data-testid=qr]')) return
      watch.disconnect()
      performance.mark('code-on-screen')
    })
    watch.observe(document, { childList: true, subtree: true })
  })
}

/** What the page began to ask for after that. */
async function askedAfterCode(page: Page): Promise<ReadonlySet<string>> {
  const urls = await page.evaluate(() => {
    const at = performance.getEntriesByName('code-on-screen')[0]?.startTime ?? Number.POSITIVE_INFINITY
    return performance.getEntriesByType('resource').flatMap((entry) => (entry.startTime > at ? [entry.name] : []))
  })
  return new Set(urls.map((url) => new URL(url)).map(({ pathname, search }) => pathname + search))
}

/** What the page itself asks for; a service worker fetches beside it. */
function askedBy(page: Page): ReadonlySet<string> {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (request.serviceWorker() === null) asked.add(pathname + search)
  })
  return asked
}

/** Nothing has come for a second and a half: on this line a request in between takes less. */
async function settled(page: Page, stand: Stand): Promise<void> {
  for (let seen = -1; seen !== stand.transfers.length; ) {
    seen = stand.transfers.length
    await page.waitForTimeout(1500)
  }
}

function split(when: string, transfers: readonly Transfer[]): readonly Figure[] {
  const kinds = KINDS.map((kind) => [kind, ofKind(transfers, kind)] as const).filter(([, found]) => found.length > 0)
  return [
    plain(`${when}: requests`, 'requests', transfers.length),
    plain(`${when}: bodies`, 'kB', total(transfers)),
    plain(`${when}: headers besides`, 'kB', transfers.reduce((sum, { headerBytes }) => sum + headerBytes, 0) / KB),
    ...kinds.map(([kind, found]) => plain(`${when}: ${kind}`, 'kB', total(found))),
  ]
}

function placeFigures(transfers: readonly Transfer[]): readonly Figure[] {
  return ofKind(transfers, 'place tables').map(({ path, bytes }) => atMost(`place table ${path.split('?')[0]}`, 'kB', bytes / KB, PLACES_KB))
}

function withoutPlaces(transfers: readonly Transfer[]): readonly Transfer[] {
  return transfers.filter((transfer) => kindOf(transfer) !== 'place tables')
}

function ofKind(transfers: readonly Transfer[], kind: Kind): readonly Transfer[] {
  return transfers.filter((transfer) => kindOf(transfer) === kind)
}

function kindOf({ path }: Transfer): Kind {
  const plainPath = path.split('?')[0] ?? ''
  if (plainPath.startsWith('/areas/')) return 'place tables'
  if (plainPath.startsWith('/api/') || plainPath.endsWith('.json')) return 'JSON'
  if (plainPath.endsWith('.js')) return 'JavaScript'
  if (plainPath.endsWith('.css')) return 'CSS'
  if (/\.(png|svg|ico|webp)$/.test(plainPath)) return 'pictures'
  return /\.[a-z0-9]+$/.test(plainPath) ? 'other' : 'HTML'
}

function total(transfers: readonly Transfer[]): number {
  return transfers.reduce((sum, { bytes }) => sum + bytes, 0) / KB
}
