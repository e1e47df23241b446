import type { BrowserContext, Page } from 'playwright-core'
import type { PageJudge } from './inert-page.ts'

/** A phone's page that notes whatever a text may make it do. */
export interface WatchedPage {
  readonly page: Page
  /** What is not ours on the page as it stands, and what has happened since the last look. */
  readonly look: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

export async function openWatchedPage(judge: PageJudge, url: string, viewport = { width: 360, height: 740 }): Promise<WatchedPage> {
  const context: BrowserContext = await judge.browser.newContext({ viewport, serviceWorkers: 'block', locale: 'vi-VN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (popup) => void happened.push(`a window: ${popup.url()}`))
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== url && !/^(blob|data):/.test(request.url())) happened.push(`asked for ${request.url().slice(0, 200)}`)
  })
  const look = async (): Promise<readonly string[]> => [...new Set([...(await judge.foreignOn(page)), ...happened.splice(0)])]
  return { page, look, close: () => context.close() }
}

/** The pages of the form with boxes for free words. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  traveller: ['name', 'documentNumber'],
  contact: ['phone', 'permanentAddress'],
  work: ['employer'],
}

/** Another text in each box, then what the last page makes of them. The draft stays: the next row is typed over it. */
export async function typeThroughForm({ page, look }: WatchedPage, url: string, next: () => string): Promise<readonly string[]> {
  const problems: string[] = []
  for (const [step, fields] of Object.entries(TYPED)) {
    await page.goto(`${url}/declare/${step}`)
    for (const field of fields) await page.locator(`[name="${field}"]`).fill(next())
    await page.getByTestId('next').click()
    problems.push(...(await look()))
  }
  await page.goto(`${url}/declare/check`)
  await page.locator('h2').first().waitFor()
  return [...new Set([...problems, ...(await look())])]
}
