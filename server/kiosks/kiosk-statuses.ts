import type { KioskStatus } from '../../shared/http/api.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import type { Storage } from '../storage/storage.ts'

const STATES: readonly KioskStatus['state'][] = ['active', 'revoked', 'forked']

/** Every tablet ever enrolled that may still matter: all but the revoked ones, unless asked for. */
export async function kioskStatuses({ read }: Pick<Storage, 'read'>, which: 'all' | 'not-revoked'): Promise<readonly KioskStatus[]> {
  const query = read.selectFrom('kiosk').selectAll().orderBy('checkpoint_id').orderBy('enrolled_at').orderBy('kiosk_id')
  const rows = await (which === 'all' ? query : query.where('state', '!=', 'revoked')).execute()
  return rows.map((row) => ({
    kiosk: asKioskId(row.kiosk_id),
    checkpoint: asCheckpointId(row.checkpoint_id),
    state: row.revoked_as === 'retired' ? 'retired' : (STATES.find((known) => known === row.state) ?? 'revoked'),
    lastContactAt: row.last_contact_at,
    lastRecordAt: row.last_record_at,
    queued: row.queued,
    bundleVersion: row.bundle_version,
    appVersion: row.app_version,
  }))
}
