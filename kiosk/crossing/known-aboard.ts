import type { CredentialId, CrossingId } from '../../shared/ids.ts'
import type { RecordedVerdict } from '../../shared/passage/records.ts'
import { recordVerdict } from '../../shared/rules/record-verdict.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { aboardFinding } from '../scan/kiosk-findings.ts'
import type { PassageView, Reading, Step } from '../scan/passage-view.ts'
import { holderOf } from '../scan/presented.ts'
import type { Situation } from '../scan/situation.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import { openCrossings } from './close-crossing.ts'

/**
 * By what somebody aboard is known again: as a second use is, and by a proof that names its holder or a code that has
 * ended. A vehicle's pass is shown for everybody, and what did not open may be anybody's.
 */
export function seatMark(reading: Reading, mark: CredentialId | null): CredentialId | null {
  if (mark !== null) return mark
  if (reading.kind === 'unreadable') return reading.ended?.id ?? null
  return reading.kind === 'credential' && holderOf(reading) !== null ? reading.credential.id : null
}

export interface Seat {
  readonly crossing: CrossingId
  readonly local: LocalPassage
}

/** Whoever sits in the vehicle being scanned already: held up again it is the same person, not one more. */
export async function knownAboard(
  deps: Pick<StationDeps, 'store'>,
  { lane }: Pick<Situation, 'lane'>,
  mark: CredentialId | null,
): Promise<Seat | null> {
  const [current] = mark === null ? [] : await openCrossings(deps)
  if (mark === null || current?.direction !== lane.direction) return null
  const seat = current.marks?.find((known) => known.mark === mark && current.passages.includes(known.passage))
  const local = seat
    ? await deps.store.passage(seat.passage)
    : (await deps.store.passagesOf(mark)).find(({ passage }) => current.passages.includes(passage))
  return local ? { crossing: current.crossing, local } : null
}

/**
 * The answer that waits, as its records have it. What was seen or joined before a restart is gone from memory: judged without it the
 * answer could be milder, so one that comes out otherwise is not shown as judged.
 */
export function viewOfSeat(judged: PassageView, { crossing, local }: Seat): PassageView {
  const { verdict, lane } = local
  // A green one of which nobody knows why it waits may have been taken back by hand: then only a hand gives it again.
  const step: Step = { kind: 'open', because: local.waits ?? (verdict.outcome === 'admit' ? 'annulled' : 'verdict') }
  const whole = { ...judged, crossing, step, lane: lane === judged.lane.id ? judged.lane : { ...judged.lane, id: lane } }
  if (sameReasons(recordVerdict(judged.verdict), verdict)) return whole
  const outcome = verdict.outcome === 'admit' ? 'refer' : verdict.outcome
  return { ...whole, reading: { kind: 'fault' }, verdict: { outcome, reasons: [aboardFinding()], duties: verdict.duties } }
}

function sameReasons(a: RecordedVerdict, b: RecordedVerdict): boolean {
  return a.outcome === b.outcome && a.reasons.map(({ ruleId }) => ruleId).join() === b.reasons.map(({ ruleId }) => ruleId).join()
}
