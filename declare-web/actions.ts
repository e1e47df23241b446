import { batch } from '@preact/signals'
import type { AreaTable } from '../shared/areas/area-table.ts'
import { parseAreaTable } from '../shared/areas/parse-area-table.ts'
import type { Language } from '../shared/checkpoints/checkpoint.ts'
import type { IssuedDeclaration } from '../shared/http/api.ts'
import { areas, catalogue, deviceStorage, draft, errors, issued, language, online, page, pending, sending, serverNow, site } from './app-state.ts'
import { type Draft, EMPTY_DRAFT } from './draft/draft.ts'
import { eraseDraft, saveDraft } from './draft/draft-store.ts'
import { type JudgeContext, judgeDraft } from './draft/judge-draft.ts'
import { stepErrorOf } from './draft/step-errors.ts'
import { sendDeclaration } from './pass/declarations-api.ts'
import { pendingFor } from './pass/pending-send.ts'
import { loadAreas, loadSite } from './site/load-site.ts'
import { pageOf, passPath, stepHref } from './site/route.ts'
import { type StepName, stepAfter } from './steps/step-names.ts'
import { vi } from './texts/vi.ts'

export function changeDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.peek(), ...change }
  saveDraft(deviceStorage, { draft: draft.peek(), pending: pending.peek() })
}

/** Vietnamese comes with the page, English when it is asked for. */
export async function chooseLanguage(next: Language): Promise<void> {
  const texts = next === 'vi' ? vi : (await import('./texts/en.ts')).en
  batch(() => {
    language.value = next
    catalogue.value = texts
    errors.value = []
  })
  document.documentElement.lang = next
  try {
    deviceStorage?.setItem('chot-language', next)
  } catch {
    // A refused storage forgets the choice; nothing else.
  }
}

export async function loadEverything(): Promise<void> {
  site.value = { state: 'loading' }
  const loaded = await loadSite(Date.now)
  site.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
  if (loaded.ok) await loadPlaces()
}

export async function loadPlaces(): Promise<void> {
  if (site.value.state !== 'ready') return
  areas.value = { state: 'loading' }
  const loaded = await loadAreas(site.value.value.info)
  areas.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
}

/** Reads the address again: after a hash change, the back button, or a move of our own. */
export function followAddress(): void {
  const next = pageOf(location.pathname, location.hash)
  batch(() => {
    page.value = next
    if (sending.peek() !== 'busy') sending.value = 'idle'
  })
}

/** On to the next page, or back to the check where the traveller came from there; errors keep them here. */
export function pressNext(step: StepName): void {
  const found = judge().errors.filter((error) => error.step === step)
  errors.value = [...errors.peek().filter((error) => error.step !== step), ...found]
  if (found.length > 0) return
  const here = page.peek()
  location.hash = stepHref(here.kind === 'step' && here.from === 'check' ? 'check' : stepAfter(step)).slice(2)
}

/** Sends once, or again: a lost reply never makes a second declaration, and nothing typed is lost by a failure. */
export async function confirmAndSend(): Promise<void> {
  if (sending.peek() === 'busy') return
  errors.value = judge().errors
  if (errors.peek().length > 0) return
  const attempt = pendingFor(draft.peek(), pending.peek(), { now: serverNow(), dice })
  pending.value = attempt
  saveDraft(deviceStorage, { draft: draft.peek(), pending: attempt })
  sending.value = 'busy'
  const answer = await sendDeclaration(attempt, language.peek())
  if (answer.kind === 'issued') return showIssued(answer.issued)
  if (answer.kind === 'key-used') pending.value = null
  if (answer.kind !== 'invalid') {
    sending.value = answer.kind === 'key-used' ? { kind: 'server' } : answer
    return
  }
  batch(() => {
    sending.value = 'idle'
    pending.value = null
    errors.value = answer.fields.map((fault) => stepErrorOf(fault, catalogue.peek()))
  })
}

export function startAgain(): void {
  batch(() => {
    forgetDraft()
    issued.value = null
  })
  if (location.pathname === '/') location.hash = '#/'
  else history.pushState(null, '', '/')
  followAddress()
}

export function judgeContext(): JudgeContext | null {
  if (site.value.state !== 'ready') return null
  const table = areas.value.state === 'ready' ? areas.value.value : NO_AREAS
  return { site: site.value.value.info, areas: table, now: serverNow(), language: language.value, texts: catalogue.value }
}

function judge() {
  const context = judgeContext()
  if (!context) throw new Error('a page of the form was shown before the site was loaded')
  return judgeDraft(draft.peek(), context)
}

function showIssued(pass: IssuedDeclaration): void {
  batch(() => {
    forgetDraft()
    issued.value = pass
    sending.value = 'idle'
  })
  history.pushState(null, '', passPath(pass.reference))
  followAddress()
}

function forgetDraft(): void {
  draft.value = EMPTY_DRAFT
  pending.value = null
  errors.value = []
  eraseDraft(deviceStorage)
}

function dice(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}

/** The first pages ask for no place; they can be judged while the table is still on its way. */
const NO_AREAS: AreaTable = emptyTable()

function emptyTable(): AreaTable {
  const parsed = parseAreaTable({ divisions: [], sites: [] })
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value
}

export function watchWorld(): void {
  window.addEventListener('hashchange', followAddress)
  window.addEventListener('popstate', followAddress)
  window.addEventListener('online', () => {
    online.value = true
  })
  window.addEventListener('offline', () => {
    online.value = false
  })
}
