import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { SyncFault } from './sync-refusal.ts'

/** This server speaks its own version and the one before, where there was one. */
const OLDEST_SPOKEN = Math.max(1, PROTOCOL_VERSION - 1)

/** Null where the two understand each other, or where the number itself is missing: then the parser says so. */
export function protocolFault(protocol: number | null): SyncFault | null {
  if (protocol === null) return null
  if (protocol > PROTOCOL_VERSION) return { error: 'server-too-old' }
  return protocol < OLDEST_SPOKEN ? { error: 'client-too-old' } : null
}
