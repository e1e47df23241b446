import type { CredentialId } from '../../shared/ids.ts'
import { documentKey } from '../../shared/lists/list-key.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { type PreparedDeclaration, referenceHash, type StoredReply } from './issue-declaration.ts'

export async function insertDeclaration(tx: Tx, prepared: PreparedDeclaration): Promise<void> {
  const { credential, declaration, reference, reply, sealedLink } = prepared
  await tx
    .insertInto('declaration')
    .values({
      credential_id: credential.id,
      reference_hash: referenceHash(reference),
      short_code: reply.shortCode,
      checkpoint_id: declaration.checkpoint,
      issued_at: credential.issuedAt,
      expires_at: credential.expiresAt,
      revoked_at: null,
      qr_payload: reply.qrPayload,
      body: JSON.stringify(declaration),
      reply: JSON.stringify(reply),
      sealed_link: sealedLink,
    })
    .execute()
  await insertDocument(tx, prepared)
}

/** So that a watched document finds the codes that its holder carries already. What has expired is nobody's business any more. */
async function insertDocument(tx: Tx, { credential, declaration }: PreparedDeclaration): Promise<void> {
  await tx.deleteFrom('declared_document').where('expires_at', '<=', credential.issuedAt).execute()
  if (!declaration.document) return
  const key = { list_key: documentKey(declaration.document), credential_id: credential.id }
  await tx
    .insertInto('declared_document')
    .values({ ...key, birth_year: credential.claims.birthYear, expires_at: credential.expiresAt })
    .execute()
}

export async function isShortCodeTaken(tx: Tx, shortCode: string): Promise<boolean> {
  const row = await tx.selectFrom('declaration').select('credential_id').where('short_code', '=', shortCode).executeTakeFirst()
  return row !== undefined
}

/** The code counts no more: bundles carry it to the kiosks until it would have expired, and no list of documents finds it. */
export async function revokeDeclaration(tx: Tx, credential: CredentialId, { at, replacedBy }: Revocation): Promise<void> {
  await tx.updateTable('declaration').set({ revoked_at: at, replaced_by: replacedBy }).where('credential_id', '=', credential).execute()
  await tx.deleteFrom('declared_document').where('credential_id', '=', credential).execute()
}

interface Revocation {
  readonly at: EpochMs
  /** The new reference, sealed under the old one; null where nothing takes its place. */
  readonly replacedBy: string | null
}

export async function findReply(storage: Storage, reference: string): Promise<StoredReply | null> {
  const row = await storage.read.selectFrom('declaration').select('reply').where('reference_hash', '=', referenceHash(reference)).executeTakeFirst()
  return row ? JSON.parse(row.reply) : null
}
