import type { CredentialId } from '../ids.ts'
import type { Hash } from '../passage/records.ts'
import type { BundleParts } from './bundle.ts'

type Revocations = BundleParts['revocations']

/** What came and went since the list whose part hash is `from`: each withdrawal would else send the whole list to every tablet. */
export interface RevocationChanges {
  readonly from: Hash
  readonly added: readonly CredentialId[]
  /** Expired since, so that they need no naming any more. */
  readonly removed: readonly CredentialId[]
}

/** In place of parts of which the kiosk holds an earlier content, and only to one that says it takes them. */
export interface BundleChanges {
  readonly revocations?: RevocationChanges
}

/**
 * The list that changes lead to; null where they were made for another list, or are none. Nobody signed them: what comes out
 * is believed only where it has the hash of the signed manifest.
 */
export function changeRevocations(held: { readonly hash: Hash; readonly list: Revocations }, changes: RevocationChanges): Revocations | null {
  const { from, added, removed } = changes
  if (from !== held.hash || !isTexts(added) || !isTexts(removed)) return null
  const gone = new Set(removed)
  const kept = held.list.credentials.filter((id) => !gone.has(id))
  return { ...held.list, credentials: [...new Set([...kept, ...added])].sort() }
}

/** They came as JSON from outside. */
function isTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((one) => typeof one === 'string')
}
