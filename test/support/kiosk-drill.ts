import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Installation, openForCommand } from '../../server/cli/cli-installation.ts'
import { startShift } from '../e2e/tablet.ts'
import type { PageJudge } from './inert-page.ts'
import { textsOfRow } from './injection-square.ts'
import { MARK } from './injections.ts'
import { type RunningServer, runServer } from './running-server.ts'
import { carriable, signedCode } from './signed-code.ts'

/** A tablet that reads what a stranger printed or another issuer signed, and the wall behind it. */
export interface KioskDrill {
  /** Problems of one row of texts in a signed code, on a card and in the form: verdict, turned face, and what reaches the wall. */
  readonly play: (row: number) => Promise<readonly string[]>
  readonly stand: KioskStand
  readonly close: () => Promise<void>
}

/** The built sites on a server, as they are served, with a tablet in its shift and the board. */
export interface KioskStand {
  readonly server: RunningServer
  /** The same data folder, as the terminal opens it. */
  readonly installation: Installation
  readonly kiosk: Page
  readonly wall: Page
  readonly judge: PageJudge
  /** What is not ours on that page, but for what a plain name shows too. */
  readonly look: (page: Page) => Promise<readonly string[]>
}

const OFFICER = { id: 'hanh', pin: '2468' }
const PLAIN_NAMES = Array.from({ length: 12 }, (_, at) => `Nguyễn Thị Minh Thử ${'ABCDEGHIKLMN'[at]}`)
const SHORTLY = { timeout: 2_000 }
const CONTROLLER = { id: 'operator', password: 'demo-operator' }

export async function openKioskDrill(judge: PageJudge): Promise<KioskDrill> {
  const server = await runServer()
  const installation = await openForCommand({ DATA_DIR: server.dataDir }, resolve('server/cli/main.ts'))
  const link = /http\S+#enrol=\S+/.exec(server.output())?.[0]
  if (!link) throw new Error(`the server printed no enrolment link:\n${server.output()}`)
  const happened: string[] = []
  const kiosk = await newPage(judge.browser, server.url, happened)
  await kiosk.goto(link)
  await startShift(kiosk, OFFICER.id, OFFICER.pin)
  const wall = await newPage(judge.browser, server.url, happened)
  const frames: string[] = []
  wall.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void frames.push(String(payload))))
  await wall.goto(`${server.url}/control/`)
  await wall.getByTestId('login-user').fill(CONTROLLER.id)
  await wall.getByTestId('login-password').fill(CONTROLLER.password)
  await wall.getByTestId('login-submit').click()
  await wall.getByTestId('board').waitFor()
  const own = new Set<string>()
  const look = async (page: Page): Promise<readonly string[]> =>
    [...(await judge.foreignOn(page)), ...happened.splice(0)].filter((problem) => !own.has(problem))
  const stand = { server, installation, kiosk, wall, judge, look }
  // Both sites have elements of their own that no page of the form has: what a plain name shows is theirs.
  for (const problem of await playTexts(stand, PLAIN_NAMES)) own.add(problem)
  const play = async (row: number): Promise<readonly string[]> => {
    const next = textsOfRow(row)
    const found = await playTexts(stand, Array.from({ length: 12 }, next))
    if (frames.splice(0).some((frame) => frame.includes(MARK))) return [...found, 'the text went through the socket']
    return found
  }
  const close = async (): Promise<void> => {
    await kiosk.context().close()
    await wall.context().close()
    await installation.storage.close()
    await server.close()
  }
  return { play, stand, close }
}

async function newPage(browser: Browser, url: string, happened: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'vi-VN' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('dialog', (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== url && !/^(blob|data):/.test(request.url())) happened.push(`asked for ${request.url().slice(0, 200)}`)
  })
  return page
}

async function playTexts(stand: KioskStand, texts: readonly string[]): Promise<readonly string[]> {
  const [name = '', cardName = '', address = '', formName = '', ...claims] = texts
  const card = `022185000123||${cardName}|05031985|Nữ|${address}|01012021`
  const told = await stand.wall.content()
  return [
    ...new Set([
      ...(await showCode(stand, await signedCode(stand.installation, [name, ...claims]), { name, card })),
      ...(await showCard(stand, card, formName)),
      ...(await showText(stand, name)),
      ...(await stand.look(stand.wall)),
      ...(told.includes(MARK) ? ['the text is on the wall'] : []),
    ]),
  ]
}

