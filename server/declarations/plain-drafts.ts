import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Storage } from '../storage/storage.ts'
import { sealUnder, sha256, unsealUnder } from './seal-under-key.ts'

/** A form put aside is gone the next day: on a borrowed phone nothing stays. */
const LIFE_MS = 24 * HOUR_MS
const PURPOSE = 'chot-plain-draft-1'

/** The answers kept under that key; null where there are none, they are too old, or somebody altered them. */
export async function readDraft({ read }: Storage, key: string, realNow: EpochMs): Promise<unknown> {
  const row = await read
    .selectFrom('plain_draft')
    .select('sealed')
    .where('key_hash', '=', sha256(key))
    .where('updated_at', '>', realNow - LIFE_MS)
    .executeTakeFirst()
  try {
    return row ? JSON.parse(unsealUnder(key, row.sealed, PURPOSE)) : null
  } catch {
    return null
  }
}

export async function keepDraft(storage: Storage, key: string, kept: { readonly draft: unknown; readonly at: EpochMs }): Promise<void> {
  const row = { key_hash: sha256(key), sealed: sealUnder(key, JSON.stringify(kept.draft), PURPOSE), updated_at: kept.at }
  await storage.write((tx) =>
    tx
      .insertInto('plain_draft')
      .values(row)
      .onConflict((on) => on.column('key_hash').doUpdateSet({ sealed: row.sealed, updated_at: row.updated_at }))
      .execute(),
  )
}

export async function forgetDraft(storage: Storage, key: string): Promise<void> {
  await storage.write((tx) => tx.deleteFrom('plain_draft').where('key_hash', '=', sha256(key)).execute())
}

export async function purgeDrafts(storage: Storage, realNow: EpochMs): Promise<void> {
  await storage.write((tx) =>
    tx
      .deleteFrom('plain_draft')
      .where('updated_at', '<=', realNow - LIFE_MS)
      .execute(),
  )
}
