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
  enrolment: {
    token_hash: string
    checkpoint_id: string
    created_by: string
    expires_at: number
    used_at: number | null
    kiosk_id: string | null
    /** `none`, or `needed`: somebody compares the check number on both screens first. */
    confirm: Generated<string>
    /** `link` or `envelope`. */
    kind: Generated<string>
    /** The kiosk that this one continues, or whose id an envelope has set aside. */
    for_kiosk: Generated<string | null>
    /** The first key that asked; no other may. */
    asked_key: Generated<string | null>
    /** What device that says it is. */
    asked_by: Generated<string | null>
    check_number: Generated<string | null>
    /** `yes` or `no`, by a person. */
    answer: Generated<string | null>
  }
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
    /** The highest counted contact: one played again moves nothing. */
    contact_counter: Generated<number>
    /** `stolen`: later records are set aside. `retired`: they still count. */
    revoked_as: Generated<string | null>
    revoked_at: Generated<number | null>
    /** 1: an operator ordered its unsent records dropped. */
    drops_queue: Generated<number>
  }
  /** Logs of earlier enrolments: a tablet may still send what it had not sent. */
  past_log: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    public_key: string
    /** `open`: takes the rest. `closed`: the tablet has written the rest again in its next epoch. `stolen`: the rest is set aside. */
    state: string
    cause: string
    acked_seq: number
    acked_hash: string
    /** Where the tablet last said that this log ends. */
    head_seq: number
    closed_at: number
    last_record_at: number | null
  }
  /** Records that a kiosk is known to have made and that will never come. */
  log_gap: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    from_seq: number
    /** Null: nobody knows how many. */
    to_seq: number | null
    cause: string
    noted_at: number
  }
  /** What came from a tablet after it was reported stolen. Never counted. */
  aside_record: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    seq: number
    hash: string
    received_at: number
    header: string
    body: string
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
    /** Of its scans, observations, decisions and opened claims, ascending: JSON. */
    record_seqs: string
    /** Where its decision was counted: never later than it arrived. */
    counted_at: number | null
  }
  /** How far each log has been judged again: a cursor over inserted records that survives restarts. */
  log_progress: { checkpoint_id: string; kiosk_id: string; epoch: number; stored_seq: number; done_seq: number }
  /** Records of a forked log beyond those kept aside. */
  set_aside: { checkpoint_id: string; kiosk_id: string; epoch: number; dropped: number }
  /** Every version of every checkpoint's bundle: stamps by part, as in `bundle`. */
  bundle_history: { checkpoint_id: string; version: number; parts: string; issued_at: number }
  /** Content of bundle parts by hash, the same for all checkpoints that had it. */
  part_body: { hash: string; part: string; body: string; stored_at: number }
  /** Results of re-adjudication: a changed one is a new round, nothing is overwritten. */
  adjudication: {
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    /** A passage's id, a record's seq, or '' for the log itself. */
    subject: string
    topic: string
    round: number
    at: number
    judged: string
    findings: string
  }
  /** What the newest rounds ask people to look at. */
  flag: {
    flag_id: string
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    class: string
    occurred_at: number
    raised_at: number
    /** What came later took it back. */
    withdrawn_at: number | null
    finding: string
    acknowledged_at: number | null
    acknowledged_by: string | null
    note: string | null
  }
  paper_form: {
    serial: string
    checkpoint_id: string
    kiosk_id: string
    epoch: number
    passage_id: string
    seq: number
    scanned_at: number
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
  /** Each list of revoked codes that went out, by the hash that kiosks name it with. */
  revocation_list: { seq: number; hash: string; noted_at: number }
  /** From which of them on a code was listed, and from which on no more. */
  revocation_entry: { credential_id: string; added_seq: number; removed_seq: number | null }
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
    /** The corrected pass's reference, sealed under this one's: only who holds the old link is led on. */
    replaced_by: Generated<string | null>
    /** Since then neither `body` nor `qr_payload` is here. */
    erased_at: Generated<number | null>
    /** The reference under a secret that is not in the database, for who lost the link. */
    sealed_link: Generated<string | null>
  }
  /** By which document each live credential was declared, as a list key. */
  declared_document: { list_key: string; credential_id: string; birth_year: number; expires_at: number }
  named_list: { list: string; updated_at: number }
  /** `hash` under the present salt; '' where the key is no secret. */
  list_entry: { list: string; list_key: string; subject: string; hash: string }
  watch_entry: {
    watch_id: string
    list_key: string
    subject: string
    hash: string
    kind: string
    birth_year: number | null
    valid_from: number
    valid_to: number | null
    other_checkpoint: string | null
    other_at: number | null
    added_at: number
  }
  /** `Idempotency-Key` of a declaration, hashed with nothing else: 24 h. */
  idempotency: { key_hash: string; request_hash: string; status: number; reply: string; created_at: number }
  /** Half-filled forms of browsers without JavaScript: 24 h, sealed under the key in the browser's cookie. */
  plain_draft: { key_hash: string; sealed: string; updated_at: number }
  /** Signers of EU-format certificates; `body` as bundles list them. */
  certificate_key: { fingerprint: string; body: string; added_at: number }
  /** What staff and machines did that somebody may ask about later. No personal data. */
  audit: { audit_id: Generated<number>; at: number; staff_id: string | null; action: string; detail: string }
}
