import type { RecordHeader } from '../../shared/passage/records.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import type { LogKey } from '../sync/project-records.ts'

export type Progress = Tables['log_progress']

/** Called in the transaction that stores the records: what is acknowledged is also waiting to be judged again. */
export async function noteStored(tx: Tx, log: LogKey, fresh: readonly { readonly header: RecordHeader }[]): Promise<void> {
  const last = fresh.at(-1)
  if (!last) return
  const stored_seq = last.header.seq
  const { checkpoint_id, kiosk_id, epoch } = log
  await tx
    .insertInto('log_progress')
    .values({ checkpoint_id, kiosk_id, epoch, stored_seq, done_seq: 0 })
    .onConflict((on) => on.columns(['checkpoint_id', 'kiosk_id', 'epoch']).doUpdateSet({ stored_seq }))
    .execute()
}

/** The log that waits longest in its order, or none. */
export async function waitingLog({ read }: Pick<Storage, 'read'>): Promise<Progress | undefined> {
  return read.selectFrom('log_progress').selectAll().whereRef('stored_seq', '>', 'done_seq').orderBy('checkpoint_id').limit(1).executeTakeFirst()
}

export async function noteDone(tx: Tx, { checkpoint_id, kiosk_id, epoch }: LogKey, seq: number): Promise<void> {
  await tx
    .updateTable('log_progress')
    .set({ done_seq: seq })
    .where('checkpoint_id', '=', checkpoint_id)
    .where('kiosk_id', '=', kiosk_id)
    .where('epoch', '=', epoch)
    .execute()
}
