import type { BodyValue } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { KioskRow } from './kiosk-log.ts'

/** A tablet says in its new log what it lost of an older one: from then on the gap is shown for good. */
export async function noteLost(
  tx: Tx,
  log: { readonly checkpoint_id: string; readonly kiosk_id: string },
  said: { readonly records: readonly { readonly value: BodyValue | null }[]; readonly now: EpochMs },
): Promise<void> {
  for (const { value } of said.records) {
    if (value?.kind !== 'lost') continue
    const { epoch, fromSeq, toSeq, cause } = value
    const past = await tx
      .selectFrom('past_log')
      .select('checkpoint_id')
      .where('kiosk_id', '=', log.kiosk_id)
      .where('epoch', '=', epoch)
      .executeTakeFirst()
    const checkpoint_id = past?.checkpoint_id ?? log.checkpoint_id
    await insertGap(tx, { checkpoint_id, kiosk_id: log.kiosk_id, epoch, from_seq: fromSeq, to_seq: toSeq, cause, noted_at: said.now })
  }
}

/**
 * The key died with the log, so nothing more of it can come: what the tablet had and the server has not is a gap for good.
 * What was recorded after the last contact nobody can count, so the gap is open at its end.
 */
export async function noteGoneWithKey(tx: Tx, row: KioskRow, now: EpochMs): Promise<void> {
  const { checkpoint_id, kiosk_id, epoch, acked_seq } = row
  await insertGap(tx, { checkpoint_id, kiosk_id, epoch, from_seq: acked_seq + 1, to_seq: null, cause: 'key-and-log-lost', noted_at: now })
}

async function insertGap(tx: Tx, gap: Tables['log_gap']): Promise<void> {
  await tx
    .insertInto('log_gap')
    .values(gap)
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Every gap, oldest first: what no re-sync will ever fill. */
export async function logGaps({ read }: Pick<Storage, 'read'>): Promise<readonly Tables['log_gap'][]> {
  return read.selectFrom('log_gap').selectAll().orderBy('noted_at').orderBy('kiosk_id').orderBy('epoch').orderBy('from_seq').execute()
}
