import { request } from 'node:http'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { answerPage } from '../../declare-web/plain/answer-page.tsx'
import { clockWithOffset } from '../../server/clock.ts'
import { previewRoutes } from '../../server/declarations/preview-api.ts'
import type { Turns } from '../../server/http/kiosks-first.ts'
import { readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { parseDeclaration } from '../../shared/declaration/parse-declaration.ts'
import { inTurns, VERDICTS_AT_ONCE } from '../../shared/rules/in-parts.ts'
import { preview, previewInParts } from '../../shared/rules/preview-verdict.ts'
import type { Ruleset } from '../../shared/rules/ruleset.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { FORM_SITE } from '../declare-web/support/a-form-site.ts'
import { completeDraft } from '../declare-web/support/complete-draft.ts'
import { call } from '../http/call.ts'
import { type ServedApp, serveApp } from '../http/served-app.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { inventDeclarations } from '../support/invented-declarations.ts'

const areas = testAreas()
const seeds = readDemoSeeds('seeds')
const context = { areas, checkpoints: seeds.checkpoints, now: DECLARED_AT, zone: DEFAULT_ZONE, language: 'vi' } as const

/** Every verdict asks each ruleset in force once what must be seen; the national one is in force everywhere. */
function counted(): { readonly rulesets: readonly Ruleset[]; readonly verdicts: () => number } {
  let verdicts = 0
  const rulesets = seeds.rulesets.map((ruleset) => {
    if (ruleset.layer !== 'national') return ruleset
    const get = () => {
      verdicts++
      return ruleset.requiredObservations
    }
    return Object.defineProperty({ ...ruleset }, 'requiredObservations', { get })
  })
  return { rulesets, verdicts: () => verdicts }
}

const invented = inventDeclarations(50, 20_210_217).flatMap((input) => {
  const parsed = parseDeclaration(input, context)
  return parsed.ok ? [{ input, declaration: parsed.value }] : []
})

it('a preview made in parts is the one made in one go, whoever declares, and no part finds many verdicts', async () => {
  const { rulesets, verdicts } = counted()
  const facts = { ...seeds, rulesets, areas }
  const found: number[] = []
  const longest: number[] = []
  for (const { declaration } of invented) {
    const before = verdicts()
    let since = before
    let most = 0
    const endPart = () => {
      most = Math.max(most, verdicts() - since)
      since = verdicts()
    }
    const told = await inTurns(previewInParts(declaration, facts, DECLARED_AT), async () => {
      endPart()
      return true
    })
    endPart()
    found.push(verdicts() - before)
    longest.push(most)
    expect(told).toEqual(preview(declaration, facts, DECLARED_AT))
  }
  expect(Math.max(...found)).toBeGreaterThan(4 * VERDICTS_AT_ONCE)
  expect(Math.max(...longest)).toBeLessThanOrEqual(3 * VERDICTS_AT_ONCE)
})

let app: ServedApp | null = null
afterEach(() => app?.close())

/** The one whose preview takes most verdicts. */
function longestPreview() {
  const { rulesets, verdicts } = counted()
  const costs = invented.map(({ input, declaration }) => {
    const before = verdicts()
    preview(declaration, { ...seeds, rulesets, areas }, DECLARED_AT)
    return { input, cost: verdicts() - before }
  })
  return costs.reduce((most, one) => (one.cost > most.cost ? one : most))
}

/** The doors of previews, with turns that a test gives. */
async function servePreviews(again: () => Promise<void>) {
  const { rulesets, verdicts } = counted()
  const turns: Turns = { kiosk: (work) => work(), traveller: (work) => work(again) }
  const deps = { publicFacts: async () => ({ ...seeds, rulesets }), clock: { ...clockWithOffset(0), now: () => DECLARED_AT }, areaTable: areas }
  app = await serveApp(previewRoutes({ ...deps, zone: DEFAULT_ZONE }), { doors: { turns } })
  return { url: app.url, verdicts }
}

it('between its parts it gives the turn back, and then tells all', async () => {
  const { input, cost } = longestPreview()
  let turns = 0
  const { url, verdicts } = await servePreviews(async () => {
    turns++
  })
  const answer = await call(url, { method: 'POST', path: '/api/preview', body: input })
  expect([answer.status, verdicts()]).toEqual([200, cost])
  expect(turns).toBeGreaterThanOrEqual(cost / (3 * VERDICTS_AT_ONCE))
})

it('whoever hangs up costs no further verdict', async () => {
  const { input, cost } = longestPreview()
  let waiting = (): void => undefined
  const reached = new Promise<void>((resolve) => (waiting = resolve))
  let goOn = (): void => undefined
  const turn = new Promise<void>((resolve) => (goOn = resolve))
  const { url, verdicts } = await servePreviews(() => {
    waiting()
    return turn
  })
  const { hostname, port } = new URL(url)
  const asked = request({ hostname, port, method: 'POST', path: '/api/preview', headers: { 'content-type': 'application/json' } })
  asked.on('error', () => undefined).end(JSON.stringify(input))
  await reached
  const before = verdicts()
  asked.destroy()
  // The server's own word that this exchange has ended.
  while (!app?.logged().includes('/api/preview')) await turnOfTheLoop()
  goOn()
  for (let turns = 0; turns < 20; turns++) await turnOfTheLoop()
  expect([verdicts(), before < cost]).toEqual([before, true])
})

it('the last page without scripts is made in turns as well, and is drawn without its preview once nobody waits for it', async () => {
  const site = { ...FORM_SITE, ...seeds, zoneEdges: [], asked: {} }
  const draft = completeDraft(DECLARED_AT, { symptoms: ['fever'] })
  let turns = 0
  const page = async (isWanted: boolean) => {
    const goOn = async () => {
      turns++
      return isWanted
    }
    const path = '/declare/check'
    const answer = await answerPage({ path, search: '', entries: null, draft, language: 'vi', site, areas }, goOn)
    return answer.kind === 'page' ? answer.html : answer.kind
  }
  expect([(await page(true)).includes('preview-failed'), turns > 1]).toEqual([false, true])
  turns = 0
  expect([(await page(false)).includes('preview-failed'), turns]).toEqual([true, 1])
})
