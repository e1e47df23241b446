import type { PlaceCode } from '../areas/place.ts'
import { DECLARED_DAYS } from '../declaration/declaration.ts'
import { DAY_MS, type EpochMs } from '../units.ts'
import type { Zone } from './ruleset.ts'

/** A moment at which a zone began or ended: on that day, and in that place, the hour of a stay decides. */
export interface ZoneEdge {
  readonly place: PlaceCode
  readonly at: EpochMs
}

/** The edges that the dates of a declaration can meet; a prepared zone binds nobody. */
export function zoneEdges(zones: readonly Zone[], now: EpochMs): readonly ZoneEdge[] {
  const since = now - (DECLARED_DAYS + 1) * DAY_MS
  const edges = zones
    .filter(({ state }) => state !== 'prepared')
    .flatMap(({ place, from, to }) => [{ place, at: from }, ...(to === null ? [] : [{ place, at: to }])])
  return edges.filter(({ at }) => at > since && at <= now + DAY_MS)
}
