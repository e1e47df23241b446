import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { WholeApp } from '../../http/whole-app.ts'
import { launchOptions } from '../../support/chromium.ts'
import { startWholeSite } from './whole-site.ts'

export interface SiteInBrowser {
  /** One for all tests of the file. */
  readonly site: WholeApp
  readonly browser: Browser
  /** Of one test alone: nothing that a test leaves in its browser reaches the next. */
  readonly context: BrowserContext
  readonly page: Page
}

/** The built site before the whole server, and before each test a page in a browser that has never been there. */
export function siteInBrowser(options: BrowserContextOptions, opened: (at: SiteInBrowser) => void): void {
  let site: WholeApp
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    site = await startWholeSite()
    browser = await chromium.launch(launchOptions())
  }, 240_000)

  afterAll(async () => {
    await browser.close()
    await site.close()
  })

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'vi-VN', ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    opened({ site, browser, context, page })
  })

  afterEach(() => context.close())
}
