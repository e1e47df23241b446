import type { Tx } from '../storage/storage.ts'
import type { Arrived } from './arrived-batch.ts'
import { keepApart } from './keep-apart.ts'
import type { SyncFault } from './sync-refusal.ts'

/**
 * The seq at which this log and the one stored part ways, or null. Two tablets write one log, or one was restored from an
 * old copy; which of them is right is for people, so a kiosk once forked stays so until it is enrolled again.
 */
export function isForked({ row, request, held }: Arrived): number | null {
  const differing = request.records.find((record) => {
    const here = held.get(record.header.seq)
    return here !== undefined && here !== record.hash
  })
  if (differing) return differing.header.seq
  const here = held.get(request.head.seq)
  if (here !== undefined && here !== request.head.hash) return request.head.seq
  return row.state === 'forked' ? (request.records[0]?.header.seq ?? row.acked_seq) : null
}

/** Loses nothing: what does not fit the stored log lies beside it, and the control room sees why. */
export async function setAside(tx: Tx, { row, which, log, request, held, now }: Arrived, seq: number): Promise<SyncFault> {
  const apart = request.records.filter((record) => held.get(record.header.seq) !== record.hash)
  const rows = apart.map(({ header, hash, bodyText }) => {
    return { ...log, seq: header.seq, hash, received_at: now, header: JSON.stringify(header), body: bodyText }
  })
  await keepApart(tx, 'fork_record', rows)
  if (which === 'past') return { error: 'fork', seq }
  await tx.updateTable('kiosk').set({ state: 'forked', last_contact_at: now }).where('kiosk_id', '=', row.kiosk_id).execute()
  if (row.state !== 'forked') {
    const detail = JSON.stringify({ checkpoint: row.checkpoint_id, kiosk: row.kiosk_id, epoch: row.epoch, seq })
    await tx.insertInto('audit').values({ at: now, staff_id: null, action: 'kiosk-forked', detail }).execute()
  }
  return { error: 'fork', seq }
}
