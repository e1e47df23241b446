import type { Page } from 'playwright-core'
import { STEPS } from '../../../declare-web/steps/step-names.ts'
import { DEMO_REFERENCE, DEMO_SPARES } from '../../../server/seed/demo-passes.ts'
import type { PassView } from '../../../shared/http/api.ts'
import { RESIDENT_CARD } from '../../declare-web/support/counted-walks.ts'
import type { OnPage } from '../../declare-web/support/traveller-walk.ts'

export interface Tour {
  readonly page: Page
  readonly url: string
  readonly mode: 'live' | 'plain'
  readonly onPage: OnPage
}

/** Pages beside the form; what stands around a pass is drawn by the server in both modes. */
const BESIDE: readonly (readonly [name: string, path: string])[] = [
  ['checkpoints', '/checkpoint'],
  ['checkpoint', '/checkpoint/bach-dang'],
  ['find', '/find'],
  ['group', '/declare/group'],
  ['own data', `/d/${DEMO_REFERENCE}/data`],
  ['sheet A4', `/d/${DEMO_REFERENCE}/sheet`],
  ['sheet A6', `/d/${DEMO_REFERENCE}/sheet?size=a6`],
]
/** Said by the live page; where no script runs it is the bare shell of the site. */
const UNKNOWN = ['no such pass', '/d/00000000000000000000000000'] as const

export async function besidePages({ page, url, mode, onPage }: Tour): Promise<void> {
  for (const [name, path] of mode === 'live' ? [...BESIDE, UNKNOWN] : BESIDE) {
    await page.goto(`${url}${path}`)
    // Of a live page its heading comes last; a sheet to print has none.
    await page.locator('h1, h2, .sheet').first().waitFor()
    await onPage(name)
  }
  await page.goto(`${url}/find`)
  await page.locator('[name=shortCode]').fill('ABCDEFGHJ')
  await page.locator('[name=birth]').fill('1985')
  await page.locator('main form button').first().click()
  await page.waitForLoadState('load')
  await onPage('find, unknown')
}

/** Nothing was answered yet, and the button on is pressed. */
export async function pagesWithErrors({ page, url, onPage }: Tour): Promise<void> {
  for (const step of STEPS.slice(1, -1)) {
    await page.goto(`${url}/declare/${step}`)
    await page.getByTestId('next').click()
    const summary = page.getByTestId('error-summary')
    await summary.or(page.locator('h1')).first().waitFor()
    await page.waitForTimeout(500)
    if (await summary.isVisible()) await onPage(`${step}, with errors`)
  }
}

/** Questions that only some are asked, on the live pages. */
export async function furtherQuestions({ page, url, onPage }: Tour): Promise<void> {
  await page.goto(`${url}/declare/traveller`)
  await page.locator('input[name=forWhom][value=other]').check()
  await page.getByTestId('scan-card').click()
  await page.getByTestId('card-panel').waitFor()
  await onPage('traveller, for another, with a card')
  await page.goto(`${url}/declare/destination`)
  await page.locator('input[name=stayAt][value=elsewhere]').check()
  await onPage('destination, elsewhere')
  await page.goto(`${url}/declare/stays`)
  await page.getByTestId('add-stay').click()
  await page.locator('[id="stay.place"]').fill('cam giang')
  await page.locator('[id="stay.place-option-0"]').waitFor()
  await onPage('stays, a list of places')
  await page.goto(`${url}/declare/means`)
  await page.locator('input[name=means][value=truck]').check()
  await onPage('means, truck')
  await page.goto(`${url}/declare/purpose`)
  await page.locator('input[name=purpose][value=goods]').check()
  await page.getByText('+').first().click()
  await onPage('purpose, goods')
  await page.goto(`${url}/declare/tests`)
  await page.locator('#addTest').click()
  await page.locator('#addDose').click()
  await onPage('tests, one of each')
  await page.goto(`${url}/`)
  await page.getByTestId('restart').click()
  await onPage('start, gone back to')
  await page.getByTestId('restart-yes').click()
  await page.goto(`${url}/?checkpoint=bach-dang`)
  await page.getByTestId('trip').waitFor()
  await onPage('start, by a link')
  await page.getByTestId('scan').click()
  await page.locator('#card-text').fill(RESIDENT_CARD)
  await page.locator('#card-text ~ button').click()
  await page.locator('#phone').waitFor()
  await onPage('traveller, by a card')
}

/** As the server would tell it: each state, a changed rule, and what was decided with its quarantine. */
export async function passStates({ page, url, onPage }: Tour): Promise<void> {
  const told: PassView = await (await fetch(`${url}/api/declarations/${DEMO_REFERENCE}`)).json()
  const quarantine = {
    ...told.verdict,
    outcome: 'quarantine',
    duties: [
      {
        kind: 'quarantine',
        kinds: ['facility', 'home'],
        payer: 'traveller',
        days: 14,
        anchor: '2021-02-17',
        through: '2021-03-03',
        controller: 'destination-commune',
      },
      { kind: 'sample', what: 'pcr', payer: 'traveller', priority: 'normal', onDays: [1, 7, 13] },
    ],
  }
  const decision = { checkpoint: told.checkpoint, direction: told.direction, at: told.arrivalAt, outcome: 'quarantine', verdict: quarantine }
  const changes: readonly (readonly [name: string, change: object])[] = [
    ...(['expired', 'withdrawn', 'replaced', 'erased'] as const).map((state) => [state, { state, replacedBy: DEMO_SPARES.corrected }] as const),
    ['rules changed', { changed: { verdict: { ...told.verdict, outcome: 'refer' }, since: told.issuedAt } }],
    ['decided', { decisions: [decision], correctable: false, contact: { phone: '0203 0000000', text: { vi: 'Thử', en: 'Test' } } }],
  ]
  for (const [name, change] of changes) {
    await page.route('**/api/declarations/*', (route) => route.fulfill({ json: { ...told, ...change } }))
    await page.goto(`${url}/d/${DEMO_REFERENCE}`)
    await page.locator('h1').first().waitFor()
    await page.waitForTimeout(500)
    await onPage(`pass, ${name}`)
    await page.unroute('**/api/declarations/*')
  }
}

/** The demo's spare passes are there to be used up. */
export async function passesTakenBack({ page, url, onPage }: Tour): Promise<void> {
  for (const [act, reference] of [
    ['withdraw', DEMO_SPARES.withdrawn],
    ['erase', DEMO_SPARES.erased],
  ] as const) {
    await page.goto(`${url}/d/${reference}`)
    await onPage(`pass, before ${act}`)
    await fetch(`${url}/d/${reference}/${act}`, { method: 'POST', redirect: 'manual', headers: { origin: url } })
    await page.goto(`${url}/d/${reference}`)
    await onPage(`pass, after ${act}`)
  }
}
