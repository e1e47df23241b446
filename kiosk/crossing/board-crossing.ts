import { hexOf } from '../../shared/hex.ts'
import { asCrossingId, type CrossingId } from '../../shared/ids.ts'
import type { PassageView, Reading } from '../scan/passage-view.ts'
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
  withTravel,
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

/** A driver's code held up after a card: the vehicle begins then, or learns what the card could not say. Null where nothing changes. */
export async function boardJoined(
  deps: Pick<StationDeps, 'store' | 'random'>,
  situation: Situation,
  { view, reading }: { readonly view: Pick<PassageView, 'passage' | 'crossing' | 'lane'>; readonly reading: Reading },
): Promise<Boarding | null> {
  const { passage, lane } = view
  const crossing = view.crossing ?? null
  const travel = travelOf({ reading })
  if (crossing === null) return isDriverOfSeveral(travel) ? boardCrossing(deps, { ...situation, lane }, { passage, reading }) : null
  const crossings = (await openCrossings(deps)).map((open) =>
    open.crossing === crossing && !isAnotherVehicle(open, travel) ? withTravel(open, passage, travel) : open,
  )
  return { crossing, crossings }
}

function hasSomebody(open: OpenCrossing): boolean {
  return open.passages.length > 0
}

function travelOf({ reading }: Pick<PassageView, 'reading'>) {
  if (reading.kind === 'form') return reading.claims.travel
  return presentedBy(reading)?.claims.travel ?? null
}
