import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** `text`, `int`; with `?` where the column may be null; `counter` is a key that the engine counts up. */
type Column = 'text' | 'text?' | 'int' | 'int?' | 'counter'

interface TableShape {
  readonly columns: { readonly [name: string]: Column }
  readonly key?: readonly string[]
  readonly indexes?: readonly { readonly name: string; readonly columns: string; readonly unique?: true; readonly where?: string }[]
  readonly references?: { readonly [column: string]: string }
}

/** Keys of what will be sharded contain checkpoint_id, and no reference crosses a shard. */
const TABLES: { readonly [table: string]: TableShape } = {
  setting: { columns: { name: 'text', value: 'text' }, key: ['name'] },
  checkpoint: { columns: { checkpoint_id: 'text', body: 'text', updated_at: 'int' }, key: ['checkpoint_id'] },
  ruleset: {
    columns: { ruleset_id: 'text', version: 'int', authority: 'text', body: 'text', published_at: 'int' },
    key: ['ruleset_id', 'version'],
  },
  zone: { columns: { zone_id: 'text', body: 'text', updated_at: 'int' }, key: ['zone_id'] },
  staff: {
    columns: {
      staff_id: 'text',
      name: 'text',
      role: 'text',
      password_hash: 'text',
      pin_hash: 'text?',
      pin_failures: 'int',
      closed_at: 'int?',
      created_at: 'int',
    },
    key: ['staff_id'],
  },
  staff_checkpoint: {
    columns: { staff_id: 'text', checkpoint_id: 'text' },
    key: ['staff_id', 'checkpoint_id'],
    references: { staff_id: 'staff(staff_id)' },
    indexes: [{ name: 'staff_checkpoint_by_checkpoint', columns: 'checkpoint_id' }],
  },
  session: {
    columns: { token_hash: 'text', staff_id: 'text', created_at: 'int', last_used_at: 'int', expires_at: 'int' },
    key: ['token_hash'],
    references: { staff_id: 'staff(staff_id)' },
    indexes: [{ name: 'session_by_staff', columns: 'staff_id' }],
  },
  enrolment: {
    columns: { token_hash: 'text', checkpoint_id: 'text', created_by: 'text', expires_at: 'int', used_at: 'int?', kiosk_id: 'text?' },
    key: ['token_hash'],
  },
  kiosk: {
    columns: {
      kiosk_id: 'text',
      checkpoint_id: 'text',
      epoch: 'int',
      public_key: 'text',
      state: 'text',
      enrolled_at: 'int',
      acked_seq: 'int',
      acked_hash: 'text',
      last_contact_at: 'int?',
      last_record_at: 'int?',
      queued: 'int',
      app_version: 'text',
      bundle_version: 'int',
    },
    key: ['kiosk_id'],
    indexes: [{ name: 'kiosk_by_checkpoint', columns: 'checkpoint_id' }],
  },
  record: {
    columns: {
      checkpoint_id: 'text',
      kiosk_id: 'text',
      epoch: 'int',
      seq: 'int',
      kind: 'text',
      occurred_at: 'int',
      received_at: 'int',
      hash: 'text',
      header: 'text',
      body: 'text',
      parked: 'text?',
      oddity: 'text?',
    },
    key: ['checkpoint_id', 'kiosk_id', 'epoch', 'seq'],
    indexes: [{ name: 'record_parked', columns: 'checkpoint_id, received_at', where: 'parked is not null' }],
  },
  fork_record: {
    columns: {
      checkpoint_id: 'text',
      kiosk_id: 'text',
      epoch: 'int',
      seq: 'int',
      hash: 'text',
      received_at: 'int',
      header: 'text',
      body: 'text',
    },
    key: ['checkpoint_id', 'kiosk_id', 'epoch', 'seq', 'hash'],
  },
  passage: {
    columns: {
      checkpoint_id: 'text',
      kiosk_id: 'text',
      epoch: 'int',
      passage_id: 'text',
      credential_id: 'text?',
      outcome: 'text?',
      lane: 'text?',
      direction: 'text?',
      origin: 'text?',
      decided_at: 'int?',
    },
    key: ['checkpoint_id', 'kiosk_id', 'epoch', 'passage_id'],
    indexes: [{ name: 'passage_by_credential', columns: 'credential_id', where: 'credential_id is not null' }],
  },
  flow: {
    columns: {
      checkpoint_id: 'text',
      grain: 'text',
      slot_at: 'int',
      lane: 'text',
      direction: 'text',
      outcome: 'text',
      origin: 'text',
      persons: 'int',
      vehicles: 'int',
      rev: 'int',
    },
    key: ['checkpoint_id', 'grain', 'slot_at', 'lane', 'direction', 'outcome', 'origin'],
    indexes: [{ name: 'flow_by_rev', columns: 'checkpoint_id, rev' }],
  },
  flow_rev: { columns: { checkpoint_id: 'text', rev: 'int' }, key: ['checkpoint_id'] },
  bundle: { columns: { checkpoint_id: 'text', version: 'int', parts: 'text', issued_at: 'int' }, key: ['checkpoint_id'] },
  declaration: {
    columns: {
      credential_id: 'text',
      reference_hash: 'text',
      short_code: 'text',
      checkpoint_id: 'text',
      issued_at: 'int',
      expires_at: 'int',
      revoked_at: 'int?',
      qr_payload: 'text',
      body: 'text',
      reply: 'text',
    },
    key: ['credential_id'],
    indexes: [
      { name: 'declaration_by_reference', columns: 'reference_hash', unique: true },
      { name: 'declaration_by_short_code', columns: 'short_code', unique: true },
      { name: 'declaration_revoked', columns: 'expires_at', where: 'revoked_at is not null' },
    ],
  },
  idempotency: {
    columns: { key_hash: 'text', request_hash: 'text', status: 'int', reply: 'text', created_at: 'int' },
    key: ['key_hash'],
    indexes: [{ name: 'idempotency_by_age', columns: 'created_at' }],
  },
  audit: {
    columns: { audit_id: 'counter', at: 'int', staff_id: 'text?', action: 'text', detail: 'text' },
    indexes: [{ name: 'audit_by_time', columns: 'at' }],
  },
}

export function firstTables(words: SqlWords): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      for (const [table, shape] of Object.entries(TABLES)) for (const text of statementsOf(table, shape, words)) await sql.raw(text).execute(db)
    },
  }
}

function statementsOf(table: string, shape: TableShape, words: SqlWords): readonly string[] {
  const columns = Object.entries(shape.columns).map(([name, column]) => `${name} ${typeOf(column, words)}`)
  const key = shape.key ? [`primary key (${shape.key.join(', ')})`] : []
  const references = Object.entries(shape.references ?? {}).map(([column, target]) => `foreign key (${column}) references ${target}`)
  const indexes = (shape.indexes ?? []).map(({ name, columns: on, unique, where }) => {
    return `create ${unique ? 'unique ' : ''}index ${name} on ${table} (${on})${where ? ` where ${where}` : ''}`
  })
  return [`create table ${table} (${[...columns, ...key, ...references].join(', ')}) ${words.tableEnd}`.trimEnd(), ...indexes]
}

function typeOf(column: Column, words: SqlWords): string {
  if (column === 'counter') return words.counter
  const type = column.startsWith('text') ? 'text' : words.integer
  return column.endsWith('?') ? type : `${type} not null`
}
