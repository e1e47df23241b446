import type { IssuedDeclaration } from '../../shared/http/api.ts'
import type { Entries, PlainAnswer, PlainRequest } from '../../shared/http/plain-pages.ts'
import type { GoOn } from '../../shared/rules/in-parts.ts'
import { localDateAt } from '../../shared/time.ts'
import { applyAct, NO_PAPERS } from '../draft/acts.ts'
import { nextOpen } from '../draft/companion.ts'
import { type Draft, EMPTY_DRAFT } from '../draft/draft.ts'
import { parseSaved } from '../draft/draft-store.ts'
import { draftToInput } from '../draft/draft-to-input.ts'
import { judgeAnswers, judgeDraft } from '../draft/judge-draft.ts'
import { destinationDefaults, tripDefaults, workDefaults } from '../draft/trip-defaults.ts'
import type { ShownError } from '../form/error-summary.tsx'
import type { Form } from '../form/form.ts'
import { asPassView } from '../pass/as-pass-view.ts'
import { passTitle } from '../pass/pass-state.tsx'
import { PassView } from '../pass/pass-view.tsx'
import { previewOnDevice } from '../preview/preview-on-device.ts'
import type { PreviewState } from '../preview/preview-state.ts'
import { seePreview } from '../preview/see-preview.ts'
import { pageOf, stepHref } from '../site/route.ts'
import { stayErrors } from '../steps/add-stay.tsx'
import { StartStep } from '../steps/start-step.tsx'
import { StepFrame } from '../steps/step-frame.tsx'
import type { StepName } from '../steps/step-names.ts'
import type { Catalogue } from '../texts/vi.ts'
import { drawn, textsOf } from './drawn.tsx'
import { drawnForm } from './drawn-form.ts'
import { isAskedMore, type Searches, searchesIn, withSearches } from './searches.ts'
import { takeForm } from './take-form.ts'

export { groupPage, groupTemplate } from './answer-group.tsx'
export { birthAsKept, checkpointPage, checkpointsPage, companionDraftOf, draftOf, findPage, lanePage, sheetPage } from './further-pages.tsx'
export { halfFilledPage, openingOf } from './half-filled-page.tsx'
export { ownDataPage } from './own-data-page.tsx'
export { refusedPage, unknownPage } from './unknown-page.tsx'

/** The whole form without JavaScript, of the same pages, acts and judgement as the live one. Keeps nothing between two calls. */
export async function answerPage(request: PlainRequest, goOn: GoOn): Promise<PlainAnswer> {
  const page = pageOf(request.path, request.search)
  if (page.kind !== 'step') return { kind: 'none' }
  const { draft } = parseSaved({ draft: request.draft })
  if (page.step === 'start') return startPage(request, draft)
  const desk = { request, goOn, texts: textsOf(request.language), step: page.step, from: page.from }
  if (request.entries === null) return stepPage(desk, { draft: seen(desk, { ...draft, ...defaultsOf(desk, draft) }), errors: [], searches: {} })
  return answerForm(desk, draft, request.entries)
}

function defaultsOf({ step, request }: Desk, draft: Draft): Partial<Draft> {
  const { site, search } = request
  if (step === 'trip') return tripDefaults(draft, { site, now: site.now, today: localDateAt(site.now, site.zone), search })
  if (step === 'work') return workDefaults(draft, localDateAt(site.now, site.zone))
  return step === 'destination' ? destinationDefaults(draft, request) : {}
}

/** The pass of a declaration, for a browser without JavaScript: its picture has an address of its own. */
export function passPage(request: Omit<PlainRequest, 'entries' | 'draft'>, issued: IssuedDeclaration, link: string): PlainAnswer {
  const texts = textsOf(request.language)
  const { site, language } = request
  const body = (
    <PassView issued={issued} site={site} texts={texts} language={language} now={site.now} mode="plain" link={link} onAnother={() => undefined} />
  )
  return { ...drawn(request, passTitle({ pass: asPassView(issued), texts, language }), body), draft: EMPTY_DRAFT }
}

interface Desk {
  readonly request: PlainRequest
  readonly goOn: GoOn
  readonly texts: Catalogue
  readonly step: StepName
  readonly from: 'order' | 'check'
}

interface Shown {
  readonly draft: Draft
  readonly errors: readonly ShownError[]
  readonly searches: Searches
}

/** The longest act names a place; what is longer was written by nobody's button. */
const MAX_ACT = 80

