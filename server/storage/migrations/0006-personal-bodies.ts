import { type Kysely, type Migration, sql } from 'kysely'

/** What holds something of a person and is still there, by age: what is erased falls out of it. */
export function personalBodies(): Migration {
  const where = `kind in ('claims', 'observation') and body <> '{"form":"erased"}'`
  return {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(`create index record_personal on record (occurred_at) where ${where}`).execute(db)
    },
  }
}
