import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Counts an officer's PINs, so that tablets forget an earlier one. */
export function pinVersion({ integer }: SqlWords): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(`alter table staff add column pin_version ${integer} not null default 1`).execute(db)
    },
  }
}
