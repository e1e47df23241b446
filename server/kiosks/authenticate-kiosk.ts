import { asKioskId, type KioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { EPOCH_HEADER, KIOSK_HEADER, SIGNATURE_HEADER, type SyncRefusal, signedText } from '../../shared/sync/protocol.ts'
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

/** The path that a revoked tablet still reaches: what it sends is kept, and it is told what to forget. */
const SYNC_PATH = '/api/sync'

/** The enrolled device that signed this request. A forked one still gets in: what it sends is kept aside. */
export async function authenticateKiosk({ read }: Pick<Storage, 'read'>, request: SignedRequest): Promise<Result<KioskId, SyncRefusal>> {
  const refuse = (fault: SyncFault): Result<KioskId, SyncRefusal> => err(refusalOf(fault, preferredLanguage(request.header('accept-language'))))
  const named = request.header(KIOSK_HEADER)
  const signature = request.header(SIGNATURE_HEADER)
  if (!asKioskId.matches(named)) return refuse({ error: 'kiosk-unknown' })
  if (!signature) return refuse({ error: 'signature-invalid' })
  const row = await read.selectFrom('kiosk').select(['public_key', 'state', 'epoch']).where('kiosk_id', '=', named).executeTakeFirst()
  if (!row) return refuse({ error: 'kiosk-unknown' })
  const epoch = request.path === SYNC_PATH ? (epochIn(request.header(EPOCH_HEADER)) ?? row.epoch) : row.epoch
  const key = epoch === row.epoch ? row.public_key : await pastKey(read, named, epoch)
  if (key === null) return refuse({ error: 'wrong-epoch' })
  if (!verifyDeviceSignature(key, signature, signedText(request.path, request.rawBody))) return refuse({ error: 'signature-invalid' })
  return row.state === 'revoked' && request.path !== SYNC_PATH ? refuse({ error: 'kiosk-revoked' }) : ok(named)
}

/** Null where the header is absent or no number: then the present log is meant. */
export function epochIn(header: string | undefined): number | null {
  return header !== undefined && /^[1-9]\d{0,8}$/.test(header) ? Number(header) : null
}

async function pastKey(read: Storage['read'], kiosk: KioskId, epoch: number): Promise<string | null> {
  const past = await read.selectFrom('past_log').select('public_key').where('kiosk_id', '=', kiosk).where('epoch', '=', epoch).executeTakeFirst()
  return past?.public_key ?? null
}
