import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { answerEnrolment, enrolmentAsking } from '../kiosks/confirm-enrolment.ts'
import { createEnrolment, enrolmentUrl } from '../kiosks/enrolment.ts'
import { revokeKiosk } from '../kiosks/revoke-kiosk.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'
import { momentOf } from './lists.ts'

/** A week: a link is carried to a checkpoint, not kept in a drawer. */
const MAX_LINK_HOURS = 168

export interface EnrolOptions {
  readonly checkpoint: string
  readonly hours: string
  readonly kiosk?: string
}

/** In a demo whoever holds the link is in at once; elsewhere `kiosk confirm` or the control room compares the number first. */
export async function enrolCommand(installation: Installation, options: EnrolOptions): Promise<CliAnswer> {
  const hours = /^\d{1,3}$/.test(options.hours) ? Number(options.hours) : 0
  if (hours < 1 || hours > MAX_LINK_HOURS) return wrongUse(`--hours must be a whole number from 1 to ${MAX_LINK_HOURS}.`)
  if (!asCheckpointId.matches(options.checkpoint)) return wrongUse(`Not a checkpoint id: ${options.checkpoint}`)
  if (options.kiosk !== undefined && !asKioskId.matches(options.kiosk)) return wrongUse('A kiosk id is 16 hex digits; "kiosk list" names them.')
  const confirm = installation.kind === 'demo' ? 'none' : 'needed'
  const again = options.kiosk === undefined ? {} : { forKiosk: options.kiosk }
  const wanted = { checkpoint: options.checkpoint, createdBy: 'cli', lifeMs: hours * HOUR_MS, confirm, ...again } as const
  const made = await createEnrolment(installation.storage, wanted, installation.clock)
  if (!made.ok)
    return refused(`There is no checkpoint ${options.checkpoint}.`, { error: made.error, message: `There is no checkpoint ${options.checkpoint}.` })
  const url = enrolmentUrl(installation.kioskUrl, made.value.token)
  const next = confirm === 'none' ? '' : '\nThen compare the number on the tablet and confirm it in the control room, or with: kiosk confirm NUMBER'
  return done(`Open this on the tablet, within ${hours} h; it works once:\n${url}${next}`, { ...made.value, url, confirm })
}

export async function confirmCommand({ storage, clock }: Installation, typed: string): Promise<CliAnswer> {
  const checkNumber = typed.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(checkNumber)) return wrongUse('The check number has six digits; the tablet shows it.')
  const id = await enrolmentAsking(storage, checkNumber, clock)
  const answered = id === null ? null : await answerEnrolment(storage, { id, checkNumber, answer: 'yes', by: 'cli' }, clock)
  const message = `No tablet that waits shows ${checkNumber}. Open the link on the tablet first.`
  if (!answered?.ok) return refused(message, { error: 'not-asking', message })
  return done('Confirmed. The tablet goes on by itself within seconds.', { checkNumber, confirmed: true })
}

export async function listKiosksCommand({ storage }: Pick<Installation, 'storage'>): Promise<CliAnswer> {
  const rows = await storage.read
    .selectFrom('kiosk')
    .select(['kiosk_id', 'checkpoint_id', 'enrolled_at', 'last_contact_at', 'revoked_at', 'state'])
    .orderBy('checkpoint_id')
    .orderBy('enrolled_at')
    .execute()
  const kiosks = rows.map((row) => ({
    kiosk: row.kiosk_id,
    checkpoint: row.checkpoint_id,
    state: row.state,
    enrolledAt: row.enrolled_at,
    lastContactAt: row.last_contact_at,
    revokedAt: row.revoked_at,
  }))
  const lines = kiosks.map(({ kiosk, checkpoint, state, enrolledAt, lastContactAt, revokedAt }) => {
    const contact = lastContactAt === null ? 'no contact yet' : `last contact ${momentOf(lastContactAt)}`
    const revoked = revokedAt === null ? state : `revoked ${momentOf(revokedAt)}`
    return `${kiosk} ${checkpoint}, enrolled ${momentOf(enrolledAt)}, ${contact}, ${revoked}`
  })
  return done(lines.length === 0 ? 'No tablet is enrolled.' : lines.join('\n'), { kiosks })
}

export interface RevokeOptions {
  readonly as: string
  readonly dropQueue?: boolean
}

export async function revokeCommand({ storage, clock }: Installation, id: string, options: RevokeOptions): Promise<CliAnswer> {
  if (!asKioskId.matches(id)) return wrongUse('A kiosk id is 16 hex digits; "kiosk list" names them.')
  const as = options.as === 'retired' ? 'retired' : 'stolen'
  const queue = options.dropQueue === true ? 'drop' : 'keep'
  const revoked = await revokeKiosk(storage, { kiosk: id, by: 'cli', as, queue }, clock)
  const message = `There is no kiosk ${id}: "kiosk list" names them.`
  if (!revoked.ok) return refused(message, { error: revoked.error, message })
  const tail = as === 'stolen' ? 'what it still sends is set aside and does not count' : 'what it still sends is taken and counted'
  return done(`Revoked ${id}. What it recorded stays; ${tail}. At its next contact it forgets bundle and PINs.`, { kiosk: id, state: 'revoked', as })
}
