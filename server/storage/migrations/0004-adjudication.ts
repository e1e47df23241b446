import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/**
 * What a passage consists of and where it was counted, what kiosks were given and when, how far each log has been judged
 * again, what came of it, and what people said to it.
 */
export function adjudication({ integer, tableEnd }: SqlWords): Migration {
  const log = `checkpoint_id text not null, kiosk_id text not null, epoch ${integer} not null`
  const statements = [
    `alter table passage add column record_seqs text not null default '[]'`,
    `alter table passage add column counted_at ${integer}`,
    'create index passage_by_decision on passage (checkpoint_id, decided_at) where decided_at is not null',
    `create table log_progress (${log}, stored_seq ${integer} not null, done_seq ${integer} not null,
       primary key (checkpoint_id, kiosk_id, epoch)) ${tableEnd}`,
    'create index log_progress_waiting on log_progress (checkpoint_id) where stored_seq > done_seq',
    `insert into log_progress (checkpoint_id, kiosk_id, epoch, stored_seq, done_seq)
       select checkpoint_id, kiosk_id, epoch, max(seq), 0 from record group by checkpoint_id, kiosk_id, epoch`,
    `create table set_aside (${log}, dropped ${integer} not null, primary key (checkpoint_id, kiosk_id, epoch)) ${tableEnd}`,
    `create table bundle_history (checkpoint_id text not null, version ${integer} not null, parts text not null, issued_at ${integer} not null,
       primary key (checkpoint_id, version)) ${tableEnd}`,
    'insert into bundle_history (checkpoint_id, version, parts, issued_at) select checkpoint_id, version, parts, issued_at from bundle',
    `create table part_body (hash text not null, part text not null, body text not null, stored_at ${integer} not null,
       primary key (hash)) ${tableEnd}`,
    `create table adjudication (${log}, subject text not null, topic text not null, round ${integer} not null, at ${integer} not null,
       judged text not null, findings text not null, primary key (checkpoint_id, kiosk_id, epoch, subject, topic, round)) ${tableEnd}`,
    `create table flag (flag_id text not null, checkpoint_id text not null, kiosk_id text not null, epoch ${integer} not null,
       class text not null, occurred_at ${integer} not null, raised_at ${integer} not null, withdrawn_at ${integer}, finding text not null,
       acknowledged_at ${integer}, acknowledged_by text, note text, primary key (checkpoint_id, flag_id)) ${tableEnd}`,
    'create index flag_by_time on flag (raised_at, flag_id)',
    'create index flag_open on flag (checkpoint_id, class) where acknowledged_at is null and withdrawn_at is null',
    `create table paper_form (serial text not null, ${log}, passage_id text not null, seq ${integer} not null, scanned_at ${integer} not null,
       primary key (serial, checkpoint_id, kiosk_id, epoch, passage_id)) ${tableEnd}`,
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement.trimEnd()).execute(db)
    },
  }
}
