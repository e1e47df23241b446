import type { Selectable } from 'kysely'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { emptyLog, type LogHead } from '../../shared/passage/chain.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'

/** The log that a request continues: that of the present enrolment, or of an earlier one as the `kiosk` row it then was. */
export interface KioskLog {
  readonly which: 'present' | 'past'
  readonly row: KioskRow
}

/** A `kiosk` row as it is read; a past log has the same columns. */
export type KioskRow = Selectable<Tables['kiosk']>

/**
 * `epoch`: the one whose key signed; null is the present. An update that changes nothing locks the row on every engine; SQLite
 * has no SELECT FOR UPDATE.
 */
export async function lockKioskLog(tx: Tx, kiosk: string, epoch: number | null): Promise<KioskLog | undefined> {
  const row = await tx
    .updateTable('kiosk')
    .set((eb) => ({ state: eb.ref('state') }))
    .where('kiosk_id', '=', kiosk)
    .returningAll()
    .executeTakeFirst()
  if (!row || epoch === null || row.epoch === epoch) return row && { which: 'present', row }
  const past = await tx.selectFrom('past_log').selectAll().where('kiosk_id', '=', kiosk).where('epoch', '=', epoch).executeTakeFirst()
  // An epoch never heard of: the caller compares and refuses.
  if (!past) return { which: 'present', row }
  const { checkpoint_id, acked_seq, acked_hash, last_record_at, public_key } = past
  const state = past.state === 'stolen' ? 'revoked' : past.state === 'closed' ? 'forked' : 'active'
  const revoked_as = past.state === 'stolen' ? 'stolen' : null
  return { which: 'past', row: { ...row, epoch, checkpoint_id, acked_seq, acked_hash, last_record_at, public_key, state, revoked_as } }
}

export interface LogProgress {
  readonly acked: { readonly seq: number; readonly hash: string }
  readonly headSeq: number
  readonly lastRecordAt: EpochMs | null
}

/** What is sent of a past log moves no contact and no queue of the tablet that sends it. */
export async function movePastLog(tx: Tx, row: KioskRow, { acked, headSeq, lastRecordAt }: LogProgress): Promise<void> {
  await tx
    .updateTable('past_log')
    .set({ acked_seq: acked.seq, acked_hash: acked.hash, head_seq: Math.max(headSeq, acked.seq), last_record_at: lastRecordAt })
    .where('kiosk_id', '=', row.kiosk_id)
    .where('epoch', '=', row.epoch)
    .execute()
}

export function emptyLogOf(row: Pick<Tables['kiosk'], 'checkpoint_id' | 'kiosk_id' | 'epoch'>): LogHead {
  return emptyLog(asCheckpointId(row.checkpoint_id), asKioskId(row.kiosk_id), row.epoch)
}
