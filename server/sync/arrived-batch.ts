import type { Hash } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { IncomingSync } from './parse-sync-request.ts'
import type { LogKey } from './project-records.ts'

/** A request beside what is stored of the log it continues. */
export interface Arrived {
  readonly row: Tables['kiosk']
  readonly log: LogKey
  readonly request: IncomingSync
  /** Hash by seq of those records of the request, and of its head, that are here already. */
  readonly held: ReadonlyMap<number, Hash>
  readonly now: EpochMs
}
