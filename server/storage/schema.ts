import type { Generated } from 'kysely'

/**
 * The tables, the same on both engines. Portable types only: text, integer (instants in ms, booleans 0/1), JSON as text.
 * Keys of what will be sharded carry checkpoint_id.
 */
export interface Tables {
  /** Facts of the installation: `demo-offset-ms`, `seeded-at`, ... */
  setting: { name: string; value: string }
  checkpoint: { checkpoint_id: string; body: string; updated_at: number }
  /** Rulesets as published: immutable. */
  ruleset: { ruleset_id: string; version: number; authority: string; body: string; published_at: number }
  zone: { zone_id: string; body: string; updated_at: number }
  staff: {
    staff_id: string
    name: string
    role: string
    password_hash: string
    /** Officers only: argon2 of the PIN. */
    pin_hash: string | null
    /** Goes up with each new PIN. */
    pin_version: Generated<number>
    pin_failures: number
    closed_at: number | null
    created_at: number
  }
  staff_checkpoint: { staff_id: string; checkpoint_id: string }
  session: { token_hash: string; staff_id: string; created_at: number; last_used_at: number; expires_at: number }
  enrolment: { token_hash: string; checkpoint_id: string; created_by: string; expires_at: number; used_at: number | null; kiosk_id: string | null }
  kiosk: {
    kiosk_id: string
    checkpoint_id: string
    epoch: number
    public_key: string
    state: string
    enrolled_at: number
    acked_seq: number
    acked_hash: string
    last_contact_at: number | null
    last_record_at: number | null
    queued: number
    app_version: string
    bundle_version: number
  }
  /** The log. Never updated but to erase a body. */
  record: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    seq: number
    kind: string
    occurred_at: number
    received_at: number
    hash: string
    header: string
    body: string
    /** Why it was kept without being counted; null for the usual record. */
    parked: string | null
    oddity: string | null
  }
  /** Records that claim a place in the log that is taken. */
  fork_record: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    seq: number
    hash: string
    received_at: number
    header: string
    body: string
  }
  passage: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    passage_id: string
    credential_id: string | null
    /** Null while open or annulled. */
    outcome: string | null
    lane: string | null
    direction: string | null
    origin: string | null
    decided_at: number | null
  }
  flow: {
    checkpoint_id: string
    grain: string
    slot_at: number
    lane: string
    direction: string
    outcome: string
    /** '' where nothing says: null cannot stand in a key. */
    origin: string
    persons: number
    vehicles: number
    rev: number
  }
  flow_rev: { checkpoint_id: string; rev: number }
  bundle: { checkpoint_id: string; version: number; parts: string; issued_at: number }
  declaration: {
    credential_id: string
    /** SHA-256 of the reference: the link itself is not in the database. */
    reference_hash: string
    short_code: string
    checkpoint_id: string
    issued_at: number
    expires_at: number
    revoked_at: number | null
    qr_payload: string
    body: string
    reply: string
  }
  /** `Idempotency-Key` of a declaration, hashed with nothing else: 24 h. */
  idempotency: { key_hash: string; request_hash: string; status: number; reply: string; created_at: number }
  /** What staff and machines did that somebody may ask about later. No personal data. */
  audit: { audit_id: Generated<number>; at: number; staff_id: string | null; action: string; detail: string }
}
