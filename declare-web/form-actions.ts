import { batch } from '@preact/signals'
import type { AreaTable } from '../shared/areas/area-table.ts'
import { parseAreaTable } from '../shared/areas/parse-area-table.ts'
import { goTo, showIssued } from './actions.ts'
import { areas, catalogue, deviceStorage, draft, errors, language, page, pending, sending, serverNow, site } from './app-state.ts'
import { saveDraft } from './draft/draft-store.ts'
import { type JudgeContext, judgeDraft } from './draft/judge-draft.ts'
import { stepErrorOf } from './draft/step-errors.ts'
import { sendDeclaration } from './pass/declarations-api.ts'
import { pendingFor } from './pass/pending-send.ts'
import { loadAreas } from './site/load-areas.ts'
import { stepHref } from './site/route.ts'
import { type StepName, stepAfter } from './steps/step-names.ts'

export async function loadPlaces(): Promise<void> {
  if (site.value.state !== 'ready') return
  areas.value = { state: 'loading' }
  const loaded = await loadAreas(site.value.value.info)
  areas.value = loaded.ok ? { state: 'ready', value: loaded.value } : { state: 'failed' }
}

/** On to the next page, or back to the check where the traveller came from there; errors keep them here. */
export function pressNext(step: StepName): void {
  const found = judge().errors.filter((error) => error.step === step)
  errors.value = [...errors.peek().filter((error) => error.step !== step), ...found]
  if (found.length > 0) return
  const here = page.peek()
  goTo(stepHref(here.kind === 'step' && here.from === 'check' ? 'check' : stepAfter(step)))
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
