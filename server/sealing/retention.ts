import { DAY_MS } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import { type Erased, eraseBodies } from './erase-bodies.ts'

/**
 * Fourteen days of quarantine, fourteen of watching over contacts, and a month for objections and the last of the tablets
 * that were off the network. A shorter time would erase what an open case still asks for.
 */
export const RETENTION_DAYS = 60

/** Every night: names, numbers and temperatures go; counts and decisions stay. By the demo's clock in a demo. */
export function eraseExpired(deps: Pick<CoreDeps, 'storage' | 'clock'>): Promise<Erased> {
  return eraseBodies(deps, { before: deps.clock.now() - RETENTION_DAYS * DAY_MS }, 'retention')
}
