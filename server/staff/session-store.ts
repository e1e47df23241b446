import { createHash, randomBytes } from 'node:crypto'
import { ROLES, type StaffView } from '../../shared/http/api.ts'
import { asStaffId, type StaffId } from '../../shared/ids.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import type { Storage } from '../storage/storage.ts'

/** A shift with its hand-over; then the password again, whatever happened in between. */
export const SESSION_LIFE_MS = 12 * HOUR_MS

/** Walking away from a control-room desk must not leave it open until the next day. */
export const SESSION_IDLE_MS = 8 * HOUR_MS

/** `last_used_at` needs no better precision than this, and a write per request would cost a commit each. */
const TOUCH_EVERY_MS = 5 * MINUTE_MS

/** Returns the token for the cookie; the database has only its hash, so a copy of it opens no session. All times are real time. */
export async function startSession(storage: Storage, staff: StaffId, realNow: EpochMs): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const row = { token_hash: hashOf(token), staff_id: staff, created_at: realNow, last_used_at: realNow, expires_at: realNow + SESSION_LIFE_MS }
  await storage.write((tx) => tx.insertInto('session').values(row).execute())
  return token
}

export async function findSession(storage: Storage, token: string, realNow: EpochMs): Promise<StaffView | null> {
  const token_hash = hashOf(token)
  const row = await storage.read
    .selectFrom('session')
    .innerJoin('staff', 'staff.staff_id', 'session.staff_id')
    .select(['staff.staff_id', 'staff.name', 'staff.role', 'session.last_used_at'])
    .where('session.token_hash', '=', token_hash)
    .where('session.expires_at', '>', realNow)
    .where('session.last_used_at', '>', realNow - SESSION_IDLE_MS)
    .where('staff.closed_at', 'is', null)
    .executeTakeFirst()
  const role = ROLES.find((known) => known === row?.role)
  if (!row || !role) return null
  if (realNow - row.last_used_at > TOUCH_EVERY_MS) await touch(storage, token_hash, realNow)
  return { id: asStaffId(row.staff_id), name: row.name, role }
}

/** Knowing when a session was last used is not worth failing a request that only reads. */
async function touch(storage: Storage, tokenHash: string, realNow: EpochMs): Promise<void> {
  const job = storage.write((tx) => tx.updateTable('session').set({ last_used_at: realNow }).where('token_hash', '=', tokenHash).execute())
  await job.catch(() => undefined)
}

export async function endSession(storage: Storage, token: string): Promise<void> {
  await storage.write((tx) => tx.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute())
}

export async function purgeSessions(storage: Storage, realNow: EpochMs): Promise<void> {
  await storage.write((tx) =>
    tx
      .deleteFrom('session')
      .where((where) => where.or([where('expires_at', '<=', realNow), where('last_used_at', '<=', realNow - SESSION_IDLE_MS)]))
      .execute(),
  )
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
