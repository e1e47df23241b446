import { type Bucket, bucketKey, type CheckpointFlow } from '../../shared/flow/flow.ts'

/** The day as fetched, with what the board has learnt since over it; the newer of the two wins where both have a counter. */
export function mergeBuckets(day: CheckpointFlow | null, live: CheckpointFlow): readonly Bucket[] {
  if (day === null) return live.buckets
  const [older, newer] = day.rev > live.rev ? [live, day] : [day, live]
  const byKey = new Map(older.buckets.map((bucket) => [bucketKey(bucket), bucket]))
  for (const bucket of newer.buckets) byKey.set(bucketKey(bucket), bucket)
  return [...byKey.values()]
}
