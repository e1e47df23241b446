import { hexOf } from '../../shared/hex.ts'
import { asCrossingId, type CrossingId, type PassageId } from '../../shared/ids.ts'
import type { Crossing } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import type { Situation } from '../scan/situation.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import { type AboardAnswer, crossingOfAsked, isLeftOpen, seatAsked, withoutAsked } from './asked-aboard.ts'
import { type AskedAboard, crossingOutcome, type GoneVehicle, headCount, newCrossing, type OpenCrossing } from './open-crossing.ts'
import { watchedPlates } from './watched-plates.ts'

export type CloseRefusal = 'no-crossing' | 'nobody-aboard' | 'open-aboard' | 'storage'

export type Closing = 'vehicle' | 'on-foot'

type CrossingDeps = Pick<StationDeps, 'store' | 'random'>

export async function openCrossings({ store }: { readonly store: Pick<KioskStore, 'read'> }): Promise<readonly OpenCrossing[]> {
  return (await store.read('crossings')) ?? []
}

/** A new group at the head; the one before stays open behind it, to be closed later. */
export async function beginCrossing(deps: CrossingDeps, situation: Situation): Promise<OpenCrossing> {
  const begun = newCrossing(asCrossingId(hexOf(deps.random(16))), situation.lane, situation.now)
  // An empty one behind it is nothing that anybody will miss.
  const others = (await openCrossings(deps)).filter(({ passages }) => passages.length > 0)
  await deps.store.write({ crossings: [begun, ...others] })
  return begun
}

export interface CrossingChange {
  readonly id: CrossingId
  readonly change: (open: OpenCrossing) => OpenCrossing
}

/** A plate that is typed is looked up at once, while the vehicle still stands there. */
export async function changeCrossing(deps: CrossingDeps, situation: Situation, { id, change }: CrossingChange): Promise<readonly OpenCrossing[]> {
  const changed = async (open: OpenCrossing): Promise<OpenCrossing> => {
    const next = change(open)
    const samePlates = next.plate === open.plate && next.trailerPlate === open.trailerPlate
    return samePlates ? next : { ...next, watchedPlates: await watchedPlates(next, situation) }
  }
  const crossings = await Promise.all((await openCrossings(deps)).map((open) => (open.crossing === id ? changed(open) : open)))
  await deps.store.write({ crossings })
  return crossings
}

/** One with nobody in it leaves no trace. */
export async function dropCrossing(deps: CrossingDeps, id: CrossingId): Promise<void> {
  const crossings = (await openCrossings(deps)).filter((open) => open.crossing !== id || open.passages.length > 0)
  await deps.store.write({ crossings })
}

export interface AskedAnswer {
  readonly about: PassageId
  readonly is: AboardAnswer
}

/** Whether somebody scanned meanwhile is of this vehicle, or begins another at the head. */
export async function answerAsked(
  deps: CrossingDeps,
  situation: Situation,
  { id, about, is }: AskedAnswer & { readonly id: CrossingId },
): Promise<void> {
  const crossings = await openCrossings(deps)
  const who = crossings.find(({ crossing }) => crossing === id)?.asked?.filter(({ passage }) => passage === about) ?? []
  const answered = crossings.map((open) => {
    if (open.crossing !== id) return open
    return is === 'same' ? seatAsked(open, about, situation.now) : withoutAsked(open, about)
  })
  const begun = is === 'another' && who.length > 0 ? [begunByAsked(deps, situation, who)] : []
  await deps.store.write({ crossings: [...begun, ...answered] })
}

function begunByAsked(deps: CrossingDeps, { lane, now }: Situation, who: readonly AskedAboard[]): OpenCrossing {
  return crossingOfAsked(asCrossingId(hexOf(deps.random(16))), lane, { startedAt: now, who })
}

/** Others keep their order behind it. */
export async function takeUpCrossing(deps: CrossingDeps, id: CrossingId): Promise<void> {
  const crossings = await openCrossings(deps)
  const taken = crossings.filter(({ crossing }) => crossing === id)
  await deps.store.write({ crossings: [...taken, ...crossings.filter(({ crossing }) => crossing !== id)] })
}

/** Everybody aboard is decided first: one passenger's verdict never hides in the group's. */
export async function closeCrossing(
  deps: CrossingDeps,
  situation: Situation,
  what: { readonly id: CrossingId; readonly as: Closing },
): Promise<Result<Crossing, CloseRefusal>> {
  const crossings = await openCrossings(deps)
  const open = crossings.find(({ crossing }) => crossing === what.id)
  if (!open) return err('no-crossing')
  if (open.passages.length === 0) return err('nobody-aboard')
  const aboard = (await Promise.all(open.passages.map((passage) => deps.store.passage(passage)))).flatMap((local) => local ?? [])
  if (aboard.length < open.passages.length || aboard.some(({ decided }) => !decided)) return err('open-aboard')
  // Anew: the list may have come since, and plates that a code brought were never typed.
  const value = crossingRecord({ ...open, watchedPlates: await watchedPlates(open, situation) }, aboard, what.as)
  const { now: occurredAt, wallAt } = situation
  const draft = { value, occurredAt, wallAt, salt: hexOf(deps.random(16)) }
  try {
    const vehiclesGone = await goneWith(deps, open)
    // Whoever came while it stood forgotten is the beginning of the next.
    const asked = isLeftOpen(open, situation.now) ? (open.asked ?? []) : []
    const next = asked.length > 0 ? [begunByAsked(deps, situation, asked)] : []
    await deps.store.append({ drafts: [draft], settings: { crossings: [...next, ...crossings.filter((other) => other !== open)], vehiclesGone } })
    return ok(value)
  } catch {
    return err('storage')
  }
}

/** As many as pass in a quarter of an hour of rush. */
const MOST_GONE = 20

async function goneWith({ store }: CrossingDeps, { crossing, plate, passages, startedAt }: OpenCrossing): Promise<readonly GoneVehicle[]> {
  return [{ crossing, plate, passages, startedAt }, ...((await store.read('vehiclesGone')) ?? [])].slice(0, MOST_GONE)
}

function crossingRecord(open: OpenCrossing, aboard: readonly LocalPassage[], as: Closing): Crossing {
  const { crossing, lane, direction, passages, plate, trailerPlate, personsDeclared } = open
  const driver = aboard.find(({ passage }) => passage === open.driver) ?? aboard[0]
  return {
    kind: 'crossing',
    crossing,
    lane,
    direction,
    passages,
    personsCounted: headCount(open).counted,
    ...(personsDeclared === null ? {} : { personsDeclared }),
    vehicles: as === 'vehicle' ? 1 : 0,
    plate,
    trailerPlate,
    outcome: crossingOutcome(
      open,
      aboard.flatMap(({ decided }) => decided?.outcome ?? []),
    ),
    origin: driver?.origin ?? null,
  }
}
