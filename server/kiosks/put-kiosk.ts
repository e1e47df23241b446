import { randomBytes } from 'node:crypto'
import { asKioskId, type CheckpointId, type KioskId } from '../../shared/ids.ts'
import { previousText } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import { verifyDeviceSignature } from '../keys/node-verify.ts'
import type { Tx } from '../storage/storage.ts'
import { emptyLogOf, type KioskRow } from './kiosk-log.ts'
import { noteGoneWithKey } from './log-gaps.ts'

/** Who a tablet says it was, by its old key. */
export interface Previous {
  readonly kiosk: KioskId
  readonly epoch: number
  readonly signature: string
}

interface Placing {
  readonly checkpoint: CheckpointId
  readonly publicKey: string
  readonly appVersion: string
  readonly at: EpochMs
  readonly tokenHash: string
  readonly previous: Previous | null
  /** `kiosk`: the link was made for this kiosk. `envelope`: an id that was printed and never used. */
  readonly wanted: { readonly kiosk: KioskId; readonly as: 'kiosk' | 'envelope' } | null
}

export interface Placed {
  readonly kiosk: KioskId
  readonly epoch: number
}

/** Each enrolment makes a new kiosk, or the next epoch of the one that it proves to be or that the link was made for. */
export async function putKiosk(tx: Tx, placing: Placing): Promise<Placed> {
  const { wanted, previous } = placing
  const row = await rowOf(tx, previous?.kiosk ?? (wanted?.as === 'kiosk' ? wanted.kiosk : null))
  if (row && previous && provesPrevious(row, previous, placing)) return continueKiosk(tx, row, { ...placing, keeps: 'old-key' })
  const named = wanted?.as === 'kiosk' ? await rowOf(tx, wanted.kiosk) : undefined
  if (named) return continueKiosk(tx, named, { ...placing, keeps: 'nothing' })
  const kiosk = wanted?.as === 'envelope' ? wanted.kiosk : asKioskId(randomBytes(8).toString('hex'))
  await tx
    .insertInto('kiosk')
    .values(freshRow(placing, { kiosk, epoch: 1 }))
    .execute()
  return { kiosk, epoch: 1 }
}

async function rowOf(tx: Tx, kiosk: KioskId | null): Promise<KioskRow | undefined> {
  return kiosk === null ? undefined : tx.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kiosk).executeTakeFirst()
}

/** A stolen tablet proves nothing by its key: whoever holds it could. */
function provesPrevious(row: KioskRow, previous: Previous, { tokenHash, publicKey }: Placing): boolean {
  const isStolen = row.state === 'revoked' && row.revoked_as !== 'retired'
  if (isStolen || row.epoch !== previous.epoch) return false
  return verifyDeviceSignature(row.public_key, previous.signature, previousText(tokenHash, publicKey))
}

async function continueKiosk(tx: Tx, row: KioskRow, placing: Placing & { readonly keeps: 'old-key' | 'nothing' }): Promise<Placed> {
  const kiosk = asKioskId(row.kiosk_id)
  const epoch = row.epoch + 1
  const cause = placing.keeps === 'nothing' ? 'key-and-log-lost' : placing.checkpoint === row.checkpoint_id ? 'enrolled-again' : 'moved'
  await closeLog(tx, row, { at: placing.at, cause, state: stateAfter(row, placing.keeps) })
  if (placing.keeps === 'nothing') await noteGoneWithKey(tx, row, placing.at)
  await tx.updateTable('kiosk').set(freshRow(placing, { kiosk, epoch })).where('kiosk_id', '=', kiosk).execute()
  return { kiosk, epoch }
}

function stateAfter(row: KioskRow, keeps: 'old-key' | 'nothing'): 'open' | 'closed' | 'stolen' {
  if (row.state === 'revoked' && row.revoked_as !== 'retired') return 'stolen'
  // Its key is gone: whoever still signs with it is not that tablet.
  return keeps === 'nothing' || row.state === 'forked' ? 'closed' : 'open'
}

interface Closing {
  readonly at: EpochMs
  readonly cause: string
  readonly state: 'open' | 'closed' | 'stolen'
}

/** The present log becomes a past one. */
export async function closeLog(tx: Tx, row: KioskRow, { at, cause, state }: Closing): Promise<void> {
  const { checkpoint_id, kiosk_id, epoch, public_key, acked_seq, acked_hash, last_record_at } = row
  const closed = { state, cause, acked_seq, acked_hash, head_seq: acked_seq + row.queued, closed_at: at, last_record_at }
  await tx
    .insertInto('past_log')
    .values({ checkpoint_id, kiosk_id, epoch, public_key, ...closed })
    .execute()
}

/** A kiosk at the start of an epoch. */
export function freshRow(
  { checkpoint, publicKey, appVersion, at }: Pick<Placing, 'checkpoint' | 'publicKey' | 'appVersion' | 'at'>,
  { kiosk, epoch }: Placed,
): Omit<KioskRow, 'contact_counter'> & { readonly contact_counter: number } {
  const key = { kiosk_id: kiosk, checkpoint_id: checkpoint, epoch }
  const none = { last_contact_at: null, last_record_at: null, queued: 0, contact_counter: 0, revoked_as: null, revoked_at: null, drops_queue: 0 }
  const start = { state: 'active', enrolled_at: at, acked_seq: 0, acked_hash: emptyLogOf(key).hash, bundle_version: 0 }
  return { ...key, public_key: publicKey, app_version: appVersion, ...start, ...none }
}
