/** As `draft-store.ts` names it. To ask that file would put four more names into what every page loads. */
const DRAFT_KEY = 'chot-draft-1'

export interface OwnDraft {
  readonly name: string
  /** The reference of the pass whose place it takes. */
  readonly corrects: string
}

/** What this device holds of a declaration that was not sent; null where it holds none. */
export function ownDraft(): OwnDraft | null {
  try {
    const { draft }: { readonly draft?: unknown } = Object(JSON.parse(window.localStorage.getItem(DRAFT_KEY) ?? 'null'))
    const { name, corrects }: Partial<Record<string, unknown>> = { ...Object(draft) }
    return typeof name === 'string' && typeof corrects === 'string' ? { name, corrects } : null
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
