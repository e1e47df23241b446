import type { PlaceCode } from '../areas/place.ts'
import type { Direction } from '../checkpoints/checkpoint.ts'
import type { LaneId, PassageId } from '../ids.ts'
import type { Outcome } from '../rules/verdict.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import { ANNUL_WITHIN_MS, type BodyValue } from './records.ts'

/** What is known of one passage from the records so far. */
export interface PassageState {
  readonly passage: PassageId
  readonly decided: null | {
    readonly outcome: Outcome
    readonly lane: LaneId
    readonly direction: Direction
    readonly origin: PlaceCode | null
    readonly decidedAt: EpochMs
  }
}

/** One change of the counters: `persons` or `vehicles` is +1, -1 or a head-count of vehicles. */
export interface FlowChange {
  readonly lane: LaneId
  readonly direction: Direction
  readonly outcome: Outcome
  readonly origin: PlaceCode | null
  /** Start of the minute of the decision, also for the annulment that takes it back. */
  readonly minuteAt: EpochMs
  readonly persons: number
  readonly vehicles: number
}

/** Why a record changed no counter though its kind usually does. Kept and shown; the record itself stands. */
export type Oddity = 'decided-twice' | 'annul-without-decision' | 'annul-too-late'

export interface Step {
  readonly state: PassageState | null
  readonly change: FlowChange | null
  readonly oddity: Oddity | null
}

/** The passage that a record speaks of, or null for records about the kiosk or a group. */
export function passageOf(value: BodyValue): PassageId | null {
  return value.kind === 'scan' || value.kind === 'observation' || value.kind === 'decision' || value.kind === 'annul' ? value.passage : null
}

/**
 * Counts count decisions. Applied to each record of one kiosk in the order of its log, by ingest, recount and the
 * simulators alike; `state` is that of the passage the record speaks of, null before its first record.
 */
export function applyRecord(state: PassageState | null, value: BodyValue, occurredAt: EpochMs): Step {
  switch (value.kind) {
    case 'decision':
      return decide(state, value, occurredAt)
    case 'annul':
      return annul(state, occurredAt)
    case 'crossing':
      return { state: null, change: crossingChange(value, occurredAt), oddity: null }
    case 'scan':
    case 'observation':
      return { state: state ?? { passage: value.passage, decided: null }, change: null, oddity: null }
    default:
      return { state: null, change: null, oddity: null }
  }
}

function decide(state: PassageState | null, value: BodyValue & { kind: 'decision' }, occurredAt: EpochMs): Step {
  if (state?.decided) return { state, change: null, oddity: 'decided-twice' }
  const { passage, outcome, lane, direction, origin } = value
  const decided = { outcome, lane, direction, origin, decidedAt: occurredAt }
  return { state: { passage, decided }, change: personChange(decided, 1), oddity: null }
}

function annul(state: PassageState | null, occurredAt: EpochMs): Step {
  if (!state?.decided) return { state, change: null, oddity: 'annul-without-decision' }
  if (occurredAt - state.decided.decidedAt > ANNUL_WITHIN_MS) return { state, change: null, oddity: 'annul-too-late' }
  return { state: { ...state, decided: null }, change: personChange(state.decided, -1), oddity: null }
}

function personChange(decided: NonNullable<PassageState['decided']>, persons: 1 | -1): FlowChange {
  const { lane, direction, outcome, origin, decidedAt } = decided
  return { lane, direction, outcome, origin, minuteAt: minuteOf(decidedAt), persons, vehicles: 0 }
}

function crossingChange(value: BodyValue & { kind: 'crossing' }, occurredAt: EpochMs): FlowChange | null {
  if (value.vehicles === 0) return null
  const { lane, direction, outcome, origin, vehicles } = value
  return { lane, direction, outcome, origin, minuteAt: minuteOf(occurredAt), persons: 0, vehicles }
}

function minuteOf(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS
}
