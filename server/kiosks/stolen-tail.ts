import type { EpochMs } from '../../shared/units.ts'
import type { Tx } from '../storage/storage.ts'
import { keepApart } from '../sync/keep-apart.ts'
import type { IncomingSync } from '../sync/parse-sync-request.ts'
import type { LogKey } from '../sync/project-records.ts'
import type { SyncFault } from '../sync/sync-refusal.ts'
import type { KioskRow } from './kiosk-log.ts'

/** Revoked before there were two kinds counts as stolen: nothing more of it was taken then either. */
export function isStolen(row: KioskRow): boolean {
  return row.state === 'revoked' && row.revoked_as !== 'retired'
}

/** Whoever holds a stolen tablet may write what they like: it is kept for people to look at, never counted, never acknowledged. */
export async function keepFromStolen(
  tx: Tx,
  { log, request, now }: { readonly log: LogKey; readonly request: IncomingSync; readonly now: EpochMs },
): Promise<SyncFault> {
  const rows = request.records.map(({ header, hash, bodyText }) => {
    return { ...log, seq: header.seq, hash, received_at: now, header: JSON.stringify(header), body: bodyText }
  })
  await keepApart(tx, 'aside_record', rows)
  return { error: 'kiosk-revoked' }
}
