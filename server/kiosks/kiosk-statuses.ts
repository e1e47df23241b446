import type { KioskStatus } from '../../shared/http/api.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import type { KioskRow } from './kiosk-log.ts'

const STATES: readonly KioskStatus['state'][] = ['active', 'revoked', 'forked']

/** Every tablet ever enrolled that may still matter: all but the revoked ones, unless asked for. */
export async function kioskStatuses({ read }: Pick<Storage, 'read'>, which: 'all' | 'not-revoked'): Promise<readonly KioskStatus[]> {
  const query = read.selectFrom('kiosk').selectAll().orderBy('checkpoint_id').orderBy('enrolled_at').orderBy('kiosk_id')
  const rows = await (which === 'all' ? query : query.where('state', '!=', 'revoked')).execute()
  const unsent = await unsentBefore(read)
  return rows.map((row) => ({
    kiosk: asKioskId(row.kiosk_id),
    checkpoint: asCheckpointId(row.checkpoint_id),
    state: row.revoked_as === 'retired' ? 'retired' : (STATES.find((known) => known === row.state) ?? 'revoked'),
    lastContactAt: row.last_contact_at,
    ...progressOf(
      row,
      unsent.filter(({ kiosk_id }) => kiosk_id === row.kiosk_id),
    ),
    bundleVersion: row.bundle_version,
    appVersion: row.app_version,
  }))
}

type Unsent = Pick<Tables['past_log'], 'kiosk_id' | 'acked_seq' | 'head_seq' | 'last_record_at'>

/** Older logs that a tablet has still to finish: what they hold is missing from the figures too. */
async function unsentBefore(read: Storage['read']): Promise<readonly Unsent[]> {
  return read
    .selectFrom('past_log')
    .select(['kiosk_id', 'acked_seq', 'head_seq', 'last_record_at'])
    .where('state', '=', 'open')
    .whereRef('head_seq', '>', 'acked_seq')
    .execute()
}

function progressOf(row: Pick<KioskRow, 'queued' | 'last_record_at'>, before: readonly Unsent[]): Pick<KioskStatus, 'lastRecordAt' | 'queued'> {
  const queued = before.reduce((sum, { head_seq, acked_seq }) => sum + head_seq - acked_seq, row.queued)
  if (before.length === 0) return { queued, lastRecordAt: row.last_record_at }
  // The slowest of its logs: everything up to there is here.
  const known = before.flatMap(({ last_record_at }) => last_record_at ?? [])
  return { queued, lastRecordAt: known.length < before.length ? null : Math.min(...known) }
}
