import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { Preview } from '../../shared/rules/preview-verdict.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { cell } from '../site/cell.ts'
import { fetchJson } from '../site/fetch-json.ts'
import type { PreviewState } from './preview-state.ts'

/** What a preview is made of besides the answers. */
export interface PreviewAsk {
  /** The answers as they would be sent. */
  readonly input: unknown
  readonly declaration: Declaration
  readonly areas: AreaTable
  readonly now: EpochMs
  readonly language: Language
}

interface Shown {
  readonly key: string
  readonly told: PreviewState
}

/** Which answers are being asked about; changed while a page is being drawn, so it draws none. */
let asked = ''
const shown = cell<Shown>({ key: '', told: { state: 'loading' } })

/**
 * The preview of these answers: the server's while there is a network, for it is one small question; else this device's
 * own, by the same rules, where they have been loaded. Both are the same function.
 */
export function livePreview(ask: PreviewAsk): PreviewState {
  const key = JSON.stringify(ask.declaration)
  if (shown.value.key === key) return shown.value.told
  if (asked === key) return { state: 'loading' }
  asked = key
  void tell(ask).then((told) => {
    if (asked !== key) return
    shown.value = { key, told }
    if (told.state === 'failed') window.addEventListener('online', askAgain)
  })
  return { state: 'loading' }
}

/** Nobody could say while there was no network; now there is one. */
function askAgain(): void {
  window.removeEventListener('online', askAgain)
  if (shown.value.told.state !== 'failed') return
  asked = ''
  shown.value = { key: '', told: { state: 'loading' } }
}

async function tell(ask: PreviewAsk): Promise<PreviewState> {
  const headers = { 'content-type': 'application/json', 'accept-language': ask.language }
  const reply = await fetchJson({ url: '/api/preview', method: 'POST', headers, body: JSON.stringify(ask.input) })
  if (reply.kind === 'answer' && reply.status === 200 && isPreview(reply.body)) return { state: 'ready', preview: reply.body, by: 'server' }
  const own = await onDevice(ask)
  return own ? { state: 'ready', preview: own, by: 'device' } : { state: 'failed' }
}

async function onDevice({ declaration, areas, now }: PreviewAsk): Promise<Preview | null> {
  try {
    const { previewByOwnRules } = await import('./preview-on-device.ts')
    return await previewByOwnRules(declaration, { areas, now })
  } catch {
    // Neither network nor anything kept: the checkpoint will say.
    return null
  }
}

/** Our own server's word: enough to tell it from a captive portal's page. */
function isPreview(body: unknown): body is Preview {
  if (typeof body !== 'object' || body === null) return false
  const { verdict, ...lists }: Partial<Record<string, unknown>> = { ...body }
  const isVerdict = typeof verdict === 'object' && verdict !== null && 'outcome' in verdict && OUTCOMES.some((outcome) => outcome === verdict.outcome)
  return isVerdict && [lists.changes, lists.elsewhere, lists.times].every(Array.isArray)
}
