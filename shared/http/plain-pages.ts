import type { AreaTable } from '../areas/area-table.ts'
import type { Language } from '../checkpoints/checkpoint.ts'
import type { IssuedDeclaration, SiteInfo } from './api.ts'

/** What a plain form sends, in its order; a name may come several times. */
export type Entries = readonly (readonly [name: string, value: string])[]

/** One page asked for, or one form sent, by a browser without JavaScript. */
export interface PlainRequest {
  readonly path: string
  readonly search: string
  /** Null where the page was only asked for. */
  readonly entries: Entries | null
  /** What the server kept of the answers so far, of any shape. */
  readonly draft: unknown
  readonly language: Language
  readonly site: SiteInfo
  readonly areas: AreaTable
}

export type PlainAnswer =
  | { readonly kind: 'page'; readonly status: number; readonly title: string; readonly html: string; readonly draft: unknown }
  | { readonly kind: 'move'; readonly to: string; readonly draft: unknown }
  /** All is answered: the server declares it, and shows the pass. */
  | { readonly kind: 'send'; readonly input: unknown; readonly draft: unknown }
  | { readonly kind: 'none' }

/** The declaration site without JavaScript, as its build gives it to the server. Keeps nothing between two calls. */
export interface PlainPages {
  answerPage(request: PlainRequest): PlainAnswer
  /** `link`: the private address of the pass. */
  passPage(request: Omit<PlainRequest, 'entries' | 'draft'>, issued: IssuedDeclaration, link: string): PlainAnswer
}
