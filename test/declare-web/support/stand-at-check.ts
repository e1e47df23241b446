import type { Page } from 'playwright-core'
import type { EpochMs } from '../../../shared/units.ts'
import { completeDraft, keepOnDevice, keptDraft } from './complete-draft.ts'

/** At the last page of the form with everything answered, as somebody comes to it who answered on this phone before: without the walk there. */
export async function standAtCheck(page: Page, url: string, now: EpochMs): Promise<void> {
  await page.goto(url)
  await page.evaluate(keepOnDevice, keptDraft(completeDraft(now)))
  await page.goto(`${url}/declare/check`)
  await page.getByTestId('preview').waitFor()
}
