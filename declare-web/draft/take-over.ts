import { embedded } from '../site/embedded.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'
import { parseSaved } from './draft-store.ts'

/** This device's own draft; where it has none, the one that the server kept for the page it drew. */
export function draftToGoOnWith(own: Draft): Draft {
  return isEmpty(own) ? parseSaved({ draft: embedded('kept-draft') }).draft : own
}

export function isEmpty(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT)
}
