import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds on the page as it is. It comes through the debugger: the page's own policy lets no foreign script in. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source)
  return ((await page.evaluate('axe.run()')) as axe.AxeResults).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
