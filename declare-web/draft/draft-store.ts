import { type Draft, EMPTY_DOSE, EMPTY_DRAFT, EMPTY_STOP, EMPTY_TEST } from './draft.ts'

export const DRAFT_KEY = 'chot-draft-1'

/** What is being sent, kept until an answer comes: a retry after a lost reply must send the very same bytes under the same key. */
export interface PendingSend {
  readonly key: string
  readonly body: string
  /** The draft it was made from: a changed draft is another declaration. */
  readonly draft: string
  /** Not through yet: it is sent again as soon as there is a network, also by a tab opened later. */
  readonly isWaiting: boolean
  /** It may have reached the server, and its reply was lost: only the same bytes may follow. */
  readonly mayBeThere: boolean
}

export interface SavedDraft {
  readonly draft: Draft
  readonly pending: PendingSend | null
}

/** The draft kept on this device; the empty one where there is none, or storage is refused (private windows, in-app browsers). */
export function loadDraft(storage: Storage | null): SavedDraft {
  try {
    return parseSaved(JSON.parse(storage?.getItem(DRAFT_KEY) ?? 'null'))
  } catch {
    return { draft: EMPTY_DRAFT, pending: null }
  }
}

export function saveDraft(storage: Storage | null, saved: SavedDraft): void {
  try {
    storage?.setItem(DRAFT_KEY, JSON.stringify(saved))
  } catch {
    // Storage full or refused: the draft lives on in memory, the form works all the same.
  }
}

/** After issue, and on "start again": nothing personal stays on a shared phone. */
export function eraseDraft(storage: Storage | null): void {
  try {
    storage?.removeItem(DRAFT_KEY)
  } catch {
    // Refused storage holds nothing.
  }
}

/** A draft of another version or shape is dropped whole: half a draft would lie about what was typed. */
export function parseSaved(input: unknown): SavedDraft {
  if (isRecord(input) && hasShapeOf(input.draft, EMPTY_DRAFT)) return { draft: input.draft, pending: parsePending(input.pending) }
  return { draft: EMPTY_DRAFT, pending: null }
}

function parsePending(input: unknown): PendingSend | null {
  if (!isRecord(input)) return null
  const { key, body, draft, isWaiting, mayBeThere } = input
  if (typeof key !== 'string' || typeof body !== 'string' || typeof draft !== 'string') return null
  return { key, body, draft, isWaiting: isWaiting === true, mayBeThere: mayBeThere !== false }
}

/** Lists not named here hold texts. */
const ITEM_MODELS: { readonly [field: string]: object } = { stops: EMPTY_STOP, together: EMPTY_STOP, tests: EMPTY_TEST, doses: EMPTY_DOSE }

/** Same fields and kinds as the model. */
function hasShapeOf<T extends object>(input: unknown, model: T): input is T {
  if (!isRecord(input)) return false
  return Object.entries(model).every(([field, example]) => {
    const value = input[field]
    if (field === 'previewed') return value === null || typeof value === 'string'
    if (field === 'adding') return value === null || hasShapeOf(value, EMPTY_STOP)
    if (Array.isArray(example)) return Array.isArray(value) && value.every((item) => isItem(item, ITEM_MODELS[field]))
    if (isRecord(example)) return hasShapeOf(value, example)
    return typeof value === typeof example
  })
}

function isItem(item: unknown, model: object | undefined): boolean {
  return model ? hasShapeOf(item, model) : typeof item === 'string'
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}
