import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { PLAIN_RESIDENT, plainWalkToCheck } from '../../declare-web/support/plain-walk.ts'
import { confirmAndGetPass, type Trip, walkToCheck } from '../../declare-web/support/traveller-walk.ts'
import { atMost, type Figure, plain } from '../kiosk/figure.ts'
import { besidePages, furtherQuestions, pagesWithErrors, passesTakenBack, passStates } from './axe-tour.ts'
import { coldPhone, type Stand } from './stand.ts'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const LANGUAGES = ['vi', 'en'] as const
type Language = (typeof LANGUAGES)[number]
type Mode = 'live' | 'plain'

/** Somebody who was away, so that a place is added too. */
const AWAY: Trip = { trip: { province: 'Hải Dương', district: 'cam giang', commune: '', from: '2021-02-08', to: '2021-02-10' } }

interface Looked {
  readonly name: string
  readonly violations: readonly string[]
}

/** Violations by axe on every page, in both languages, live and as the server draws them. */
export async function accessibilityFigures(stand: Stand): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const language of LANGUAGES)
    for (const mode of ['live', 'plain'] as const) {
      const looked = await lookAtAll(stand, language, mode)
      const found = looked.flatMap(({ name, violations }) => violations.map((one) => `${name}: ${one}`))
      for (const one of found) console.log(`  axe, ${mode}, ${language}, ${one}`)
      figures.push(plain(`pages looked at by axe, ${mode}, ${language}`, 'pages', looked.length))
      figures.push(atMost(`axe violations, ${mode}, ${language}`, 'violations', found.length, 0))
    }
  return figures
}

async function lookAtAll(stand: Stand, language: Language, mode: Mode): Promise<readonly Looked[]> {
  // The policy of the pages lets no tool in; with scripts refused at the door, the drawn pages stay as they are.
  const context = await coldPhone(stand.browser, { bypassCSP: true, serviceWorkers: 'block' })
  if (mode === 'plain') await context.route(/\.js(\?|$)/, (route) => route.abort())
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const looked: Looked[] = []
  const onPage = async (name: string): Promise<void> => {
    looked.push({ name, violations: await violationsOn(page) })
  }
  await page.goto(mode === 'plain' ? `${stand.url}/?lang=${language}` : stand.url)
  if (mode === 'live') await page.getByTestId(`language-${language}`).click()
  await page.waitForFunction((code) => document.documentElement.lang === code, language)
  await (mode === 'plain' ? plainWalkToCheck(page, PLAIN_RESIDENT, onPage) : walkToCheck(page, AWAY, onPage))
  await page.getByTestId('confirm').click()
  await page.getByTestId('error-summary').waitFor()
  await onPage('check, with errors')
  await confirmAndGetPass(page)
  await page.getByTestId('qr').waitFor()
  await onPage('pass')
  const tour = { page, url: stand.url, mode, onPage }
  await besidePages(tour)
  await pagesWithErrors(tour)
  if (mode === 'live') {
    await furtherQuestions(tour)
    await passStates(tour)
  } else if (language === 'vi') await passesTakenBack(tour)
  await context.close()
  return looked
}

async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    return (await axe.run()).violations.map(({ id, nodes }) => `${id} ${nodes.length}x ${nodes[0]?.html.slice(0, 120) ?? ''}`)
  })
}
