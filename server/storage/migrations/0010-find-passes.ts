import { type Kysely, type Migration, sql } from 'kysely'

/** A lost link can be found again, and the newest tap of each queue is one look-up. */
export function findPasses(): Migration {
  const statements = [
    'alter table declaration add column sealed_link text',
    `create index record_queue on record (checkpoint_id, occurred_at) where kind = 'queue'`,
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
