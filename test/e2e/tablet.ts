import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchTablet } from '../support/chromium.ts'
import { type GreyPicture, writeCameraFile } from '../support/fake-camera.ts'

/** One tablet with a memory of its own: switched off and on again, it films another code. */
export interface Tablet {
  readonly page: Page
  /** Powers off whatever runs, then opens `url` with the camera on these pictures. */
  switchOn(url: string, pictures: readonly GreyPicture[]): Promise<Page>
  switchOff(): Promise<void>
  close(): Promise<void>
}

export function newTablet(): Tablet {
  const folder = mkdtempSync(join(tmpdir(), 'chot-tablet-'))
  const camera = join(folder, 'camera.y4m')
  let context: BrowserContext | null = null
  let page: Page | null = null
  const switchOff = async (): Promise<void> => {
    await context?.close()
    context = null
    page = null
  }
  return {
    get page() {
      if (!page) throw new Error('the tablet is off')
      return page
    },
    switchOff,
    switchOn: async (url, pictures) => {
      await switchOff()
      writeCameraFile(camera, pictures)
      context = await launchTablet(join(folder, 'profile'), camera)
      page = context.pages()[0] ?? (await context.newPage())
      await page.goto(url)
      return page
    },
    close: async () => {
      await switchOff()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The officer signs in where the tablet asks for it; after a restart within a shift it may not ask. */
export async function startShift(page: Page, officer: string, pin: string): Promise<void> {
  const asks = page.getByTestId('shift-officer')
  const scans = page.locator('[data-testid=scan-ready], [data-testid=verdict]').first()
  await asks.or(scans).first().waitFor()
  if (!(await asks.isVisible())) return
  await asks.selectOption(officer)
  await page.getByTestId('shift-pin').fill(pin)
  await page.getByTestId('shift-start').click()
}

export function verdictOf(page: Page, outcome: string) {
  return page.locator(`[data-testid=verdict][data-outcome=${outcome}]`)
}
