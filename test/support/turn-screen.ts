import type { Page } from 'playwright-core'

/** A screen of another size, once the page has been laid out for it: where the order of things changes too, a script does that. */
export async function turnScreen(page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(() => new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut))))
}
