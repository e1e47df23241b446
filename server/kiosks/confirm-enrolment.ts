import type { EnrolmentView } from '../../shared/http/api.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../clock.ts'
import type { Storage } from '../storage/storage.ts'
import { audit } from './audit.ts'

export async function enrolmentView({ read }: Pick<Storage, 'read'>, id: string, clock: Clock): Promise<EnrolmentView | null> {
  const row = await read.selectFrom('enrolment').selectAll().where('token_hash', '=', id).executeTakeFirst()
  if (!row) return null
  const view = { checkNumber: row.check_number, device: row.asked_by, kiosk: row.kiosk_id }
  if (row.answer === 'no') return { ...view, state: 'refused' }
  if (row.used_at !== null) return { ...view, state: 'enrolled' }
  if (row.expires_at <= clock.realNow()) return { ...view, state: 'expired' }
  if (row.answer === 'yes') return { ...view, state: 'confirmed' }
  return { ...view, state: row.check_number === null ? 'waiting' : 'asking' }
}

interface Answer {
  readonly id: string
  /** The number that the person saw on the tablet. */
  readonly checkNumber: string
  readonly answer: 'yes' | 'no'
  readonly by: string
}

/** `yes` lets the tablet that shows this number in, at its next question; `no` ends the link. */
export async function answerEnrolment(storage: Storage, given: Answer, clock: Clock): Promise<Result<null, 'not-asking' | 'other-number'>> {
  const { id, checkNumber, answer, by } = given
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('enrolment').selectAll().where('token_hash', '=', id).executeTakeFirst()
    if (!row || row.used_at !== null || row.answer === 'no' || row.check_number === null || row.expires_at <= clock.realNow())
      return err('not-asking')
    if (row.check_number !== checkNumber) return err('other-number')
    await tx.updateTable('enrolment').set({ answer }).where('token_hash', '=', id).execute()
    const action = answer === 'yes' ? 'enrolment-confirmed' : 'enrolment-refused'
    await audit(tx, { at: clock.now(), by, action, detail: { checkpoint: row.checkpoint_id, check: checkNumber } })
    return ok(null)
  })
}

/** The link whose tablet shows this number now: what a terminal has where a page has the link's id. */
export async function enrolmentAsking({ read }: Pick<Storage, 'read'>, checkNumber: string, clock: Clock): Promise<string | null> {
  const rows = await read
    .selectFrom('enrolment')
    .select('token_hash')
    .where('check_number', '=', checkNumber)
    .where('used_at', 'is', null)
    .where('answer', 'is', null)
    .where('expires_at', '>', clock.realNow())
    .execute()
  // Two at once with one number: nobody can tell which is meant.
  return rows.length === 1 ? (rows[0]?.token_hash ?? null) : null
}
