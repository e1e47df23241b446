import type { PlaceCode } from '../../shared/areas/place.ts'
import type { Bucket } from '../../shared/flow/flow.ts'
import { type BoardTime, daysOf } from './totals.ts'

export interface OriginCount {
  /** Null where nothing said where the journey began. */
  readonly origin: PlaceCode | null
  readonly persons: number
}

/** Where today's entries came from, most first; equals keep the order of their codes, so that rows do not jump. */
export function originsToday(buckets: readonly Bucket[], time: BoardTime): readonly OriginCount[] {
  const persons = new Map<PlaceCode | null, number>()
  for (const bucket of daysOf(buckets, time)) {
    if (bucket.direction === 'entry') persons.set(bucket.origin, (persons.get(bucket.origin) ?? 0) + bucket.persons)
  }
  const counts = [...persons].map(([origin, count]) => ({ origin, persons: count })).filter((count) => count.persons > 0)
  return counts.sort((a, b) => b.persons - a.persons || (a.origin ?? '~').localeCompare(b.origin ?? '~', 'en'))
}
