import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Which lists of revoked codes went out and what each entry's time on them was: a tablet is told what changed since its own. */
export function revocationChanges({ integer, tableEnd }: SqlWords): Migration {
  const statements = [
    `create table revocation_list (seq ${integer} not null, hash text not null, noted_at ${integer} not null, primary key (seq)) ${tableEnd}`,
    'create index revocation_list_by_hash on revocation_list (hash, seq)',
    `create table revocation_entry (credential_id text not null, added_seq ${integer} not null, removed_seq ${integer},
       primary key (credential_id, added_seq)) ${tableEnd}`,
    'create index revocation_entry_added on revocation_entry (added_seq)',
    'create index revocation_entry_removed on revocation_entry (removed_seq) where removed_seq is not null',
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement.trimEnd()).execute(db)
    },
  }
}
