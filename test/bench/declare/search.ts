import type { Page } from 'playwright-core'
import type { Division } from '../../../shared/areas/place.ts'
import { searchCost } from '../../../shared/areas/search-places.ts'
import { testAreas } from '../../support/areas.ts'
import { typedPlaces } from '../../support/typed-places.ts'
import { atMost, type Figure, plain, quantile } from '../kiosk/figure.ts'
import { coldPhone, type Stand } from './stand.ts'

/** A frame at 60 a second, in milliseconds: what one keystroke may cost, drawn. */
const FRAME_MS = 1000 / 60
/** How much slower than this machine an old phone's processor is taken to be. */
const SLOWER = 6
const QUERIES = 2000
/** Names of the other division come once, and are then drawn into the answer of the moment. */
const MOST_LATE = 1
const SEED = 20210217

/** One keystroke in the search for a place, from its event to the list laid out, in real Chromium with a throttled processor. */
export async function searchFigures(stand: Stand): Promise<readonly Figure[]> {
  return [...(await figuresOf(stand, '2021')), ...(await figuresOf(stand, '2025'))]
}

async function figuresOf({ browser, url }: Stand, division: Division): Promise<readonly Figure[]> {
  const context = await coldPhone(browser, { serviceWorkers: 'block' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (division === '2025') await askInTodaysDivision(page)
  await page.goto(`${url}/declare/contact`)
  // Of the live page: the drawn one has a box of that name too, and may still stand.
  const box = page.locator('#permanentPlace[role=combobox]')
  await box.fill('ha noi')
  const first = page.locator('#permanentPlace-option-0')
  await first.waitFor()
  if (!(await first.getAttribute('data-place'))?.startsWith(`${division}:`)) throw new Error(`the form does not ask in ${division}`)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const texts = typedPlaces(testAreas(), { division, count: QUERIES, seed: SEED })
  const { costs, late } = await page.evaluate(typeAll, texts)
  await context.close()
  const looked = texts.map(searchCost(testAreas(), division))
  const name = `places of ${division}, one keystroke at a ${SLOWER} times slower processor`
  return [
    plain(`${name}: keystrokes`, 'keystrokes', costs.length),
    plain(`${name}: half take at most, of a frame`, 'frames', quantile(costs, 0.5) / FRAME_MS),
    atMost(`${name}: 95 of 100 take at most, of a frame`, 'frames', quantile(costs, 0.95) / FRAME_MS, 1),
    plain(`${name}: the slowest, of a frame`, 'frames', quantile(costs, 1) / FRAME_MS),
    atMost(`${name}: answers that were drawn after the measure`, 'keystrokes', late, MOST_LATE),
    plain(`${name}: half look at most at`, 'names', quantile(looked, 0.5)),
    plain(`${name}: 95 of 100 look at most at`, 'names', quantile(looked, 0.95)),
  ]
}

/** As an installation does that has only the two levels of today, whose facts are then asked for rather than found in the drawn page. */
async function askInTodaysDivision(page: Page): Promise<void> {
  await page.route('**/declare/contact', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace(/<script[^>]*id="form-info"[^>]*>[^<]*<\/script>/, '')
    await route.fulfill({ response: answer, body })
  })
  await page.route('**/api/form', async (route) => {
    const answer = await route.fetch()
    const info: { readonly divisions: readonly { readonly division: string }[] } = await answer.json()
    // The demo's sites lie in places of 2021.
    const json = { ...info, divisions: info.divisions.filter(({ division }) => division === '2025'), sites: [] }
    await route.fulfill({ response: answer, json })
  })
}

/**
 * In the page: milliseconds of work for each text, with the drawing (a microtask) and the layout of the list. An answer that
 * changes after the clock was stopped is counted: it would have been measured as less than it is.
 */
async function typeAll(texts: readonly string[]): Promise<{ readonly costs: readonly number[]; readonly late: number }> {
  const box = document.querySelector<HTMLInputElement>('#permanentPlace')
  const list = document.querySelector('#permanentPlace-list')
  if (!box || !list) throw new Error('no search')
  box.focus()
  const costs: number[] = []
  let late = 0
  for (const text of texts) {
    await new Promise((idle) => setTimeout(idle))
    const from = performance.now()
    box.value = text
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
    await Promise.resolve()
    list.getBoundingClientRect()
    costs.push(performance.now() - from)
    const measured = list.innerHTML
    await new Promise((idle) => setTimeout(idle))
    if (list.innerHTML !== measured) late++
  }
  return { costs, late }
}
