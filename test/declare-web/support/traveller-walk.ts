import type { Page } from 'playwright-core'

export interface Trip {
  /** Where they were besides home, if anywhere: official names as the lists show them, and days `YYYY-MM-DD`. */
  readonly trip?: { readonly province: string; readonly district: string; readonly commune: string; readonly from: string; readonly to: string }
}

/** Called with the name of each page when it is filled in. */
export type OnPage = (name: string) => Promise<void>

/** A resident of Hạ Long who comes home by car, typing and tapping as on a phone. */
export async function walkToCheck(page: Page, { trip }: Trip, onPage: OnPage = async () => {}): Promise<void> {
  await onPage('1-start')
  await page.getByTestId('next').click()
  await page.locator('input[name=checkpoint][value=bach-dang]').check()
  await page.locator('input[name=arrivalDate]').nth(1).check()
  await page.locator('select[name=arrivalHour]').selectOption('8')
  await onPage('2-trip')
  await page.getByTestId('next').click()
  await page.locator('[name=name]').fill('Nguyễn Thị Minh Thử')
  await page.locator('[name="birth.day"]').fill('5')
  await page.locator('[name="birth.month"]').fill('3')
  await page.locator('[name="birth.year"]').fill('1985')
  await page.locator('input[name=sex][value=female]').check()
  await page.locator('[name=documentNumber]').fill('022185000123')
  await onPage('3-traveller')
  await page.getByTestId('next').click()
  await page.locator('[name=phone]').fill('0912345678')
  await choosePlace(page, 'permanentPlace', ['bai chay', 'ha long'])
  await onPage('4-contact')
  await page.getByTestId('next').click()
  await page.locator('input[name=stayAt][value=home]').check()
  await page.locator('input[name=homePossible][value=yes]').check()
  await onPage('5-destination')
  await page.getByTestId('next').click()
  await onPage('6a-stays-empty')
  await page.getByTestId('fill-0').click()
  if (trip) await addTrip(page, trip, onPage)
  await onPage('6c-stays')
  await page.getByTestId('next').click()
  await page.locator('input[name=means][value=car]').check()
  await page.locator('[name=plate]').fill('14a 123.45')
  await page.locator('[name=personsAboard]').fill('2')
  await onPage('7-means')
  await page.getByTestId('next').click()
  // Who comes in and stays at home comes home: that page is passed over, and still there for whoever goes back to it.
  await page.waitForURL('**/declare/work')
  await page.getByTestId('back').click()
  expectChecked(await page.locator('input[name=purpose][value=return-home]').isChecked())
  await onPage('8-purpose')
  await page.getByTestId('next').click()
  await page.locator('input[name=sector][value=trade-services]').check()
  await onPage('9-work')
  await page.getByTestId('next').click()
  await page.locator('input[name=symptoms][value=none]').check()
  await page.locator('input[name=exposures][value=none]').check()
  await onPage('10-symptoms')
  await page.getByTestId('next').click()
  await onPage('11-tests')
  await page.getByTestId('next').click()
  await page.getByTestId('preview').waitFor()
  await onPage('12-check')
}

async function addTrip(page: Page, trip: NonNullable<Trip['trip']>, onPage: OnPage): Promise<void> {
  await page.getByTestId('add-stay').click()
  await page.getByTestId(`day-${trip.from}`).click()
  if (trip.to !== trip.from) await page.getByTestId(`day-${trip.to}`).click()
  await choosePlace(page, 'stay.place', [trip.commune, trip.district])
  await onPage('6b-add-stay')
  await page.getByTestId('save-stay').click()
}

function expectChecked(isChecked: boolean): void {
  if (!isChecked) throw new Error('a page was passed over whose answer it does not show')
}

/** By its names, finest first, as somebody types them: without marks, and Enter for the first that is found. */
async function choosePlace(page: Page, name: string, names: readonly string[]): Promise<void> {
  const box = page.locator(`[id="${name}"]`)
  await box.fill(names.join(' '))
  await page.locator(`[id="${name}-option-0"]`).waitFor()
  await box.press('Enter')
}

export async function confirmAndGetPass(page: Page): Promise<void> {
  await page.locator('input[name=consent]').check()
  await page.getByTestId('confirm').click()
}
