import { type Kysely, type Migration, sql } from 'kysely'
import type { Declaration } from '../../../shared/declaration/declaration.ts'
import { documentKey } from '../../../shared/lists/list-key.ts'
import type { SqlWords } from '../sql-words.ts'

/** Named lists, the watch-list, and by which document a live credential was declared. */
export function lists({ integer, tableEnd }: SqlWords): Migration {
  const statements = [
    `create table named_list (list text not null, updated_at ${integer} not null, primary key (list)) ${tableEnd}`,
    `create table list_entry (list text not null, list_key text not null, subject text not null, hash text not null,
       primary key (list, list_key)) ${tableEnd}`,
    'create index list_entry_by_key on list_entry (list_key)',
    `create table watch_entry (watch_id text not null, list_key text not null, subject text not null, hash text not null, kind text not null,
       birth_year ${integer}, valid_from ${integer} not null, valid_to ${integer}, other_checkpoint text, other_at ${integer},
       added_at ${integer} not null, primary key (watch_id)) ${tableEnd}`,
    'create index watch_entry_by_key on watch_entry (list_key)',
    `create table declared_document (list_key text not null, credential_id text not null, birth_year ${integer} not null,
       expires_at ${integer} not null, primary key (list_key, credential_id)) ${tableEnd}`,
    'create index declared_document_by_expiry on declared_document (expires_at)',
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement.trimEnd()).execute(db)
      const { rows } = await sql<{
        credential_id: string
        expires_at: number
        body: string
      }>`select credential_id, expires_at, body from declaration`.execute(db)
      for (const { credential_id, expires_at, body } of rows) {
        const declaration: Declaration | null = body === '' ? null : JSON.parse(body)
        if (!declaration?.document) continue
        const key = documentKey(declaration.document)
        await sql`insert into declared_document values (${key}, ${credential_id}, ${declaration.claims.birthYear}, ${expires_at})`.execute(db)
      }
    },
  }
}
