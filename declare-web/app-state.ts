import { computed, signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { AreaTable } from '../shared/areas/area-table.ts'
import type { Language } from '../shared/checkpoints/checkpoint.ts'
import type { FormInfo, IssuedDeclaration } from '../shared/http/api.ts'
import type { EpochMs } from '../shared/units.ts'
import type { Draft } from './draft/draft.ts'
import { loadDraft, type PendingSend } from './draft/draft-store.ts'
import type { StepError } from './draft/field-map.ts'
import type { SendAnswer } from './pass/declarations-api.ts'
import type { LoadedSite } from './site/load-site.ts'
import { pageOf } from './site/route.ts'
import type { StepName } from './steps/step-names.ts'
import { type Catalogue, vi } from './texts/vi.ts'

export interface FormPageProps {
  readonly step: StepName
  readonly from: 'order' | 'check'
  readonly site: FormInfo
}

export type Loaded<T> = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'ready'; readonly value: T }

/** Refused in some in-app browsers: then nothing is kept, and the form works all the same. */
export const deviceStorage = storageOrNull()

const saved = loadDraft(deviceStorage)

export const language = signal<Language>('vi')
export const catalogue = signal<Catalogue>(vi)
export const page = signal(pageOf(location.pathname, location.search))
export const site = signal<Loaded<LoadedSite>>({ state: 'loading' })
/** Loaded after the first page: it brings the parser and the rules along. */
export const formPage = signal<Loaded<ComponentType<FormPageProps>>>({ state: 'loading' })
export const areas = signal<Loaded<AreaTable>>({ state: 'loading' })
export const online = signal(navigator.onLine !== false)
export const draft = signal<Draft>(saved.draft)
export const pending = signal<PendingSend | null>(saved.pending)
/** As found at the last press of a button; what is typed since does not make them jump. */
export const errors = signal<readonly StepError[]>([])
export const sending = signal<'idle' | 'busy' | Exclude<SendAnswer, { readonly kind: 'issued' | 'invalid' | 'key-used' }>>('idle')
/** The pass just issued, so that it shows without another round trip. */
export const issued = signal<IssuedDeclaration | null>(null)

export const clockOffsetMs = computed(() => (site.value.state === 'ready' ? site.value.value.clockOffsetMs : 0))

/** The server's clock, a demo's included. */
export function serverNow(): EpochMs {
  return Date.now() + clockOffsetMs.peek()
}

function storageOrNull(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
