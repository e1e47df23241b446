import type { Checkpoint, Direction } from '../checkpoints/checkpoint.ts'
import { letsThrough } from '../passage/lets-through.ts'
import type { Bucket } from './flow.ts'

/** The line of a border gate that is passed last, and where the way through is decided. */
const LAST_LINE: { readonly [way in Direction]: 'outer' | 'inner' } = { entry: 'inner', exit: 'outer' }

/** Ways through a border gate on which two lines are passed one after the other. */
export function waysWithTwoLines({ lanes }: Pick<Checkpoint, 'lanes'>): readonly Direction[] {
  return (['entry', 'exit'] as const).filter((way) => {
    const lines = new Set(lanes.flatMap(({ direction, line }) => (direction === way && line !== undefined ? [line] : [])))
    return lines.size === 2
  })
}

/**
 * The counters that a checkpoint's totals add up. Whoever goes through two lines is counted at the last; whoever the first
 * one stops goes no further and is counted there. Counters themselves are kept lane by lane, as every decision made them.
 */
export function countedOnce<T extends Pick<Bucket, 'lane' | 'direction' | 'outcome'>>(
  buckets: readonly T[],
  checkpoint: Pick<Checkpoint, 'lanes'>,
): readonly T[] {
  const ways = waysWithTwoLines(checkpoint)
  if (ways.length === 0) return buckets
  const lineOf = new Map(checkpoint.lanes.map(({ id, line }) => [id, line]))
  return buckets.filter(({ lane, direction, outcome }) => {
    const line = lineOf.get(lane)
    return !ways.includes(direction) || line === undefined || line === LAST_LINE[direction] || !letsThrough(outcome)
  })
}
