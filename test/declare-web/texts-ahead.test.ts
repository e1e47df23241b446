import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { WholeApp } from '../http/whole-app.ts'
import { siteInBrowser } from './support/site-in-browser.ts'

let site: WholeApp
let context: BrowserContext
let page: Page

siteInBrowser({ viewport: { width: 360, height: 740 } }, (at) => {
  ;({ site, context, page } = at)
})

const textsAskedBy = (asking: Page): string[] => {
  const asked: string[] = []
  asking.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.includes('/texts-')) asked.push(pathname.slice(0, '/assets/texts-xx-'.length))
  })
  return asked
}

it.each(['vi', 'en'])('the texts in %s are on their way before the script that reads them has come, and come once', async (language) => {
  const asked = textsAskedBy(page)
  let release = (): void => undefined
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/assets/index-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${site.url}/declare/trip?lang=${language}`, { waitUntil: 'commit' })
  await expect.poll(() => asked).toEqual([`/assets/texts-${language}-`])
  release()
  await page.getByTestId('language-vi').waitFor()
  expect(asked).toEqual([`/assets/texts-${language}-`])
})

it('a browser that runs no script loads none of them', async () => {
  const plain = await context.browser()?.newContext({ javaScriptEnabled: false })
  const still = await plain?.newPage()
  if (!still) throw new Error('no browser')
  const asked = textsAskedBy(still)
  await still.goto(`${site.url}/declare/trip`, { waitUntil: 'networkidle' })
  expect(asked).toEqual([])
  await plain?.close()
})
