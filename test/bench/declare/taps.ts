import type { Page } from 'playwright-core'
import { type Counted, familyWalk, rememberedWalk, residentWalk, truckDriverWalk } from '../../declare-web/support/counted-walks.ts'
import { atMost, type Figure, plain } from '../kiosk/figure.ts'
import { coldPhone, type Stand } from './stand.ts'

/** For who comes home from a trip and has declared on this phone before. */
const MAX_TAPS = 40

/** Taps and keys from the first page to the code, walked in a real browser. A chosen place or a filled box counts what a thumb does. */
export async function tapFigures({ browser, url }: Stand): Promise<readonly Figure[]> {
  const context = await coldPhone(browser)
  const known = await context.newPage()
  const typed = await residentWalk(known, url, 'kept')
  await known.getByTestId('another').click()
  const remembered = await rememberedWalk(known, url)
  await context.close()
  const onFreshPhone = async (walk: (page: Page, url: string) => Promise<Counted>): Promise<Counted> => {
    const fresh = await coldPhone(browser)
    const counted = await walk(await fresh.newPage(), url)
    await fresh.close()
    return counted
  }
  return [
    atMost('resident back from a trip, remembered by the phone: taps and keys', 'taps', sum(remembered), MAX_TAPS),
    ...split('resident back from a trip, first time', typed),
    ...split('truck driver, first time', await onFreshPhone(truckDriverWalk)),
    ...split('family of four, first time', await onFreshPhone(familyWalk)),
  ]
}

function split(who: string, counted: Counted): readonly Figure[] {
  return [plain(`${who}: taps`, 'taps', counted.taps), plain(`${who}: keys`, 'keys', counted.keys), plain(`${who}: both`, 'taps', sum(counted))]
}

function sum({ taps, keys }: Counted): number {
  return taps + keys
}
