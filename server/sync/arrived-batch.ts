import type { Hash } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskLog } from '../kiosks/kiosk-log.ts'
import type { IncomingSync } from './parse-sync-request.ts'
import type { LogKey } from './project-records.ts'

/** A request beside what is stored of the log it continues. */
export interface Arrived extends KioskLog {
  readonly log: LogKey
  readonly request: IncomingSync
  /** Hash by seq of those records of the request, and of its head, that are here already. */
  readonly held: ReadonlyMap<number, Hash>
  readonly now: EpochMs
}
