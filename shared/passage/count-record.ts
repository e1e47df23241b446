import { PAPER_KEYED_WITHIN_MS } from '../paper/paper-form.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import { applyRecord, type PassageState, type Step } from './passage-state.ts'
import type { BodyValue } from './records.ts'

/** A passage as the server holds it: beside its state, at what time its decision was counted. */
export interface CountedPassage {
  readonly state: PassageState
  readonly countedAt: EpochMs | null
}

export interface RecordTimes {
  readonly occurredAt: EpochMs
  readonly receivedAt: EpochMs
}

export interface CountedStep extends Pick<Step, 'change' | 'oddity'> {
  readonly passage: CountedPassage | null
}

/**
 * As `applyRecord`, for ingest and recount: nothing counts for a minute that had not come when it arrived, whatever a
 * tablet's clock said. An annulment takes back from the minute in which its decision was counted.
 */
export function countRecord(before: CountedPassage | null, value: BodyValue, { occurredAt, receivedAt }: RecordTimes): CountedStep {
  const { state, change, oddity } = applyRecord(before?.state ?? null, value, occurredAt)
  const arrived = Math.min(happenedAt(value, occurredAt), receivedAt)
  const countedAt = value.kind === 'annul' ? (before?.countedAt ?? arrived) : arrived
  const passage = state && { state, countedAt: state.decided === null ? null : change === null ? (before?.countedAt ?? null) : countedAt }
  return { passage, change: change && { ...change, minuteAt: minuteOf(countedAt) }, oddity }
}

/**
 * A paper counts in the minute in which its writer let the person go on, so that the hours of an outage have the people that
 * they had. A hand-written date further off than papers are taken moves no other day: then it counts when it was keyed.
 */
function happenedAt(value: BodyValue, occurredAt: EpochMs): EpochMs {
  if (value.kind !== 'decision' || value.writtenAt === undefined) return occurredAt
  const { writtenAt } = value
  return writtenAt <= occurredAt && occurredAt - writtenAt <= PAPER_KEYED_WITHIN_MS ? writtenAt : occurredAt
}

function minuteOf(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS
}
