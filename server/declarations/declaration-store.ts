import type { Storage, Tx } from '../storage/storage.ts'
import { type PreparedDeclaration, referenceHash, type StoredReply } from './issue-declaration.ts'

export async function insertDeclaration(tx: Tx, prepared: PreparedDeclaration): Promise<void> {
  const { credential, declaration, reference, reply } = prepared
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
    })
    .execute()
}

export async function isShortCodeTaken(tx: Tx, shortCode: string): Promise<boolean> {
  const row = await tx.selectFrom('declaration').select('credential_id').where('short_code', '=', shortCode).executeTakeFirst()
  return row !== undefined
}

export async function findReply(storage: Storage, reference: string): Promise<StoredReply | null> {
  const row = await storage.read.selectFrom('declaration').select('reply').where('reference_hash', '=', referenceHash(reference)).executeTakeFirst()
  return row ? JSON.parse(row.reply) : null
}
