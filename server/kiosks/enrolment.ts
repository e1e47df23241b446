import { randomBytes } from 'node:crypto'
import { base64UrlOf } from '../../shared/base64url.ts'
import { asCheckpointId, asKioskId, type CheckpointId, type KioskId, type StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { checkNumber, tokenHashOf } from '../../shared/sync/check-number.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { audit } from './audit.ts'
import { type Previous, putKiosk } from './put-kiosk.ts'

/** Long enough to carry a link to a checkpoint in the mountains, short enough to be forgotten in a chat. */
export const ENROLMENT_LIFE_MS = 24 * HOUR_MS

const TOKEN_BYTES = 32

export interface NewEnrolment {
  readonly checkpoint: CheckpointId
  /** Who will answer for it: staff, or `cli`, or `demo`. */
  readonly createdBy: StaffId | 'cli' | 'demo'
  readonly lifeMs: number
  /** `needed`: somebody compares the number on both screens before the tablet becomes a kiosk. */
  readonly confirm?: 'needed' | 'none'
  /** The tablet becomes this kiosk again, in its next epoch, also without its old key. */
  readonly forKiosk?: KioskId
  readonly kind?: 'link' | 'envelope'
}

export interface Enrolment {
  /** Shown once; only its hash is stored. */
  readonly token: string
  /** Names it afterwards: the token's hash. */
  readonly id: string
  readonly checkpoint: CheckpointId
  /** By real time: a demo's clock is not for secrets. */
  readonly expiresAt: EpochMs
}

/** A one-time token that lets whoever holds it enrol one tablet at this checkpoint. */
export async function createEnrolment(storage: Storage, wanted: NewEnrolment, clock: Clock): Promise<Result<Enrolment, 'checkpoint-unknown'>> {
  const { checkpoint, createdBy, lifeMs, confirm = 'none', forKiosk = null, kind = 'link' } = wanted
  const token = base64UrlOf(randomBytes(TOKEN_BYTES))
  const id = tokenHashOf(token)
  const expiresAt = clock.realNow() + lifeMs
  return storage.write(async (tx) => {
    const known = await tx.selectFrom('checkpoint').select('checkpoint_id').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
    if (!known) return err('checkpoint-unknown')
    const unused = { used_at: null, kiosk_id: null, confirm, kind, for_kiosk: forKiosk }
    const row = { token_hash: id, checkpoint_id: checkpoint, created_by: createdBy, expires_at: expiresAt, ...unused }
    await tx.insertInto('enrolment').values(row).execute()
    await audit(tx, { at: clock.now(), by: createdBy, action: 'enrolment-created', detail: { checkpoint, kind } })
    return ok({ token, id, checkpoint, expiresAt })
  })
}

/** The link that opens the kiosk page and enrols the tablet; the token stands after `#`, which no server or log ever sees. */
export function enrolmentUrl(kioskUrl: string, token: string): string {
  return `${kioskUrl}#enrol=${token}`
}

export interface Device {
  readonly token: string
  readonly publicKey: string
  readonly appVersion: string
  readonly device?: string
  readonly previous?: Previous
}

export type Enrolled =
  | { readonly kind: 'enrolled'; readonly kiosk: KioskId; readonly checkpoint: CheckpointId; readonly epoch: number }
  /** Somebody must compare the check number first. */
  | { readonly kind: 'pending' }

/**
 * Uses the token up. The same device may ask again with it while it lives: on a bad network the first answer is lost, and
 * the key proves that it is the same. Unknown, used, refused and expired tokens are one answer, so that guessing teaches nothing.
 */
export async function enrolKiosk(storage: Storage, device: Device, clock: Clock): Promise<Result<Enrolled, 'token-refused'>> {
  const tokenHash = tokenHashOf(device.token)
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('enrolment').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
    if (!row || row.expires_at <= clock.realNow() || row.answer === 'no') return err('token-refused')
    if (row.used_at !== null) return sameDevice(tx, row.kiosk_id, device)
    if (row.asked_key !== null && row.asked_key !== device.publicKey) return err('token-refused')
    if (row.confirm === 'needed' && row.answer !== 'yes') return ask(tx, row, device)
    const checkpoint = asCheckpointId(row.checkpoint_id)
    const { token, publicKey, appVersion, previous } = device
    const at = clock.now()
    const reservedBy = row.kind === 'envelope' ? 'envelope' : 'kiosk'
    const placed = await putKiosk(tx, {
      checkpoint,
      publicKey,
      appVersion,
      at,
      tokenHash,
      previous: previous ?? null,
      wanted: row.for_kiosk === null ? null : { kiosk: asKioskId(row.for_kiosk), as: reservedBy },
    })
    await tx.updateTable('enrolment').set({ used_at: clock.realNow(), kiosk_id: placed.kiosk }).where('token_hash', '=', tokenHash).execute()
    await audit(tx, {
      at,
      by: row.created_by,
      action: 'kiosk-enrolled',
      detail: { checkpoint, ...placed, check: checkNumber(token, publicKey), by: row.kind },
    })
    return ok({ kind: 'enrolled', ...placed, checkpoint })
  })
}

/** The first key that asks is the one whose number is shown; whoever comes later must get another link. */
async function ask(tx: Tx, row: Pick<Tables['enrolment'], 'token_hash'>, device: Device): Promise<Result<Enrolled, 'token-refused'>> {
  const { token, publicKey, device: name = '' } = device
  const asked = { asked_key: publicKey, asked_by: name, check_number: checkNumber(token, publicKey) }
  await tx.updateTable('enrolment').set(asked).where('token_hash', '=', row.token_hash).execute()
  return ok({ kind: 'pending' })
}

async function sameDevice(tx: Tx, kioskId: string | null, { publicKey }: Device): Promise<Result<Enrolled, 'token-refused'>> {
  const row = kioskId === null ? undefined : await tx.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kioskId).executeTakeFirst()
  if (!row || row.public_key !== publicKey || row.state !== 'active') return err('token-refused')
  return ok({ kind: 'enrolled', kiosk: asKioskId(row.kiosk_id), checkpoint: asCheckpointId(row.checkpoint_id), epoch: row.epoch })
}
