import type { PlaceCode } from '../areas/place.ts'
import type { Direction } from '../checkpoints/checkpoint.ts'
import type { CheckpointId, LaneId } from '../ids.ts'
import type { FlowChange } from '../passage/passage-state.ts'
import type { Outcome } from '../rules/verdict.ts'
import { localDateAt, startOfLocalDate, type ZoneName } from '../time.ts'
import type { EpochMs } from '../units.ts'

/** Counters are kept by the minute, and by the local day so that a board never adds up minutes. */
export const GRAINS = ['minute', 'day'] as const
export type Grain = (typeof GRAINS)[number]

/** One counter of one checkpoint. `slotAt` is the start of its minute or local day. Values, never +1s. */
export interface Bucket {
  readonly grain: Grain
  readonly slotAt: EpochMs
  readonly lane: LaneId
  readonly direction: Direction
  readonly outcome: Outcome
  readonly origin: PlaceCode | null
  readonly persons: number
  readonly vehicles: number
}

/** All that a board needs of one checkpoint: today's day buckets and the last hour's minutes, true at `rev`. */
export interface CheckpointFlow {
  readonly checkpoint: CheckpointId
  readonly rev: number
  readonly buckets: readonly Bucket[]
}

/** Holds every counter that moved after `fromRev`: applies to a board that stands there or later; an older one fetches that checkpoint again. */
export interface FlowPush {
  readonly checkpoint: CheckpointId
  readonly fromRev: number
  readonly toRev: number
  readonly buckets: readonly Bucket[]
}

export function bucketKey(bucket: Omit<Bucket, 'persons' | 'vehicles'>): string {
  return [bucket.grain, bucket.slotAt, bucket.lane, bucket.direction, bucket.outcome, bucket.origin ?? ''].join('|')
}

/** The counters that one change moves: its minute's and its local day's. */
export function bucketsOf(change: FlowChange, zone: ZoneName): readonly Bucket[] {
  const { minuteAt, ...rest } = change
  const dayAt = startOfLocalDate(localDateAt(minuteAt, zone), zone)
  return [
    { ...rest, grain: 'minute', slotAt: minuteAt },
    { ...rest, grain: 'day', slotAt: dayAt },
  ]
}

/** Adds up changes into one amount per counter, in the order first touched. Counters whose amount is zero stay: their rev moves. */
export function sumBuckets(amounts: readonly Bucket[]): readonly Bucket[] {
  const byKey = new Map<string, Bucket>()
  for (const amount of amounts) {
    const key = bucketKey(amount)
    const sum = byKey.get(key)
    byKey.set(key, sum ? { ...sum, persons: sum.persons + amount.persons, vehicles: sum.vehicles + amount.vehicles } : amount)
  }
  return [...byKey.values()]
}

/**
 * The board's step: null when something lies between and the checkpoint must be fetched again. A push it already has
 * changes nothing; one that begins before the board's rev applies, because values are not added up.
 */
export function applyPush(flow: CheckpointFlow, push: FlowPush): CheckpointFlow | null {
  if (push.toRev <= flow.rev) return flow
  if (push.fromRev > flow.rev) return null
  const byKey = new Map(flow.buckets.map((bucket) => [bucketKey(bucket), bucket]))
  for (const bucket of push.buckets) byKey.set(bucketKey(bucket), bucket)
  return { checkpoint: flow.checkpoint, rev: push.toRev, buckets: [...byKey.values()] }
}
