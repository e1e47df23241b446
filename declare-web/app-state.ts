import type { ComponentType } from 'preact'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { Language } from '../shared/checkpoints/checkpoint.ts'
import type { IssuedDeclaration } from '../shared/http/api.ts'
import type { EpochMs } from '../shared/units.ts'
import type { Draft } from './draft/draft.ts'
import { loadDraft, type PendingSend } from './draft/draft-store.ts'
import type { StepError } from './draft/field-map.ts'
import type { PassPageProps } from './pass/pass-page.tsx'
import type { Sending } from './pass/send-panel.tsx'
import { cell } from './site/cell.ts'
import type { LoadedSite } from './site/load-site.ts'
import { pageOf } from './site/route.ts'
import type { Catalogue } from './texts/vi.ts'

export type Loaded<T> = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'ready'; readonly value: T }

/** Refused in some in-app browsers: then nothing is kept, and the form works all the same. */
export const deviceStorage = storageOrNull()

const saved = loadDraft(deviceStorage)

export const language = cell<Language>('vi')
/** Null until the first one has come; nothing is drawn before. */
export const catalogue = cell<Catalogue | null>(null)
export const page = cell(pageOf(location.pathname, location.search))
export const site = cell<Loaded<LoadedSite>>({ state: 'loading' })
/** Not needed before a declaration is sent, unless the page was opened by the link of a pass. */
export const passPage = cell<Loaded<ComponentType<PassPageProps>>>({ state: 'loading' })
export const areas = cell<Loaded<AreaTable>>({ state: 'loading' })
export const online = cell(navigator.onLine !== false)
export const draft = cell<Draft>(saved.draft)
export const pending = cell<PendingSend | null>(saved.pending)
/** As found at the last press of a button; what is typed since does not make them jump. */
export const errors = cell<readonly StepError[]>([])
export const sending = cell<Sending>('idle')
/** The pass just issued, so that it shows without another round trip. */
export const issued = cell<IssuedDeclaration | null>(null)

/** The texts of the language chosen. */
export function textsNow(): Catalogue {
  if (catalogue.value === null) throw new Error('no texts')
  return catalogue.value
}

/** The server's clock, a demo's included. */
export function serverNow(): EpochMs {
  return Date.now() + (site.value.state === 'ready' ? site.value.value.clockOffsetMs : 0)
}

function storageOrNull(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
