import type { Updateable } from 'kysely'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { IncomingSync } from '../sync/parse-sync-request.ts'
import type { KioskRow } from './kiosk-log.ts'

interface ContactNow {
  readonly request: IncomingSync
  readonly now: EpochMs
  readonly ackedSeq: number
}

/**
 * What a request says of the tablet as it is now. One recorded on the way and played again has a count that was seen, or
 * none where this tablet counts: it moves nothing here, and its records were stored long ago.
 */
export function contactOf(row: KioskRow, { request, now, ackedSeq }: ContactNow): Updateable<Tables['kiosk']> {
  const { contact, head, appVersion, bundleVersion } = request
  const queued = Math.max(0, head.seq - ackedSeq)
  if (!isNewContact(row, contact)) return { queued: Math.max(0, row.acked_seq + row.queued - ackedSeq, queued) }
  const seen = { last_contact_at: now, queued, app_version: appVersion, bundle_version: bundleVersion }
  return contact === undefined ? seen : { ...seen, contact_counter: contact }
}

function isNewContact(row: KioskRow, contact: number | undefined): boolean {
  return contact === undefined ? row.contact_counter === 0 : contact > row.contact_counter
}
