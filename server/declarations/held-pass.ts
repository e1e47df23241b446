import { parseReference } from '../../shared/credential/reference.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { asCredentialId, type CredentialId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { referenceHash, type StoredReply } from './issue-declaration.ts'

/** One stored declaration, as whoever holds its link may open it. */
export interface HeldPass {
  readonly reference: string
  readonly credential: CredentialId
  readonly reply: StoredReply
  /** Null once erased. */
  readonly declaration: Declaration | null
  readonly revokedAt: EpochMs | null
  /** Sealed under `reference`. */
  readonly replacedBy: string | null
  readonly erasedAt: EpochMs | null
}

export async function heldPass(db: Storage['read'] | Tx, link: string): Promise<HeldPass | null> {
  const reference = parseReference(link)
  // Looked for also where it is none: what was never given out takes as long as what could have been.
  const row = await db
    .selectFrom('declaration')
    .select(['credential_id', 'reply', 'body', 'revoked_at', 'replaced_by', 'erased_at'])
    .where('reference_hash', '=', referenceHash(reference.ok ? reference.value : link))
    .executeTakeFirst()
  if (!row || !reference.ok) return null
  return {
    reference: reference.value,
    credential: asCredentialId(row.credential_id),
    reply: JSON.parse(row.reply),
    declaration: row.body === '' ? null : JSON.parse(row.body),
    revokedAt: row.revoked_at,
    replacedBy: row.replaced_by,
    erasedAt: row.erased_at,
  }
}
