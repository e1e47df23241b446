import type { AreaTable } from '../areas/area-table.ts'
import type { Language, Texts } from '../checkpoints/checkpoint.ts'
import type { Declaration } from '../declaration/declaration.ts'
import type { GoOn } from '../rules/in-parts.ts'
import type { CheckpointPage, GroupReply, IssuedDeclaration, OwnData, PassView, SiteInfo } from './api.ts'

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

export type PageRequest = Pick<PlainRequest, 'path' | 'language' | 'site'>

/** On a family's sheet somebody must see whose code is whose; whoever reads the code reads the name as well. */
export type SheetPass = PassView & { readonly holder: string }

export type OwnDataRequest = PageRequest & Pick<PlainRequest, 'areas'>

/** `declaration` is null once it is erased. */
export type OwnDataShown = Omit<OwnData, 'declaration'> & { readonly declaration: Declaration | null }

/** What opens the form filled by a pass that there is. */
export type OpenAct = 'correct' | 'companion'

export interface PlainPage {
  readonly status: number
  readonly title: string
  readonly html: string
}

export interface Refused {
  readonly status: number
  readonly texts: Texts
  /** The page from which it was pressed. */
  readonly back: string
}

/** The page of a group, asked for or sent. */
export interface PlainGroupRequest extends PlainRequest {
  /** An uploaded list; null where none came. */
  readonly file: Uint8Array | null
  /** The list was not even read: the page is shown as it was kept, and says why. */
  readonly refused?: 'tooLarge'
  /** So long must be waited: nothing is judged, and all that came is shown again. */
  readonly busySeconds?: number
  /** Called after each row that was judged: others may go first. */
  readonly pause: () => Promise<void>
}

/** A place in the slower lane, where a browser that solves no sum waits while the site is under attack. */
export interface LaneWait {
  /** To be sent back: it keeps the place. */
  readonly ticket: string
  readonly ahead: number
  readonly seconds: number
}

export type PlainGroupAnswer =
  | Extract<PlainAnswer, { readonly kind: 'page' }>
  | {
      readonly kind: 'send'
      /** The good rows. */
      readonly inputs: readonly unknown[]
      /** Of each good row, the same for the same person on the same trip, at whatever moment it is sent. */
      readonly contents: readonly string[]
      readonly ticket: string
      readonly draft: unknown
      /** What the page says once they were sent, and while they wait. */
      readonly after: (reply: GroupReply) => PlainPage
      readonly waiting: (lane: LaneWait) => PlainPage
      /** Too many lists came from this address. */
      readonly busy: (seconds: number) => PlainPage
    }

/** What an address that leads to nothing was meant to show. */
export type UnknownThing = 'pass' | 'checkpoint' | 'page'

/** The declaration site without JavaScript, as its build gives it to the server. Keeps nothing between two calls. */
export interface PlainPages {
  /** `goOn` is called between the parts of the work that the last page takes. */
  answerPage(request: PlainRequest, goOn: GoOn): Promise<PlainAnswer>
  /** `link`: the private address of the pass. */
  passPage(request: Omit<PlainRequest, 'entries' | 'draft'>, issued: IssuedDeclaration, link: string): PlainAnswer
  unknownPage(request: PageRequest, what: UnknownThing): PlainPage
  /**
   * Whether the form `opened` may take the place of what is kept of one: `ask` where somebody's typing would go, `go-on` where
   * that same pass is being corrected already.
   */
  openingOf(kept: unknown, opened: unknown): 'open' | 'go-on' | 'ask'
  /** Asks whether to go on with the form kept, or with what was pressed. */
  halfFilledPage(request: PageRequest, asked: { readonly kept: unknown; readonly act: OpenAct; readonly reference: string }): PlainPage
  /** What was pressed cannot be done: why, and the way back to the pass. */
  refusedPage(request: PageRequest, refused: Refused): PlainPage
  /** Many who travel together: their journey once, and a list. */
  groupPage(request: PlainGroupRequest): Promise<PlainGroupAnswer>
  /** The list to be filled, as a spreadsheet opens it. */
  groupTemplate(language: Language): string
  /** A declaration waits in the slower lane. */
  lanePage(request: PageRequest, lane: LaneWait): PlainPage
  /** Pages of which no part needs a script. */
  checkpointPage(request: PageRequest, page: CheckpointPage): PlainPage
  checkpointsPage(request: PageRequest, pages: readonly CheckpointPage[]): PlainPage
  findPage(request: PageRequest, failed: { readonly shortCode: string; readonly birth: string } | null): PlainPage
  /** What a printer gets of the passes of people who travel together. */
  sheetPage(request: PageRequest, passes: readonly SheetPass[], size: 'a4' | 'a6'): PlainPage
  /** What is kept of a declaration, for its owner to read. */
  ownDataPage(request: OwnDataRequest, data: OwnDataShown): PlainPage
  /** A birth date as people write it, as declarations keep it. */
  birthAsKept(typed: string): string
  /** The form filled as that declaration was, to be corrected. */
  draftOf(declaration: Declaration, reference: string): unknown
  /** The form for somebody who travels along with the one who declared that. */
  companionDraftOf(declaration: Declaration): unknown
}
