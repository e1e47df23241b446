import { hexOf } from '../../shared/hex.ts'
import { asCrossingId, type CrossingId } from '../../shared/ids.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { presentedBy } from '../scan/presented.ts'
import type { Situation } from '../scan/situation.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import { openCrossings } from './close-crossing.ts'
import {
  crossingOfDriver,
  isAnotherVehicle,
  isDriverOfSeveral,
  MOST_ABOARD,
  type OpenCrossing,
  takesVehicles,
  withPassenger,
} from './open-crossing.ts'

/** Where a scan belongs, and the groups as they stand with it: written in the same transaction. */
export interface Boarding {
  readonly crossing: CrossingId | null
  readonly crossings: readonly OpenCrossing[]
}

/** Into the open group; else, where the code says that a vehicle with several comes, into a new one. */
export async function boardCrossing(
  deps: Pick<StationDeps, 'store' | 'random'>,
  situation: Situation,
  view: Pick<PassageView, 'passage' | 'reading'>,
): Promise<Boarding> {
  const crossings = await openCrossings(deps)
  const travel = travelOf(view)
  const [first, ...others] = crossings
  const current = first?.direction === situation.lane.direction && first.passages.length < MOST_ABOARD ? first : null
  if (current && !isAnotherVehicle(current, travel)) {
    return { crossing: current.crossing, crossings: [withPassenger(current, view.passage, travel), ...others] }
  }
  if (!isDriverOfSeveral(travel) || !takesVehicles(situation.lane)) return { crossing: null, crossings }
  const by = { startedAt: situation.now, personsAboard: travel?.personsAboard ?? 1 }
  const begun = crossingOfDriver(asCrossingId(hexOf(deps.random(16))), situation.lane, by)
  return { crossing: begun.crossing, crossings: [withPassenger(begun, view.passage, travel), ...crossings.filter(hasSomebody)] }
}

function hasSomebody(open: OpenCrossing): boolean {
  return open.passages.length > 0
}

function travelOf({ reading }: Pick<PassageView, 'reading'>) {
  if (reading.kind === 'form') return reading.claims.travel
  return presentedBy(reading)?.claims.travel ?? null
}
