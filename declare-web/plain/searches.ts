import type { Entries } from '../../shared/http/plain-pages.ts'
import type { Draft } from '../draft/draft.ts'
import { purposeOf, vehicleQuestions } from '../draft/draft-to-input.ts'
import type { ShownError } from '../form/error-summary.tsx'
import type { Catalogue } from '../texts/vi.ts'

/** What was written into the search boxes of a page, by field. */
export type Searches = { readonly [field: string]: string }

export function searchesIn(entries: Entries): Searches {
  const found = entries.flatMap(([name, value]) => {
    const field = /^([a-zA-Z0-9.]{1,40})\.search$/.exec(name)?.[1]
    return field !== undefined && value.trim() !== '' ? [[field, value.slice(0, 80)] as const] : []
  })
  return Object.fromEntries(found)
}

export function withSearches(errors: readonly ShownError[], searches: Searches, { place }: Catalogue): readonly ShownError[] {
  return errors.map((error) => (searches[error.field] ? { ...error, message: place.chooseFound } : error))
}

/** An answer that brings further questions shows them first: nobody is blamed for what was not asked yet. */
export function isAskedMore(before: Draft, after: Draft): boolean {
  const asked = (draft: Draft) =>
    JSON.stringify([draft.forWhom, draft.stayAt, vehicleQuestions(draft.means), purposeOf(draft) === 'goods', draft.arrivalDate !== ''])
  return asked(before) !== asked(after)
}
