import type { Page } from 'playwright-core'
import type { OnPage } from './traveller-walk.ts'

export interface PlainTraveller {
  readonly name: string
  readonly birthYear: string
  readonly documentNumber: string
}

export const PLAIN_RESIDENT: PlainTraveller = { name: 'Nguyễn Thị Minh Thử', birthYear: '1985', documentNumber: '022185000123' }

/** Looks at no page. */
const NOBODY: OnPage = async () => {}

/** A resident of Hạ Long who comes home by car, on the pages that the server draws: every press is a round trip. */
export async function plainWalkToCheck(page: Page, who: PlainTraveller = PLAIN_RESIDENT, onPage: OnPage = NOBODY): Promise<void> {
  await onPage('start')
  await page.locator('a[data-testid=next], a[href="/declare/trip"]').first().click()
  await page.locator('input[name=checkpoint][value=bach-dang]').check()
  await page.locator('input[name=arrivalDate]').nth(1).check()
  await onPage('trip')
  await next(page)
  const hour = page.locator('select[name=arrivalHour]')
  if (new URL(page.url()).pathname === '/declare/trip') {
    await hour.selectOption('8')
    await next(page)
  }
  await page.locator('[name=name]').fill(who.name)
  await page.locator('[name="birth.year"]').fill(who.birthYear)
  await page.locator('input[name=sex][value=female]').check()
  await page.locator('[name=documentNumber]').fill(who.documentNumber)
  await onPage('traveller')
  await next(page)
  await page.locator('[name=phone]').fill('0912345678')
  await findPlace(page, 'permanentPlace', 'bai chay')
  await onPage('contact')
  await next(page)
  const goesHome = page.getByTestId('destination-home')
  await page.getByTestId('next').waitFor()
  if (await goesHome.isVisible()) await goesHome.click()
  await page.locator('input[name=stayAt][value=home]').check()
  await page.locator('input[name=homePossible][value=yes]').check()
  await onPage('destination')
  await next(page)
  await page.getByTestId('fill-0').click()
  await onPage('stays')
  await next(page)
  await choose(page, 'means', 'car')
  await next(page)
  await page.locator('[name=plate]').fill('14a 123.45')
  await page.locator('[name=personsAboard]').fill('2')
  await onPage('means')
  await next(page)
  // Who comes in and stays at home comes home: that page is passed over, and still there for whoever looks at it.
  await page.waitForURL('**/declare/work')
  if (onPage !== NOBODY) {
    await page.getByTestId('back').click()
    await page.waitForURL('**/declare/purpose')
    await onPage('purpose')
    await next(page)
  }
  await choose(page, 'sector', 'trade-services')
  await onPage('work')
  await next(page)
  await page.locator('input[name=symptoms][value=none]').check()
  await page.locator('input[name=exposures][value=none]').check()
  await onPage('symptoms')
  await next(page)
  await onPage('tests')
  await next(page)
  await page.locator('input[name=consent]').waitFor()
  await onPage('check')
}

/** Writes, presses "find", takes the first place found. */
export async function findPlace(page: Page, name: string, query: string): Promise<void> {
  await page.locator(`input[name="${name}.search"]`).fill(query)
  await page.locator(`button[value="find:${name}"]`).click()
  await page.locator(`input[type=radio][name="${name}"]`).first().check()
}

/** Few answers are drawn as buttons, many as a list. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const button = page.locator(`input[type=radio][name=${name}][value=${value}]`)
  await page.locator(`[name=${name}]`).first().waitFor()
  await ((await button.count()) > 0 ? button.check() : page.locator(`select[name=${name}]`).selectOption(value))
}

async function next(page: Page): Promise<void> {
  await page.getByTestId('next').click()
}
