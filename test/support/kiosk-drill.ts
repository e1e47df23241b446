import type { Browser, Page } from 'playwright-core'
import { startShift } from '../e2e/tablet.ts'
import type { PageJudge } from './inert-page.ts'
import { MARK } from './injections.ts'
import { runServer } from './running-server.ts'

/** A tablet that reads what a stranger printed on a card, and the wall behind it. */
export interface KioskDrill {
  /** Problems of one text as name and address of a card: on the verdict's screen, its turned face and the wall. */
  readonly play: (text: string) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const OFFICER = { id: 'hanh', pin: '2468' }
const PLAIN_NAME = 'Nguyễn Thị Minh Thử'
const CONTROLLER = { id: 'operator', password: 'demo-operator' }

/** On the built sites, as they are served. */
export async function openKioskDrill(judge: PageJudge): Promise<KioskDrill> {
  const server = await runServer()
  const link = /http\S+#enrol=\S+/.exec(server.output())?.[0]
  if (!link) throw new Error(`the server printed no enrolment link:\n${server.output()}`)
  const kiosk = await newPage(judge.browser)
  await kiosk.goto(link)
  await startShift(kiosk, OFFICER.id, OFFICER.pin)
  const wall = await newPage(judge.browser)
  await wall.goto(`${server.url}/control/`)
  await wall.getByTestId('login-user').fill(CONTROLLER.id)
  await wall.getByTestId('login-password').fill(CONTROLLER.password)
  await wall.getByTestId('login-submit').click()
  await wall.getByTestId('board').waitFor()
  const look = async (text: string): Promise<readonly string[]> => [...(await atTheKiosk(kiosk, judge, text)), ...(await onTheWall(wall, judge))]
  // Both sites have elements of their own that no page of the form has: what a plain name shows is theirs.
  const own = new Set(await look(PLAIN_NAME))
  return {
    play: async (text) => [...new Set(await look(text))].filter((problem) => !own.has(problem)),
    close: async () => {
      await kiosk.context().close()
      await wall.context().close()
      await server.close()
    },
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'vi-VN' })).newPage()
  page.setDefaultTimeout(60_000)
  return page
}

async function atTheKiosk(page: Page, judge: PageJudge, text: string): Promise<readonly string[]> {
  const problems: string[] = []
  const isAsked = (dialog: { message(): string; dismiss(): Promise<void> }): void => {
    problems.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  }
  page.on('dialog', isAsked)
  for (const code of [`022185000123||${text}|05031985|Nữ|${text}|01012021`, text]) {
    await page.getByTestId('type-code').click()
    await page.getByTestId('manual-code').fill(code)
    await page.getByTestId('manual-check').click()
    if (!(await leadsToVerdict(page))) continue
    problems.push(...(await judge.foreignOn(page)))
    if ((await page.locator('[data-testid=traveller-name] *').count()) > 0) problems.push('a name has become more than a text')
    await page.getByTestId('turn-face').click()
    await page.getByTestId('turned-face').waitFor()
    problems.push(...(await judge.foreignOn(page)))
    if ((await page.getByTestId('turned-face').innerText()).includes(text)) problems.push('the turned face tells what a card says')
    await page.getByTestId('turned-back').click()
    await page.getByTestId('decide-confirm').click()
  }
  page.off('dialog', isAsked)
  return problems
}

/** Nine letters and the like are no code: the panel says so, and is closed. */
async function leadsToVerdict(page: Page): Promise<boolean> {
  const verdict = page.getByTestId('verdict')
  const refused = page.locator('[data-testid=manual-problem]:not(:empty)')
  await verdict.or(refused).first().waitFor()
  if (await verdict.isVisible()) return true
  await page.keyboard.press('Escape')
  return false
}

async function onTheWall(page: Page, judge: PageJudge): Promise<readonly string[]> {
  const told = await page.content()
  return [...(await judge.foreignOn(page)), ...(told.includes(MARK) ? ['the text is on the wall'] : [])]
}
