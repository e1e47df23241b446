import { asKioskId, type KioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { KIOSK_HEADER, SIGNATURE_HEADER, type SyncRefusal, signedText } from '../../shared/sync/protocol.ts'
import { preferredLanguage } from '../http/refusal.ts'
import { verifyDeviceSignature } from '../keys/node-verify.ts'
import type { Storage } from '../storage/storage.ts'
import { refusalOf, type SyncFault } from '../sync/sync-refusal.ts'

export interface SignedRequest {
  readonly header: (name: string) => string | undefined
  /** The exact text received. */
  readonly rawBody: string
  readonly path: string
}

/** The enrolled device that signed this request. A forked one still gets in: what it sends is kept aside. */
export async function authenticateKiosk({ read }: Pick<Storage, 'read'>, request: SignedRequest): Promise<Result<KioskId, SyncRefusal>> {
  const refuse = (fault: SyncFault): Result<KioskId, SyncRefusal> => err(refusalOf(fault, preferredLanguage(request.header('accept-language'))))
  const named = request.header(KIOSK_HEADER)
  const signature = request.header(SIGNATURE_HEADER)
  if (!asKioskId.matches(named)) return refuse({ error: 'kiosk-unknown' })
  if (!signature) return refuse({ error: 'signature-invalid' })
  const row = await read.selectFrom('kiosk').select(['public_key', 'state']).where('kiosk_id', '=', named).executeTakeFirst()
  if (!row) return refuse({ error: 'kiosk-unknown' })
  if (!verifyDeviceSignature(row.public_key, signature, signedText(request.path, request.rawBody))) return refuse({ error: 'signature-invalid' })
  return row.state === 'revoked' ? refuse({ error: 'kiosk-revoked' }) : ok(named)
}
