import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import type { EpochMs, LocalDate } from '../../shared/units.ts'
import type { Draft } from '../draft/draft.ts'
import type { PreviewState } from '../preview/preview-state.ts'
import type { Catalogue } from '../texts/vi.ts'
import type { FindPlaces } from './place-finder.ts'

/** All that a page of the form needs: it shows `draft`, and tells what was changed. Pages hold no rules. */
export interface Form {
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  /** The message at the field of that name, where there is one. */
  readonly errorOf: (name: string) => string | null
  readonly texts: Catalogue
  readonly language: Language
  readonly site: FormInfo
  readonly areas: AreaTable
  readonly now: EpochMs
  readonly today: LocalDate
  /** What the checkpoint will say to these answers; may come a moment later. */
  readonly previewOf: (declaration: Declaration) => PreviewState
  /** `plain`: drawn by the server for a browser without JavaScript; `change` does nothing then. */
  /** What only a plain page draws stands behind `import.meta.env.SSR`, so that no phone loads it. */
  readonly mode: 'live' | 'plain'
  /** Plain pages only: what was written into the search boxes, by field, and the search itself. */
  readonly plain?: { readonly searches: { readonly [field: string]: string }; readonly find: FindPlaces }
}

export interface StepProps {
  readonly form: Form
}
