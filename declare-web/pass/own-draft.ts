/** As `draft-store.ts` names it. To ask that file would put four more names into what every page loads. */
const DRAFT_KEY = 'chot-draft-1'

export interface OwnDraft {
  readonly name: string
  /** The reference of the pass whose place it takes. */
  readonly corrects: string
}

/** What the form fills by itself as soon as it opens: with these alone nobody has begun. */
const BEFOREHAND = ['checkpoint', 'direction', 'arrivalDate', 'arrivalHour', 'forWhom', 'nationality', 'documentKind', 'documentCountry']

function isBegun(draft: unknown): boolean {
  return Object.entries(Object(draft)).some(([field, answer]) => !BEFOREHAND.includes(field) && isAnswered(answer))
}

function isAnswered(answer: unknown): boolean {
  return typeof answer === 'object' ? Object.values(Object(answer)).some(isAnswered) : answer !== '' && answer !== false
}

/** What this device holds of a declaration that was not sent; null where it holds none. */
export function ownDraft(): OwnDraft | null {
  try {
    const { draft }: { readonly draft?: unknown } = Object(JSON.parse(window.localStorage.getItem(DRAFT_KEY) ?? 'null'))
    const { name, corrects }: Partial<Record<string, unknown>> = { ...Object(draft) }
    return typeof name === 'string' && typeof corrects === 'string' && isBegun(draft) ? { name, corrects } : null
  } catch {
    return null
  }
}

export function eraseOwnDraft(): void {
  try {
    window.localStorage.removeItem(DRAFT_KEY)
  } catch {
    // Refused storage holds nothing.
  }
}