/** The code, then a card in another name held up beside it. */
async function showCode(
  { kiosk, look }: KioskStand,
  code: string,
  { name, card }: { readonly name: string; readonly card: string },
): Promise<readonly string[]> {
  if (!(await typeText(kiosk, 'type-code', code))) return ['a signed code led to no verdict']
  const problems = [...(await nameProblems(kiosk, name)), ...(await look(kiosk))]
  if (await kiosk.getByTestId('type-document').isVisible()) {
    const before = await kiosk.getByTestId('verdict').innerText()
    await typeText(kiosk, 'type-document', card)
    // Another name is one reason more; two texts of which nothing is left as a name are none.
    await kiosk
      .waitForFunction(`document.querySelector('[data-testid=verdict]').innerText !== ${JSON.stringify(before)}`, null, SHORTLY)
      .catch(() => undefined)
    problems.push(...(await nameProblems(kiosk, '')), ...(await look(kiosk)))
  }
  return [...problems, ...(await turnFace({ kiosk, look }, name)), ...(await decide(kiosk))]
}

/** A card alone; the form that it fills, first with the text as the name. */
async function showCard({ kiosk, look }: KioskStand, card: string, formName: string): Promise<readonly string[]> {
  if (!(await typeText(kiosk, 'type-code', card))) return []
  const problems = [...(await nameProblems(kiosk, '')), ...(await look(kiosk))]
  if (await kiosk.getByTestId('declare-here').isVisible()) {
    await kiosk.getByTestId('declare-here').click()
    await kiosk.getByTestId('form-name').fill(formName)
    await kiosk.getByTestId('form-submit').click()
    await kiosk.locator('[data-testid=form-problem]:not(:empty), [data-testid=slip-make]').first().waitFor()
    problems.push(...(await look(kiosk)))
    if (await kiosk.getByTestId('form-submit').isVisible()) await kiosk.keyboard.press('Escape')
  }
  return [...problems, ...(await turnFace({ kiosk, look }, formName)), ...(await decide(kiosk))]
}

async function showText({ kiosk, look }: KioskStand, text: string): Promise<readonly string[]> {
  if (!(await typeText(kiosk, 'type-code', text))) return []
  return [...(await look(kiosk)), ...(await decide(kiosk))]
}

/** Nine letters and the like are no code: the panel says so, and is closed. */
async function typeText(page: Page, panel: 'type-code' | 'type-document', text: string): Promise<boolean> {
  await page.getByTestId(panel).click()
  await page.getByTestId('manual-code').fill(text)
  await page.getByTestId('manual-check').click()
  await page.waitForFunction(CLOSED_OR_REFUSED)
  if (await page.getByTestId('manual-code').isVisible()) {
    await page.keyboard.press('Escape')
    return false
  }
  await page.getByTestId('verdict').waitFor()
  return true
}

const CLOSED_OR_REFUSED = `(() => {
  const problem = document.querySelector('[data-testid=manual-problem]')
  return problem === null || problem.textContent !== ''
})()`

async function nameProblems(page: Page, name: string): Promise<readonly string[]> {
  const shown = page.getByTestId('traveller-name')
  if ((await page.locator('[data-testid=traveller-name] *').count()) > 0) return ['a name has become more than a text']
  // What has signs that no code carries need not come through; of a long name comes what was signed.
  if (!/^[ -~]+$/.test(name) || (await shown.count()) === 0) return []
  const told = (await shown.textContent()) ?? ''
  return told.trim() === carriable(name).trim() ? [] : [`of the name there came ${JSON.stringify(told.slice(0, 80))}`]
}

async function turnFace({ kiosk, look }: Pick<KioskStand, 'kiosk' | 'look'>, text: string): Promise<readonly string[]> {
  await kiosk.getByTestId('turn-face').click()
  await kiosk.getByTestId('turned-face').waitFor()
  const problems = [...(await look(kiosk))]
  const told = await kiosk.getByTestId('turned-face').innerText()
  if (text.length > 5 && told.includes(text)) problems.push('the turned face tells what a code or card says')
  await kiosk.getByTestId('turned-back').click()
  return problems
}

async function decide(kiosk: Page): Promise<readonly string[]> {
  await kiosk.locator('[data-testid=decide-confirm], [data-testid=next]').first().click()
  await kiosk.getByTestId('type-code').waitFor()
  return []
}
