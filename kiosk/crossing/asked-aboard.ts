import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { Travel } from '../../shared/declaration/claims.ts'
import { normalisePlate } from '../../shared/declaration/normalise-plate.ts'
import { OWN_VEHICLES } from '../../shared/declaration/vocabulary.ts'
import type { CrossingId, PassageId } from '../../shared/ids.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { type AskedAboard, crossingOfDriver, type OpenCrossing, withMark, withPassenger } from './open-crossing.ts'

/** No vehicle is checked for as long: one that is still open was forgotten, and whoever comes is hardly of it. */
export const FORGOTTEN_AFTER_MS = 2 * HOUR_MS
/** Whoever nobody answered about for as long has gone on. */
const ASKED_FOR_MS = 15 * MINUTE_MS

export type AboardAnswer = 'same' | 'another'

export function isLeftOpen({ startedAt, confirmedAt }: Pick<OpenCrossing, 'startedAt' | 'confirmedAt'>, now: EpochMs): boolean {
  return now - (confirmedAt ?? startedAt) > FORGOTTEN_AFTER_MS
}

/** Both plates are known, and the one declared is neither the vehicle's nor its trailer's. */
export function isAnotherPlate({ plate, trailerPlate }: Pick<OpenCrossing, 'plate' | 'trailerPlate'>, travel: Travel | null): boolean {
  const declared = normalisePlate(travel?.plate ?? '')
  return plate !== null && declared !== '' && declared !== normalisePlate(plate) && declared !== normalisePlate(trailerPlate ?? '')
}

/** Not aboard until the officer says so. */
export function withAsked(open: OpenCrossing, who: AskedAboard): OpenCrossing {
  const others = (open.asked ?? []).filter(({ passage, at }) => passage !== who.passage && who.at - at <= ASKED_FOR_MS)
  return { ...open, asked: [...others, who] }
}

export function withoutAsked(open: OpenCrossing, passage: PassageId): OpenCrossing {
  return open.asked ? { ...open, asked: open.asked.filter((who) => who.passage !== passage) } : open
}

/** Of a vehicle that was left open all are meant who named no other plate: the question was the same for each. */
export function seatAsked(open: OpenCrossing, about: PassageId, now: EpochMs): OpenCrossing {
  const leftOpen = isLeftOpen(open, now)
  const meant = (open.asked ?? []).filter((who) => who.passage === about || (leftOpen && !isAnotherPlate(open, who.travel)))
  const seated = meant.reduce((so, who) => withoutAsked(boarded(so, who), who.passage), open)
  return leftOpen ? { ...seated, confirmedAt: now } : seated
}

/** A vehicle of those who were asked about: the first says which plate it has, and how many are in it. */
export function crossingOfAsked(
  crossing: CrossingId,
  lane: Lane,
  by: { readonly startedAt: EpochMs; readonly who: readonly AskedAboard[] },
): OpenCrossing {
  const travel = by.who.find(({ travel }) => travel !== null && OWN_VEHICLES.includes(travel.means) && travel.plate !== undefined)?.travel
  const begun = crossingOfDriver(crossing, lane, { startedAt: by.startedAt, personsAboard: travel?.personsAboard ?? 1 })
  return by.who.reduce(boarded, { ...begun, personsDeclared: travel?.personsAboard ?? null })
}

function boarded(open: OpenCrossing, { passage, travel, mark }: AskedAboard): OpenCrossing {
  return withMark(withPassenger(open, passage, travel), passage, mark)
}
