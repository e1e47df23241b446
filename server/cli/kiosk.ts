import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { createEnrolment, enrolmentUrl, revokeKiosk } from '../kiosks/enrolment.ts'
import { type CliAnswer, done, refused, wrongUse } from './cli-answer.ts'
import type { Installation } from './cli-installation.ts'

/** A week: a link is carried to a checkpoint, not kept in a drawer. */
const MAX_LINK_HOURS = 168

export async function enrolCommand(installation: Installation, options: { readonly checkpoint: string; readonly hours: string }): Promise<CliAnswer> {
  const hours = /^\d{1,3}$/.test(options.hours) ? Number(options.hours) : 0
  if (hours < 1 || hours > MAX_LINK_HOURS) return wrongUse(`--hours must be a whole number from 1 to ${MAX_LINK_HOURS}.`)
  if (!asCheckpointId.matches(options.checkpoint)) return wrongUse(`Not a checkpoint id: ${options.checkpoint}`)
  const wanted = { checkpoint: options.checkpoint, createdBy: 'cli', lifeMs: hours * HOUR_MS } as const
  const made = await createEnrolment(installation.storage, wanted, installation.clock)
  if (!made.ok)
    return refused(`There is no checkpoint ${options.checkpoint}.`, { error: made.error, message: `There is no checkpoint ${options.checkpoint}.` })
  const url = enrolmentUrl(installation.kioskUrl, made.value.token)
  return done(`Open this on the tablet, within ${hours} h; it works once:\n${url}`, { ...made.value, url })
}

export async function revokeCommand({ storage, clock }: Installation, id: string): Promise<CliAnswer> {
  if (!asKioskId.matches(id)) return wrongUse('A kiosk id is 16 hex digits; the control room lists them.')
  const revoked = await revokeKiosk(storage, { kiosk: id, by: 'cli' }, clock)
  if (!revoked.ok) return refused(`There is no kiosk ${id}.`, { error: revoked.error, message: `There is no kiosk ${id}.` })
  return done(`Revoked ${id}. What it recorded stays; nothing more is taken from it.`, { kiosk: id, state: 'revoked' })
}
