import { hexOf } from '../../shared/hex.ts'
import { asCredentialId, type CredentialId } from '../../shared/ids.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { isDeclaration } from './join-documents.ts'
import type { Reading } from './passage-view.ts'

interface MarkDeps {
  readonly store: Pick<KioskStore, 'read' | 'write'>
  readonly random: (bytes: number) => Uint8Array
}

/**
 * By what this tablet knows a reading again: the id of a code of ours, or of another document a hash that the tablet alone
 * can make. Null for a vehicle's pass, which may bring many people through, and for what nobody could read.
 */
export async function markOf(deps: MarkDeps, reading: Reading): Promise<CredentialId | null> {
  if (reading.kind === 'credential') return isDeclaration(reading.credential) ? reading.credential.id : null
  if (reading.kind !== 'document' || reading.document.mark === null) return null
  const hash = hashText(`chot-document-1\n${await saltOf(deps)}\n${reading.document.source}\n${reading.document.mark}`)
  return asCredentialId(hash.slice(0, 16))
}

async function saltOf({ store, random }: MarkDeps): Promise<string> {
  const held = await store.read('documentSalt')
  if (held !== null) return held
  const made = hexOf(random(16))
  await store.write({ documentSalt: made })
  return made
}
