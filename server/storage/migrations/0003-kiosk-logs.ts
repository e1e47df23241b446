import { type Kysely, type Migration, sql } from 'kysely'
import type { SqlWords } from '../sql-words.ts'

/** Logs of earlier enrolments, gaps for good, two kinds of revocation, confirmed enrolments, contacts that cannot be played again. */
export function kioskLogs({ integer, tableEnd }: SqlWords): Migration {
  const statements = [
    `alter table enrolment add column confirm text not null default 'none'`,
    `alter table enrolment add column kind text not null default 'link'`,
    `alter table enrolment add column for_kiosk text`,
    `alter table enrolment add column asked_key text`,
    `alter table enrolment add column asked_by text`,
    `alter table enrolment add column check_number text`,
    `alter table enrolment add column answer text`,
    `alter table kiosk add column contact_counter ${integer} not null default 0`,
    `alter table kiosk add column revoked_as text`,
    `alter table kiosk add column revoked_at ${integer}`,
    `alter table kiosk add column drops_queue ${integer} not null default 0`,
    `create table past_log (checkpoint_id text not null, kiosk_id text not null, epoch ${integer} not null, public_key text not null,
       state text not null, cause text not null, acked_seq ${integer} not null, acked_hash text not null, head_seq ${integer} not null,
       closed_at ${integer} not null, last_record_at ${integer}, primary key (checkpoint_id, kiosk_id, epoch)) ${tableEnd}`,
    `create index past_log_by_kiosk on past_log (kiosk_id)`,
    `create table log_gap (checkpoint_id text not null, kiosk_id text not null, epoch ${integer} not null, from_seq ${integer} not null,
       to_seq ${integer}, cause text not null, noted_at ${integer} not null, primary key (checkpoint_id, kiosk_id, epoch, from_seq)) ${tableEnd}`,
    `create table aside_record (checkpoint_id text not null, kiosk_id text not null, epoch ${integer} not null, seq ${integer} not null,
       hash text not null, received_at ${integer} not null, header text not null, body text not null,
       primary key (checkpoint_id, kiosk_id, epoch, seq, hash)) ${tableEnd}`,
  ]
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement.trimEnd()).execute(db)
    },
  }
}
