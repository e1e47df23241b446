import { hexOf } from '../../shared/hex.ts'
import { asCrossingId, type CredentialId, type CrossingId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { presentedBy } from '../scan/presented.ts'
import type { Situation } from '../scan/situation.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import { isAnotherPlate, isLeftOpen, withAsked, withoutAsked } from './asked-aboard.ts'
import { openCrossings } from './close-crossing.ts'
import { knownAboard, seatMark } from './known-aboard.ts'
import {
  type AskedAboard,
  crossingOfDriver,
  isDriverOfSeveral,
  MOST_ABOARD,
  type OpenCrossing,
  takesVehicles,
  withMark,
  withoutPassenger,
  withPassenger,
  withTravel,
} from './open-crossing.ts'

/** Where a scan belongs, and the groups as they stand with it: written in the same transaction. */
export interface Boarding {
  readonly crossing: CrossingId | null
  readonly crossings: readonly OpenCrossing[]
}

type Boarded = Pick<PassageView, 'passage' | 'reading' | 'mark'>

/** Into the open group; else, where the code says that a vehicle with several comes, into a new one. Whoever is perhaps not of the open one is asked about. */
export async function boardCrossing(deps: Pick<StationDeps, 'store' | 'random'>, situation: Situation, view: Boarded): Promise<Boarding> {
  const crossings = await openCrossings(deps)
  const travel = travelOf(view)
  // One head has one seat, however often its code is held up.
  if (await knownAboard(deps, situation, seatMark(view.reading, view.mark ?? null))) return { crossing: null, crossings }
  const [first, ...others] = crossings
  const current = first?.direction === situation.lane.direction && first.passages.length < MOST_ABOARD ? first : null
  const isDoubtful = current !== null && (isLeftOpen(current, situation.now) || isAnotherPlate(current, travel))
  if (current && !isDoubtful) return { crossing: current.crossing, crossings: [seated(current, view), ...others] }
  if (!isDriverOfSeveral(travel) || !takesVehicles(situation.lane)) {
    return { crossing: null, crossings: current ? [asking(current, view, situation.now), ...others] : crossings }
  }
  const by = { startedAt: situation.now, personsAboard: travel?.personsAboard ?? 1 }
  const begun = crossingOfDriver(asCrossingId(hexOf(deps.random(16))), situation.lane, by)
  return { crossing: begun.crossing, crossings: [seated(begun, view), ...crossings.filter(hasSomebody)] }
}

interface Joined extends Pick<Boarded, 'reading'> {
  readonly view: Pick<PassageView, 'passage' | 'crossing' | 'lane' | 'reading' | 'mark'>
  /** Of the paper that joins. */
  readonly mark: CredentialId | null
}

/** A driver's code held up after a card: the vehicle begins then, or learns what the card could not say. Null where nothing changes. */
export async function boardJoined(
  deps: Pick<StationDeps, 'store' | 'random'>,
  situation: Situation,
  { view, reading, mark }: Joined,
): Promise<Boarding | null> {
  const { passage, lane } = view
  const crossing = view.crossing ?? null
  const travel = travelOf({ reading })
  const first = seatMark(view.reading, view.mark ?? null)
  if (crossing === null) {
    if (!isDriverOfSeveral(travel))
      return travel && renewAsked(await openCrossings(deps), { passage, travel, mark: mark ?? first, at: situation.now })
    const boarded = await boardCrossing(deps, { ...situation, lane }, { passage, reading, ...(mark && { mark }) })
    const once = (open: OpenCrossing): OpenCrossing =>
      open.crossing === boarded.crossing ? withMark(open, passage, first) : withoutAsked(open, passage)
    return { ...boarded, crossings: boarded.crossings.map(once) }
  }
  const joins = seatMark(reading, mark)
  const before = await openCrossings(deps)
  const isOther = before.some((open) => open.crossing === crossing && isAnotherPlate(open, travel))
  const changed = (open: OpenCrossing): OpenCrossing =>
    isOther
      ? withAsked(withoutPassenger(open, passage), { passage, travel, mark: joins ?? first, at: situation.now })
      : withMark(withTravel(open, passage, travel), passage, joins)
  return { crossing: isOther ? null : crossing, crossings: before.map((open) => (open.crossing === crossing ? changed(open) : open)) }
}

/** What the paper adds to the question; null where nobody asks. */
function renewAsked(crossings: readonly OpenCrossing[], who: AskedAboard): Boarding | null {
  const isAsked = ({ asked = [] }: OpenCrossing): boolean => asked.some(({ passage }) => passage === who.passage)
  if (!crossings.some(isAsked)) return null
  return { crossing: null, crossings: crossings.map((open) => (isAsked(open) ? withAsked(open, who) : open)) }
}

function asking(open: OpenCrossing, view: Boarded, at: EpochMs): OpenCrossing {
  return withAsked(open, { passage: view.passage, travel: travelOf(view), mark: seatMark(view.reading, view.mark ?? null), at })
}

function seated(open: OpenCrossing, view: Boarded): OpenCrossing {
  return withMark(withPassenger(open, view.passage, travelOf(view)), view.passage, seatMark(view.reading, view.mark ?? null))
}

function hasSomebody(open: OpenCrossing): boolean {
  return open.passages.length > 0
}

function travelOf({ reading }: Pick<PassageView, 'reading'>) {
  if (reading.kind === 'form') return reading.claims.travel
  return presentedBy(reading)?.claims.travel ?? null
}
