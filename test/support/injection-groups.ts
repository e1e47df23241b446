import { call } from '../http/call.ts'
import { openWatchedPage, type WatchedPage } from './injection-live.ts'
import { look, type Notes } from './injection-notes.ts'
import { LIST_HEAD, postGroup } from './injection-pages.ts'
import { injectionAt } from './injection-square.ts'
import type { InjectionTarget } from './injection-target.ts'
import { INJECTIONS } from './injections.ts'
import { zip } from './zip.ts'

export interface GroupDrill {
  /** Problems of one list, in each row another hostile cell: pasted, as CSV and as a workbook, with and without JavaScript. */
  readonly play: (list: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const GOOD = [
  'Nguyễn Văn Mẫu',
  '27/03/1985',
  'Nam',
  'Việt Nam',
  '022085000199',
  '0912345678',
  'Bãi Cháy, Hạ Long, Quảng Ninh',
  'ở nhà',
  'Vận tải',
  'Không',
  'Không',
]
/** As much as one list takes. */
const ROWS = 60
/** Each text once in each column. */
export const GROUP_LISTS = Math.ceil((INJECTIONS.length * GOOD.length) / ROWS)

export async function openGroupDrill(target: InjectionTarget): Promise<GroupDrill> {
  const live = await openWatchedPage(target.judge, target.app.url)
  await tellJourney(live, target.app.url)
  return { play: (list) => play(target, live, list), close: () => live.close() }
}

async function play(target: InjectionTarget, live: WatchedPage, list: number): Promise<readonly string[]> {
  const notes: Notes = { problems: [], pages: [], issued: 0 }
  const table = tableOf(list % GROUP_LISTS)
  const text = table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\n')
  const journey = await journeyOf(target.app.url)
  for (const fields of [{ list: text }, { file: text }]) {
    const answer = await postGroup(target.app.url, { ...journey, go: 'read', ...fields })
    look('POST /declare/group', answer, notes, [200])
    if (!answer.text.includes('data-testid="group-rows"')) notes.problems.push('no row of the list is told of: it proves nothing')
    notes.pages.push(answer.text)
  }
  for (const way of ['pasted', 'csv', 'xlsx'] as const) notes.problems.push(...(await readLive(live, way, { table, text })))
  notes.problems.push(...(await sendLive(target, live, notes)))
  return [...new Set([...notes.problems, ...(await target.judge.foreign(notes.pages))])]
}

/** As the questions of the page are answered; without them no row is shown. */
async function journeyOf(url: string): Promise<Readonly<Record<string, string>>> {
  const { text } = await call(url, { path: '/declare/group' })
  const arrivalDate = /name="arrivalDate" value="(\d{4}-\d\d-\d\d)"/.exec(text)?.[1] ?? ''
  return { ...JOURNEY, arrivalDate }
}

const JOURNEY = {
  checkpoint: 'bach-dang',
  direction: 'entry',
  arrivalHour: 'now',
  destination: '2021:306673',
  stayAt: 'home',
  homePossible: 'yes',
  means: 'coach',
  purpose: 'tourism',
  proxyName: 'Trần Thị Trưởng',
  proxyPhone: '0987654321',
}

/** Rows that are good but for one cell, so that some of them are taken. */
function tableOf(list: number): readonly (readonly string[])[] {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const nth = list * ROWS + row
    const cells = GOOD.with(4, `022085${String(nth).padStart(6, '0')}`)
    return cells.with(Math.floor(nth / INJECTIONS.length) % GOOD.length, injectionAt(nth).text)
  })
  return [LIST_HEAD.split(';'), ...rows]
}

interface List {
  readonly table: readonly (readonly string[])[]
  readonly text: string
}

async function readLive({ page, look: lookNow }: WatchedPage, way: 'pasted' | 'csv' | 'xlsx', { table, text }: List): Promise<readonly string[]> {
  const box = page.locator('#group-list')
  const file = page.locator('#group-file')
  if (way === 'pasted') {
    await box.fill(text)
    await page.getByTestId('read-list').click()
  } else {
    await box.fill('')
    const bytes = way === 'csv' ? Buffer.from(text) : workbookOf(table)
    await file.setInputFiles({ name: `danh sách "<b>x.${way}`, mimeType: '', buffer: Buffer.from(bytes) })
  }
  // Every row is told of, good or bad: not the rows of the list before, and none is lost.
  await page.waitForFunction((count) => document.querySelectorAll('[data-testid=bad-rows] > li, [data-testid=good-rows] li').length === count, ROWS)
  const problems = await lookNow()
  await file.setInputFiles([])
  return problems.map((problem) => `${way}: ${problem}`)
}

/** Those that are taken, and the sheet of all of them. */
async function sendLive({ app: { url } }: InjectionTarget, { page, look: lookNow }: WatchedPage, notes: Notes): Promise<readonly string[]> {
  if (!(await page.getByTestId('send-group').isVisible())) return []
  await page.locator('#group-consent').check()
  await page.getByTestId('send-group').click()
  await page.getByTestId('group-sheet').waitFor()
  const sheet = (await page.getByTestId('group-sheet').getAttribute('href')) ?? ''
  if (!/^\/d\/[0-9A-Z]{26}\/sheet(\?with=[0-9A-Z,]+)?$/.test(sheet)) return [`the sheet of a group lies at ${sheet.slice(0, 80)}`]
  const drawn = await call(url, { path: sheet })
  look('the sheet of a group', drawn, notes, [200])
  notes.pages.push(drawn.text)
  return lookNow()
}

async function tellJourney({ page }: WatchedPage, url: string): Promise<void> {
  await page.goto(`${url}/declare/group`)
  await page.locator('input[name=checkpoint][value=bach-dang]').check()
  await page.locator('#destination').fill('bai chay ha long')
  await page.locator('#destination-option-0').click()
  await page.locator('#stayAt').check()
  await page.locator('#homePossible').check()
  await page.locator('input[name=means][value=coach]').check()
  await page.locator('input[name=purpose][value=tourism]').check()
  await page.locator('#proxyName').fill('Trần Thị Trưởng')
  await page.locator('#proxyPhone').fill('0987654321')
}

function workbookOf(table: readonly (readonly string[])[]): Uint8Array {
  // What XML cannot hold no workbook holds.
  const cell = (text: string): string =>
    text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
  const rows = table.map((cells) => `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${cell(text)}</t></is></c>`).join('')}</row>`)
  return zip({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>` })
}
