import type { Draft } from './draft.ts'
import { EMPTY_DRAFT } from './draft.ts'
import { REMEMBERED_KEY } from './remembering.ts'

/** Who somebody is, lives and drives: the same on the next trip. Never the trip itself, never health. */
const FIELDS = [
  'name',
  'birth',
  'sex',
  'nationality',
  'documentKind',
  'documentNumber',
  'documentCountry',
  'phone',
  'permanentPlace',
  'permanentAddress',
  'means',
  'plate',
  'trailerPlate',
  'sector',
  'employer',
] as const
export type Remembered = Pick<Draft, (typeof FIELDS)[number]>

/** Only where the traveller allowed it on this device; null otherwise, and where it is damaged. */
export function readRemembered(): Remembered | null {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(REMEMBERED_KEY) ?? 'null')
    return isRemembered(kept) ? kept : null
  } catch {
    return null
  }
}

/** False where the storage is refused or full: it remembers nothing, and the declaration goes its way. */
export function remember(draft: Draft): boolean {
  const kept = Object.fromEntries(FIELDS.map((field) => [field, draft[field]]))
  try {
    window.localStorage.setItem(REMEMBERED_KEY, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

function isRemembered(kept: unknown): kept is Remembered {
  if (typeof kept !== 'object' || kept === null) return false
  const fields = new Map<string, unknown>(Object.entries(kept))
  return FIELDS.every((field) => {
    const value = fields.get(field)
    if (field !== 'birth') return typeof value === 'string'
    if (typeof value !== 'object' || value === null) return false
    const parts = new Map<string, unknown>(Object.entries(value))
    return Object.keys(EMPTY_DRAFT.birth).every((part) => typeof parts.get(part) === 'string')
  })
}
