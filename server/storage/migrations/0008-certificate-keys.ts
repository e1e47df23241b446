import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Whose EU-format certificates are believed here: one row a signer's certificate. */
export function certificateKeys({ integer, tableEnd }: SqlWords): Migration {
  const statement = `create table certificate_key (fingerprint text not null, body text not null, added_at ${integer} not null,
    primary key (fingerprint)) ${tableEnd}`
  return {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(statement.trimEnd()).execute(db)
    },
  }
}
