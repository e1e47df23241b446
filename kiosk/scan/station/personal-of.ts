import type { PassageId } from '../../../shared/ids.ts'
import type { PersonalClaims } from '../../../shared/passage/records.ts'
import type { JoinedReading, Reading } from '../passage-view.ts'

/** What a form or a document that is not ours says of its holder, for the sealed record. Null for what the server knows by its id, and for bad ones. */
export function personalOf(passage: PassageId, reading: Reading | JoinedReading): PersonalClaims | null {
  if (reading.kind === 'form') return { kind: 'claims', passage, source: 'form', claims: reading.claims, contact: reading.contact }
  if (reading.kind !== 'document' || reading.document.claims === null) return null
  const { source, claims, identities, birthDate, address } = reading.document
  const contact = { documentNumber: identities[0]?.number ?? null, birthDate, phone: null, address, proxy: null }
  return { kind: 'claims', passage, source, claims, contact }
}
