import type { Kysely } from 'kysely'
import { err, ok, type Result } from '../../shared/result.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Refusal } from '../http/refusal.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { sealUnder, sha256, unsealUnder } from './seal-under-key.ts'

/** Answers are kept this long: for a phone that comes out of a dead spot, not for one that comes back next week. */
const LIFE_MS = 24 * HOUR_MS

/** One request that may be repeated: its key, what was sent under it, and when (real time). */
export interface Attempt {
  readonly key: string
  readonly requestHash: string
  readonly at: EpochMs
}

/** The answer holds the private link, so it is kept under the key that only the sender has. */
const PURPOSE = 'chot-idempotency-1'

/** Visible ASCII; a UUID has 36. Short ones would be guessed, and a guessed key shows somebody's answer. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{16,128}$/

export function parseAttempt(key: string | undefined, rawBody: string, at: EpochMs): Result<Attempt | null, Refusal> {
  if (key === undefined) return ok(null)
  return IDEMPOTENCY_KEY.test(key) ? ok({ key, requestHash: sha256(rawBody), at }) : err(BAD_KEY)
}

/** The answer given before, null where there was none, or a refusal where the key came with another body. */
export async function recallReply(db: Kysely<Tables> | Tx, attempt: Attempt): Promise<Result<string, Refusal> | null> {
  const row = await db
    .selectFrom('idempotency')
    .select(['request_hash', 'reply'])
    .where('key_hash', '=', sha256(attempt.key))
    .where('created_at', '>', attempt.at - LIFE_MS)
    .executeTakeFirst()
  if (!row) return null
  return row.request_hash === attempt.requestHash ? ok(unsealUnder(attempt.key, row.reply, PURPOSE)) : err(OTHER_BODY)
}

export async function rememberReply(tx: Tx, attempt: Attempt, reply: string): Promise<void> {
  const row = {
    key_hash: sha256(attempt.key),
    request_hash: attempt.requestHash,
    status: 201,
    reply: sealUnder(attempt.key, reply, PURPOSE),
    created_at: attempt.at,
  }
  const { key_hash, ...rest } = row
  // Only an answer too old to be recalled can still stand here.
  await tx
    .insertInto('idempotency')
    .values(row)
    .onConflict((on) => on.column('key_hash').doUpdateSet(rest))
    .execute()
}

export async function purgeReplies(storage: Storage, realNow: EpochMs): Promise<void> {
  await storage.write((tx) =>
    tx
      .deleteFrom('idempotency')
      .where('created_at', '<=', realNow - LIFE_MS)
      .execute(),
  )
}

const BAD_KEY: Refusal = {
  status: 400,
  error: 'idempotency-key-invalid',
  texts: {
    vi: 'Idempotency-Key phải có 16 đến 128 ký tự ASCII nhìn thấy được, ví dụ một UUID.',
    en: 'Idempotency-Key must be 16 to 128 visible ASCII characters, for example a UUID.',
  },
}

const OTHER_BODY: Refusal = {
  status: 422,
  error: 'idempotency-key-reused',
  texts: {
    vi: 'Idempotency-Key này đã được dùng cho một tờ khai khác. Hãy dùng khóa mới cho tờ khai này.',
    en: 'This Idempotency-Key was used for another declaration. Use a new key for this one.',
  },
}
