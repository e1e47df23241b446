import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../declare-web/draft/draft.ts'
import { DRAFT_KEY } from '../../declare-web/draft/draft-store.ts'
import { DEMO_REFERENCE } from '../../server/seed/demo-passes.ts'
import { keepOnDevice, keptDraft } from './support/complete-draft.ts'
import { type SiteInBrowser, siteInBrowser } from './support/site-in-browser.ts'
import { standAtCheck } from './support/stand-at-check.ts'
import { confirmAndGetPass } from './support/traveller-walk.ts'

let at: SiteInBrowser
siteInBrowser({ viewport: { width: 390, height: 844 } }, (opened) => {
  at = opened
})

/** What a printer gets. */
async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const name = page.locator('.facts .holder')
  await name.waitFor()
  return name.innerText()
}

describe('a pass', () => {
  it('is printed with the name of its holder: just sent, and opened again', async () => {
    const { page, site } = at
    await standAtCheck(page, site.url, site.deps.clock.now())
    await confirmAndGetPass(page)
    await page.getByTestId('bigger').waitFor()
    expect(await onPaper(page)).toBe('Nguyễn Thị Minh Thử')
    await page.reload()
    expect(await onPaper(page)).toBe('Nguyễn Thị Minh Thử')
  })
})

describe('a declaration half filled on this phone', () => {
  const openPass = async () => {
    const { page, site } = at
    await page.goto(site.url)
    await page.evaluate(keepOnDevice, keptDraft({ ...EMPTY_DRAFT, name: 'Trần Mẹ Thử' }))
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}`)
    await page.getByTestId('bigger').waitFor()
    return page
  }
  const kept = (page: Page) => page.evaluate((key) => localStorage.getItem(key) ?? '', DRAFT_KEY)

  it('does not give way to a pass that is corrected unless the person says so', async () => {
    const page = await openPass()
    await page.getByTestId('correct').click()
    const asked = page.getByTestId('half-filled')
    expect(await asked.innerText()).toContain('Trần Mẹ Thử')
    await expect.poll(() => asked.evaluate((box) => box === document.activeElement)).toBe(true)
    expect(await kept(page)).toContain('Trần Mẹ Thử')
    await asked.getByTestId('instead').click()
    await page.waitForURL('**/declare/check')
    await page.getByTestId('language-vi').waitFor()
    expect(await page.locator('main').innerText()).toContain('Nguyễn Thị Minh Thử')
  })

  it('is none while nobody has answered anything: what the form fills by itself is asked after by nobody', async () => {
    const { page, site } = at
    await page.goto(`${site.url}/declare/trip`)
    await expect.poll(() => kept(page)).toContain('"arrivalHour":"now"')
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}`)
    await page.getByTestId('bigger').waitFor()
    await page.getByTestId('correct').click()
    await page.waitForURL('**/declare/check')
  })

  it('is forgotten by the server too when the person starts again', async () => {
    const { page, site } = at
    await page.goto(`${site.url}/d/${DEMO_REFERENCE}`)
    await page.getByTestId('bigger').waitFor()
    await page.getByTestId('correct').click()
    await page.waitForURL('**/declare/check')
    await page.getByTestId('language-vi').waitFor()
    const name = async () => {
      await page.goto(`${site.url}/declare/traveller`)
      await page.getByTestId('scan-card').waitFor()
      return page.locator('#name').inputValue()
    }
    expect(await name()).toBe('Nguyễn Thị Minh Thử')
    await page.goto(site.url)
    await page.getByTestId('restart').click()
    await page.getByTestId('restart-yes').click()
    await expect.poll(name).toBe('')
  })

  it('is there when somebody else is to be declared for', async () => {
    const page = await openPass()
    await page.getByTestId('another').click()
    await page.getByTestId('restart').waitFor()
    expect(await kept(page)).toContain('Trần Mẹ Thử')
  })
})
