import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Half-filled forms of browsers without JavaScript, sealed under a key that only the browser has. */
export function plainDrafts({ integer, tableEnd }: SqlWords): Migration {
  const statements = [
    `create table plain_draft (key_hash text not null, sealed text not null, updated_at ${integer} not null, primary key (key_hash)) ${tableEnd}`,
    'create index plain_draft_by_age on plain_draft (updated_at)',
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement.trimEnd()).execute(db)
    },
  }
}
