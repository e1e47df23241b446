import { createHash, randomBytes } from 'node:crypto'
import { base64UrlOf } from '../../shared/base64url.ts'
import { asCheckpointId, asKioskId, type CheckpointId, type KioskId, type StaffId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { emptyLogOf } from '../sync/ingest-batch.ts'

/** Long enough to carry a link to a checkpoint in the mountains, short enough to be forgotten in a chat. */
export const ENROLMENT_LIFE_MS = 24 * HOUR_MS

const TOKEN_BYTES = 32

export interface NewEnrolment {
  readonly checkpoint: CheckpointId
  /** Who will answer for it: staff, or `cli`, or `demo`. */
  readonly createdBy: StaffId | 'cli' | 'demo'
  readonly lifeMs: number
}

export interface Enrolment {
  /** Shown once; only its hash is stored. */
  readonly token: string
  readonly checkpoint: CheckpointId
  /** By real time: a demo's clock is not for secrets. */
  readonly expiresAt: EpochMs
}

/** A one-time token that lets whoever holds it enrol one tablet at this checkpoint. */
export async function createEnrolment(storage: Storage, wanted: NewEnrolment, clock: Clock): Promise<Result<Enrolment, 'checkpoint-unknown'>> {
  const { checkpoint, createdBy, lifeMs } = wanted
  const token = base64UrlOf(randomBytes(TOKEN_BYTES))
  const expiresAt = clock.realNow() + lifeMs
  return storage.write(async (tx) => {
    const known = await tx.selectFrom('checkpoint').select('checkpoint_id').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
    if (!known) return err('checkpoint-unknown')
    const row = { token_hash: hashOf(token), checkpoint_id: checkpoint, created_by: createdBy, expires_at: expiresAt, used_at: null, kiosk_id: null }
    await tx.insertInto('enrolment').values(row).execute()
    await audit(tx, { at: clock.now(), by: createdBy, action: 'enrolment-created', detail: { checkpoint } })
    return ok({ token, checkpoint, expiresAt })
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
}

export interface Enrolled {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly epoch: number
}

/**
 * Uses the token up. The same device may ask again with it while it lives: on a bad network the first answer is lost, and
 * the key proves that it is the same. Unknown, used and expired tokens are one answer, so that guessing teaches nothing.
 */
export async function enrolKiosk(storage: Storage, device: Device, clock: Clock): Promise<Result<Enrolled, 'token-refused'>> {
  const tokenHash = hashOf(device.token)
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('enrolment').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
    if (!row || row.expires_at <= clock.realNow()) return err('token-refused')
    if (row.used_at !== null) return sameDevice(tx, row.kiosk_id, device)
    const checkpoint = asCheckpointId(row.checkpoint_id)
    const kiosk = asKioskId(randomBytes(8).toString('hex'))
    await insertKiosk(tx, { kiosk, checkpoint, device, at: clock.now() })
    await tx.updateTable('enrolment').set({ used_at: clock.realNow(), kiosk_id: kiosk }).where('token_hash', '=', tokenHash).execute()
    await audit(tx, { at: clock.now(), by: row.created_by, action: 'kiosk-enrolled', detail: { checkpoint, kiosk } })
    return ok({ kiosk, checkpoint, epoch: FIRST_EPOCH })
  })
}

/** Each enrolment makes a new kiosk; its log starts here. */
const FIRST_EPOCH = 1

async function sameDevice(tx: Tx, kioskId: string | null, { publicKey }: Device): Promise<Result<Enrolled, 'token-refused'>> {
  const row = kioskId === null ? undefined : await tx.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kioskId).executeTakeFirst()
  if (!row || row.public_key !== publicKey || row.state !== 'active') return err('token-refused')
  return ok({ kiosk: asKioskId(row.kiosk_id), checkpoint: asCheckpointId(row.checkpoint_id), epoch: row.epoch })
}

interface NewKiosk {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly device: Device
  readonly at: EpochMs
}

async function insertKiosk(tx: Tx, { kiosk, checkpoint, device, at }: NewKiosk): Promise<void> {
  const key = { kiosk_id: kiosk, checkpoint_id: checkpoint, epoch: FIRST_EPOCH }
  const row = {
    ...key,
    public_key: device.publicKey,
    state: 'active',
    enrolled_at: at,
    acked_seq: 0,
    acked_hash: emptyLogOf(key).hash,
    last_contact_at: null,
    last_record_at: null,
    queued: 0,
    app_version: device.appVersion,
    bundle_version: 0,
  }
  await tx.insertInto('kiosk').values(row).execute()
}

/** What it has recorded stays; from now on nothing of it is taken. */
export async function revokeKiosk(
  storage: Storage,
  { kiosk, by }: { readonly kiosk: KioskId; readonly by: StaffId | 'cli' },
  clock: Clock,
): Promise<Result<null, 'kiosk-unknown'>> {
  return storage.write(async (tx) => {
    const row = await tx.updateTable('kiosk').set({ state: 'revoked' }).where('kiosk_id', '=', kiosk).returning('checkpoint_id').executeTakeFirst()
    if (!row) return err('kiosk-unknown')
    await audit(tx, { at: clock.now(), by, action: 'kiosk-revoked', detail: { kiosk, checkpoint: row.checkpoint_id } })
    return ok(null)
  })
}

interface AuditEntry {
  readonly at: EpochMs
  readonly by: string
  readonly action: string
  readonly detail: { readonly [name: string]: string }
}

async function audit(tx: Tx, { at, by, action, detail }: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_id: by, action, detail: JSON.stringify(detail) })
    .execute()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
