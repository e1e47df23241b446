import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Where a corrected pass went on, and when a declaration's personal content was erased. */
export function passes({ integer }: SqlWords): Migration {
  const statements = [
    'alter table declaration add column replaced_by text',
    `alter table declaration add column erased_at ${integer}`,
    'create index declaration_kept on declaration (expires_at) where erased_at is null',
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
