import type { AreaTable } from '../shared/areas/area-table.ts'
import { parseUnlinkedTable } from '../shared/areas/parse-unlinked-table.ts'
import { goTo, showIssued } from './actions.ts'
import { areas, deviceStorage, draft, errors, language, page, pending, sending, serverNow, site, textsNow } from './app-state.ts'
import { nextOpen } from './draft/companion.ts'
import { type PendingSend, saveDraft } from './draft/draft-store.ts'
import { type JudgeContext, judgeDraft } from './draft/judge-draft.ts'
import { stepErrorOf } from './draft/step-errors.ts'
import { type SendAnswer, sendDeclaration } from './pass/declarations-api.ts'
import { pendingFor } from './pass/pending-send.ts'
import { stepHref } from './site/route.ts'
import type { StepName } from './steps/step-names.ts'

/** On to the page after `passed`, or back to the check where the traveller came from there; errors keep them here. */
export function pressNext(step: StepName, passed: StepName): void {
  const all = judge().errors
  const found = all.filter((error) => error.step === step)
  errors.value = [...errors.value.filter((error) => error.step !== step), ...found]
  if (found.length > 0) return
  const here = page.value
  goTo(stepHref(here.kind === 'step' && here.from === 'check' ? 'check' : nextOpen(passed, draft.value, all)))
}

/**
 * Sends once, or again: a lost reply never makes a second declaration, and nothing typed is lost by a failure. What did
 * not get through waits on the device and is sent by `keepSending`.
 */
export async function confirmAndSend(): Promise<void> {
  if (sending.value === 'busy') return
  errors.value = judge().errors
  if (errors.value.length > 0) {
    keepPending(null)
    return
  }
  const attempt = pendingFor(draft.value, pending.value, { now: serverNow(), dice })
  keepPending({ ...attempt, isWaiting: true, mayBeThere: true })
  sending.value = 'busy'
  take(attempt, await sendDeclaration(attempt, language.value))
}

function take(attempt: PendingSend, answer: SendAnswer): void {
  // Changed meanwhile: what is on the screen is another declaration now.
  if (pending.value?.key !== attempt.key) return
  switch (answer.kind) {
    case 'issued':
      showIssued(answer.issued)
      return
    case 'invalid':
      sending.value = 'idle'
      errors.value = answer.fields.map((fault) => stepErrorOf(fault, textsNow()))
      keepPending(null)
      return
    case 'refused':
      sending.value = answer
      keepPending(null)
      return
    case 'key-used':
      sending.value = { kind: 'server' }
      keepPending(null)
      return
    default:
      sending.value = answer
      keepPending({ ...attempt, isWaiting: true, mayBeThere: attempt.mayBeThere || answer.kind !== 'offline' })
  }
}

function keepPending(next: PendingSend | null): void {
  pending.value = next
  saveDraft(deviceStorage, { draft: draft.value, pending: next })
}

export function judgeContext(): JudgeContext | null {
  if (site.value.state !== 'ready') return null
  const table = areas.value.state === 'ready' ? areas.value.value : NO_AREAS
  return { site: site.value.value.info, areas: table, now: serverNow(), language: language.value, texts: textsNow() }
}

function judge() {
  const context = judgeContext()
  if (!context) throw new Error('no site')
  return judgeDraft(draft.value, context)
}

function dice(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}

/** The first pages ask for no place; they can be judged while the table is still on its way. */
const NO_AREAS: AreaTable = emptyTable()

function emptyTable(): AreaTable {
  const parsed = parseUnlinkedTable({ divisions: [], sites: [] })
  if (!parsed.ok) throw new Error(parsed.error)
  return parsed.value
}
