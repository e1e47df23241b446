import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { familyWalk, RESIDENT_CARD, rememberedWalk, residentWalk, truckDriverWalk } from '../../declare-web/support/counted-walks.ts'
import type { Counted } from '../../declare-web/support/counting-hand.ts'
import { filming } from '../../support/chromium.ts'
import { writeMovingCard } from '../../support/moving-card.ts'
import { atMost, type Figure, plain } from '../kiosk/figure.ts'
import { coldPhone, type Stand } from './stand.ts'

/** For who comes home from a trip, on whichever phone. */
const MAX_TAPS = 40
const MAX_DRIVER_TAPS = 60
const SEED = 20210217

/**
 * Taps and keys from the first page to the code, walked in a real browser. A filled box counts what a thumb does, a place the
 * letters until it stands among its first four lines, the camera's permission a tap. "By card": the camera reads a card in a shaking hand.
 */
export async function tapFigures({ url }: Stand): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'taps-'))
  const film = join(folder, 'card.y4m')
  await writeMovingCard(film, RESIDENT_CARD, SEED)
  const browser = await chromium.launch(filming(film))
  try {
    return await walkAll(browser, url)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function walkAll(browser: Browser, url: string): Promise<readonly Figure[]> {
  const context = await coldPhone(browser)
  const known = await context.newPage()
  const typed = await residentWalk(known, url, { known: 'typed', memory: 'kept' })
  await known.getByTestId('another').click()
  const remembered = await rememberedWalk(known, url)
  await context.close()
  const onFreshPhone = async (walk: (page: Page) => Promise<Counted>): Promise<Counted> => {
    const fresh = await coldPhone(browser)
    const counted = await walk(await fresh.newPage())
    await fresh.close()
    return counted
  }
  const offered = await onFreshPhone((page) => residentWalk(page, url, { known: 'card', phone: 'offered' }))
  const byCard = await onFreshPhone((page) => residentWalk(page, url, { known: 'card' }))
  return [
    atMost('resident back from a trip, remembered by the phone: taps and keys', 'taps', sum(remembered), MAX_TAPS),
    ...split('resident back from a trip, first time, by card, telephone number typed', byCard, MAX_TAPS),
    ...split('resident back from a trip, first time, by card, telephone number offered by the browser', offered, MAX_TAPS),
    ...split('resident back from a trip, first time, all typed', typed),
    ...split('truck driver, first time, by card', await onFreshPhone((page) => truckDriverWalk(page, url, { known: 'card' })), MAX_DRIVER_TAPS),
    ...split('truck driver, first time, all typed', await onFreshPhone((page) => truckDriverWalk(page, url, { known: 'typed' }))),
    ...split('family of four, first time, grown-ups by card', await onFreshPhone((page) => familyWalk(page, url, { known: 'card' }))),
    ...split('family of four, first time, all typed', await onFreshPhone((page) => familyWalk(page, url, { known: 'typed' }))),
  ]
}

function split(who: string, counted: Counted, most: number | null = null): readonly Figure[] {
  const both = `${who}: both`
  return [
    plain(`${who}: taps`, 'taps', counted.taps),
    plain(`${who}: keys`, 'keys', counted.keys),
    most === null ? plain(both, 'taps', sum(counted)) : atMost(both, 'taps', sum(counted), most),
  ]
}

function sum({ taps, keys }: Counted): number {
  return taps + keys
}
