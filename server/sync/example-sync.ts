import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { emptyLog } from '../../shared/passage/chain.ts'
import { PROTOCOL_VERSION, type SyncRequest } from '../../shared/sync/protocol.ts'

/** A plain contact of a kiosk that has recorded nothing yet. */
export function exampleSync(): SyncRequest {
  const log = emptyLog(asCheckpointId('bach-dang'), asKioskId('0123456789abcdef'), 1)
  return {
    protocol: PROTOCOL_VERSION,
    checkpoint: log.checkpoint,
    kiosk: log.kiosk,
    epoch: log.epoch,
    records: [],
    head: { seq: log.seq, hash: log.hash },
    wallAt: Date.UTC(2021, 1, 17, 13),
    appVersion: '0.1.0',
    bundleVersion: 0,
    parts: {},
  }
}
