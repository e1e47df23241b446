import { sql } from 'kysely'
import type { Storage, Tx } from '../storage/storage.ts'

const NAME = 'bundle-rev'

/** Called in the transaction that changes checkpoints, rulesets, zones, officers or revocations: kiosks get it at their next contact. */
export async function bumpBundle(tx: Tx): Promise<void> {
  await tx
    .insertInto('setting')
    .values({ name: NAME, value: '1' })
    .onConflict((on) => on.column('name').doUpdateSet({ value: sql<string>`cast(cast(setting.value as integer) + 1 as text)` }))
    .execute()
}

export async function readBundleRev({ read }: Pick<Storage, 'read'>): Promise<number> {
  const row = await read.selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst()
  return Number(row?.value ?? 0)
}
