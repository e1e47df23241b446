/** A change on one axis: whole positions, the smaller the number the smaller the change. */
export interface Axis {
  /** Where answers may turn. The last one is tried whatever the others say. */
  readonly points: readonly number[]
  /** The largest position that is out of question: nothing at or under it is ever asked. */
  readonly below: number
}

/** The first good point, moved down to the first good position after the bad one before it. Null where no point is good. */
export function smallestGood({ points, below }: Axis, isGood: (position: number) => boolean): number | null {
  let bad = below
  for (const point of ascending(points)) {
    if (point <= bad) continue
    if (isGood(point)) return firstAfter(bad, point, isGood)
    bad = point
  }
  return null
}

/** The least good position between a bad and a good one. One question where the good one is the edge already. */
export function firstAfter(bad: number, good: number, isGood: (position: number) => boolean): number {
  if (good - bad <= 1 || !isGood(good - 1)) return good
  let low = bad
  let high = good - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isGood(middle)) high = middle
    else low = middle
  }
  return high
}

export function leastOver(bound: number, numbers: Iterable<number>): number | null {
  let least: number | null = null
  for (const number of numbers) if (number > bound && (least === null || number < least)) least = number
  return least
}

export function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