async function answerForm(desk: Desk, before: Draft, entries: Entries): Promise<PlainAnswer> {
  const { step, texts } = desk
  const draft = seen(desk, takeForm(before, step, entries))
  const go = (entries.find(([name]) => name === 'go')?.[1] ?? 'next').slice(0, MAX_ACT)
  const searches = searchesIn(entries)
  if (go.indexOf('find:') === 0) return stepPage(desk, { draft, errors: [], searches })
  if (go === 'save-stay') {
    const errors = draft.adding ? stayErrors(draft.adding, { texts, draft }) : []
    if (errors.length > 0) return stepPage(desk, { draft, errors, searches })
  }
  const change = applyAct(draft, go, todayOf(desk))
  if (change) return afterAct(desk, go, { ...draft, ...change })
  const errors = errorsOf(desk, draft)
  if (errors.length > 0) {
    const asked = { ...before, ...defaultsOf(desk, before) }
    return stepPage(desk, { draft, errors: isAskedMore(asked, draft) ? [] : withSearches(errors, searches, texts), searches })
  }
  if (step === 'check') return { kind: 'send', input: draftToInput(draft, desk.request.site.now), draft }
  return { kind: 'move', to: nextHref(desk, draft, go === NO_PAPERS ? 'tests' : step), draft }
}

/** The page again; who says yes to a question goes on, where that answers the page. */
function afterAct(desk: Desk, act: string, draft: Draft): PlainAnswer {
  const goesOn = act === 'together' && errorsOf(desk, draft).length === 0
  return { kind: 'move', to: goesOn ? nextHref(desk, draft) : stepHref(desk.step, desk.from), draft }
}

function nextHref(desk: Desk, draft: Draft, passed = desk.step): string {
  return stepHref(desk.from === 'check' ? 'check' : nextOpen(passed, draft, judgeDraft(draft, contextOf(desk)).errors))
}

/** This page's errors; on the last page all of them, each leading to its own page. */
function errorsOf(desk: Desk, draft: Draft): readonly ShownError[] {
  const { errors } = judgeDraft(draft, contextOf(desk))
  if (desk.step !== 'check') return errors.filter((error) => error.step === desk.step)
  return errors.map((error) => (error.step === 'check' ? error : { ...error, href: stepHref(error.step, 'check') }))
}

/** What the check shows is remembered, so that answers changed after it are marked. */
function seen(desk: Desk, draft: Draft): Draft {
  if (desk.step !== 'check') return draft
  const { declaration, errors } = judgeAnswers(draft, contextOf(desk))
  return declaration && errors.length === 0 ? { ...draft, ...seePreview(draft, declaration) } : draft
}

async function stepPage(desk: Desk, shown: Shown): Promise<PlainAnswer> {
  const { step, from, texts, request } = desk
  const nothing = () => undefined
  const preview = await previewFor(desk, shown.draft)
  const body = (
    <StepFrame
      step={step}
      from={from}
      texts={texts}
      errors={shown.errors}
      form={formOf(desk, shown, preview)}
      sending="idle"
      onNext={nothing}
      onSend={nothing}
    />
  )
  const prefix = shown.errors.length > 0 ? texts.nav.errorPrefix : ''
  const page = drawn(request, prefix + texts[step].title, body)
  return { ...page, status: shown.errors.length > 0 ? 422 : 200, draft: shown.draft }
}

function startPage(request: PlainRequest, draft: Draft): PlainAnswer {
  const texts = textsOf(request.language)
  if (request.entries?.some(([name, value]) => name === 'go' && value === 'restart')) return { kind: 'move', to: '/', draft: EMPTY_DRAFT }
  return { ...drawn(request, texts.start.title, <StartStep draft={draft} texts={texts} search={request.search} mode="plain" />), draft }
}

/** Only the last page shows one, of answers without a fault. */
async function previewFor({ step, request, texts, goOn }: Desk, draft: Draft): Promise<PreviewState> {
  const { site, areas } = request
  const { declaration, errors } = step === 'check' ? judgeAnswers(draft, contextOf({ request, texts })) : NOTHING
  const preview = declaration && errors.length === 0 ? await previewOnDevice(declaration, { site, areas, now: site.now, goOn }) : null
  return preview ? { state: 'ready', preview, by: 'server' } : { state: 'failed' }
}

const NOTHING = { declaration: null, errors: [] } as const

function formOf(desk: Desk, { draft, errors, searches }: Shown, preview: PreviewState): Form {
  return {
    ...drawnForm(desk.request, draft, searches),
    errorOf: (name) => errors.find((error) => error.field === name)?.message ?? null,
    previewOf: () => preview,
  }
}

function contextOf({ request, texts }: Pick<Desk, 'request' | 'texts'>) {
  const { site, areas, language } = request
  return { site, areas, language, texts, now: site.now }
}

function todayOf({ request: { site } }: Desk) {
  return localDateAt(site.now, site.zone)
}
