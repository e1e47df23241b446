import type { Direction, Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { Travel } from '../../shared/declaration/claims.ts'
import type { MeansOfTravel } from '../../shared/declaration/vocabulary.ts'
import type { CredentialId, CrossingId, LaneId, PassageId } from '../../shared/ids.ts'
import { compareOutcomes, type Outcome } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'

/** Records of more persons than this are refused by the server; a longer train is several crossings. */
export const MOST_ABOARD = 200

/** A vehicle that has not been let go yet: who was scanned, in the order of the scans. Kept on the disk with each scan. */
export interface OpenCrossing {
  readonly crossing: CrossingId
  readonly lane: LaneId
  readonly direction: Direction
  readonly startedAt: EpochMs
  readonly passages: readonly PassageId[]
  /** Whose origin the vehicle's is; null until known, and then the first aboard stands in. */
  readonly driver: PassageId | null
  /** By the driver's declaration or the operator's list; null where nobody said a number. */
  readonly personsDeclared: number | null
  /** By the officer; null while it is taken to be as many as were scanned. */
  readonly personsCounted: number | null
  readonly plate: string | null
  readonly trailerPlate: string | null
  /** On a bus a red answer waits in the list while the next code is read; in a car it holds the screen as everywhere. */
  readonly reds: 'hold-the-screen' | 'wait-in-the-list'
  /** Plates found on the watch-list: a plate alone is `refer`. */
  readonly watchedPlates?: readonly string[]
  /** By what those aboard are known again: a code held up twice is one head. Absent in a vehicle of before. */
  readonly marks?: readonly { readonly mark: CredentialId; readonly passage: PassageId }[]
  /** Scanned while it was checked, and perhaps not of it. Absent in a vehicle of before. */
  readonly asked?: readonly AskedAboard[]
  /** When the officer last said that it is still this vehicle. */
  readonly confirmedAt?: EpochMs
}

/** As much as boards somebody later as if at the scan. */
export interface AskedAboard {
  readonly passage: PassageId
  readonly travel: Travel | null
  readonly mark: CredentialId | null
  readonly at: EpochMs
}

/** Let go: as much as tells a later look at the same code where it was counted. */
export type GoneVehicle = Pick<OpenCrossing, 'crossing' | 'plate' | 'passages' | 'startedAt'>

/** Begun by hand. */
export function newCrossing(crossing: CrossingId, lane: Lane, startedAt: EpochMs): OpenCrossing {
  return {
    crossing,
    lane: lane.id,
    direction: lane.direction,
    startedAt,
    passages: [],
    driver: null,
    personsDeclared: null,
    personsCounted: null,
    plate: null,
    trailerPlate: null,
    reds: 'wait-in-the-list',
  }
}

/** As many declared aboard, and the officer walks along the rows. */
const BUS_FROM_PERSONS = 8

/** Begun by a driver's code: a car stops at each red answer, a bus flows. */
export function crossingOfDriver(
  crossing: CrossingId,
  lane: Lane,
  by: { readonly startedAt: EpochMs; readonly personsAboard: number },
): OpenCrossing {
  const reds = by.personsAboard >= BUS_FROM_PERSONS ? 'wait-in-the-list' : 'hold-the-screen'
  return { ...newCrossing(crossing, lane, by.startedAt), reds }
}

/** Whether this person's own code says that a vehicle with others is coming: then a group begins without a tap. */
export function isDriverOfSeveral(travel: Travel | null): boolean {
  return travel !== null && !WITHOUT_VEHICLE.includes(travel.means) && travel.personsAboard > 1
}

const WITHOUT_VEHICLE: readonly MeansOfTravel[] = ['on-foot', 'bicycle', 'train', 'plane']

/** A lane for people on foot opens no vehicle by itself. */
export function takesVehicles(lane: Lane): boolean {
  return lane.vehicles !== 'on-foot'
}

/** The group with one more aboard. */
export function withPassenger(open: OpenCrossing, passage: PassageId, travel: Travel | null): OpenCrossing {
  return withTravel({ ...open, passages: [...open.passages, passage] }, passage, travel)
}

/** The first driver's code brings the number declared and the plates, be it held up before or after a card. */
export function withTravel(open: OpenCrossing, passage: PassageId, travel: Travel | null): OpenCrossing {
  const isDriver = open.driver === null && isDriverOfSeveral(travel)
  return {
    ...open,
    driver: isDriver ? passage : open.driver,
    personsDeclared: open.personsDeclared ?? (isDriver ? (travel?.personsAboard ?? null) : null),
    plate: open.plate ?? travel?.plate ?? null,
    trailerPlate: open.trailerPlate ?? travel?.trailerPlate ?? null,
  }
}

/** Every paper of a person aboard is theirs, also one that joined another. */
export function withMark(open: OpenCrossing, passage: PassageId, mark: CredentialId | null): OpenCrossing {
  return mark === null ? open : { ...open, marks: [...(open.marks ?? []), { mark, passage }] }
}

export function withoutPassenger(open: OpenCrossing, passage: PassageId): OpenCrossing {
  const passages = open.passages.filter((aboard) => aboard !== passage)
  return { ...open, passages, driver: open.driver === passage ? null : open.driver }
}

export interface HeadCount {
  readonly scanned: number
  readonly counted: number
  readonly declared: number | null
  /** Somebody declared and not there, there and not declared, or there and not scanned. */
  readonly differs: boolean
}

export function headCount(open: OpenCrossing): HeadCount {
  const scanned = open.passages.length
  const counted = open.personsCounted ?? scanned
  const declared = open.personsDeclared
  return { scanned, counted, declared, differs: counted !== scanned || (declared !== null && counted !== declared) }
}

/** The strictest decided aboard; a count that differs or a watched plate makes it at least `refer`, and rewrites nobody. */
export function crossingOutcome(open: OpenCrossing, decided: readonly Outcome[]): Outcome {
  const doubts = headCount(open).differs || (open.watchedPlates ?? []).length > 0
  const all: readonly Outcome[] = doubts ? [...decided, 'refer'] : decided
  return all.reduce((strictest, outcome) => (compareOutcomes(outcome, strictest) > 0 ? outcome : strictest), 'admit')
}
