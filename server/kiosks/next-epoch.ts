import { asCheckpointId, type KioskId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochReply, EpochRequest } from '../../shared/sync/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { SyncFault } from '../sync/sync-refusal.ts'
import { audit } from './audit.ts'
import type { KioskRow } from './kiosk-log.ts'
import { closeLog, freshRow } from './put-kiosk.ts'

/**
 * A log that cannot go on is closed where it stands here, and the next one opened under the same key: the tablet writes
 * again there what was whole, and says what was lost. An answer lost on the way is given again while the new log is empty.
 */
export async function nextEpoch(
  storage: Storage,
  asked: { readonly kiosk: KioskId; readonly request: EpochRequest },
  clock: Clock,
): Promise<Result<EpochReply, SyncFault>> {
  const { kiosk, request } = asked
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kiosk).executeTakeFirst()
    if (!row) return err({ error: 'kiosk-unknown' })
    if (row.state === 'revoked') return err({ error: 'kiosk-revoked' })
    if (row.state === 'forked') return err({ error: 'fork', seq: row.acked_seq })
    if (request.epoch === row.epoch - 1 && row.acked_seq === 0) return again(tx, row, clock)
    if (request.epoch !== row.epoch) return err({ error: 'wrong-epoch' })
    const at = clock.now()
    await closeLog(tx, { ...row, queued: Math.max(0, request.head.seq - row.acked_seq) }, { at, cause: request.cause, state: 'closed' })
    const device = { checkpoint: asCheckpointId(row.checkpoint_id), publicKey: row.public_key, appVersion: row.app_version, at }
    const next = { ...freshRow(device, { kiosk, epoch: row.epoch + 1 }), last_contact_at: at, bundle_version: row.bundle_version }
    await tx
      .updateTable('kiosk')
      .set({ ...next, contact_counter: row.contact_counter })
      .where('kiosk_id', '=', kiosk)
      .execute()
    const detail = { kiosk, checkpoint: row.checkpoint_id, epoch: row.epoch, cause: request.cause, acked: row.acked_seq, head: request.head.seq }
    await audit(tx, { at, by: 'kiosk', action: 'log-closed', detail })
    return ok({ epoch: row.epoch + 1, closed: { seq: row.acked_seq, hash: row.acked_hash }, serverNow: at })
  })
}

async function again(tx: Tx, row: KioskRow, clock: Clock): Promise<Result<EpochReply, SyncFault>> {
  const past = await tx
    .selectFrom('past_log')
    .selectAll()
    .where('kiosk_id', '=', row.kiosk_id)
    .where('epoch', '=', row.epoch - 1)
    .executeTakeFirst()
  if (past?.state !== 'closed' || past.public_key !== row.public_key) return err({ error: 'wrong-epoch' })
  return ok({ epoch: row.epoch, closed: { seq: past.acked_seq, hash: past.acked_hash }, serverNow: clock.now() })
}
