import { sql } from 'kysely'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'

/**
 * Records of one log that are kept without being counted. Whoever holds a copied or stolen tablet can sign new ones for
 * ever: beyond this many, a number is kept instead.
 */
export const MOST_KEPT_APART = 2000

type Apart = 'fork_record' | 'aside_record'

/** Keeps what there is room for, and counts the rest; the same record again is neither. */
export async function keepApart(tx: Tx, table: Apart, rows: readonly Tables[Apart][]): Promise<void> {
  const [first] = rows
  if (!first) return
  const { checkpoint_id, kiosk_id, epoch } = first
  const { held } = await tx
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('checkpoint_id', '=', checkpoint_id)
    .where('kiosk_id', '=', kiosk_id)
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow()
  const kept = rows.slice(0, Math.max(0, MOST_KEPT_APART - Number(held)))
  if (kept.length > 0) {
    await tx
      .insertInto(table)
      .values([...kept])
      .onConflict((on) => on.doNothing())
      .execute()
  }
  const dropped = rows.length - kept.length
  if (dropped === 0) return
  await tx
    .insertInto('set_aside')
    .values({ checkpoint_id, kiosk_id, epoch, dropped })
    .onConflict((on) => on.columns(['checkpoint_id', 'kiosk_id', 'epoch']).doUpdateSet({ dropped: sql<number>`set_aside.dropped + ${dropped}` }))
    .execute()
}
