import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointPage } from '../../shared/http/api.ts'
import type { QueueLength } from '../../shared/passage/observation.ts'
import type { Queue } from '../../shared/passage/records.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { minutesCountedOnce } from '../flow/read-flow.ts'
import { storedRecord } from '../sealing/stored-record.ts'
import type { Storage } from '../storage/storage.ts'

/** What a glance means by each button. */
const PERSONS: { readonly [length in QueueLength]: readonly [number, number] } = { none: [0, 5], '10': [5, 25], '50': [25, 75], more: [75, 150] }

/** A queue an hour ago says nothing about now. */
const SAID_WITHIN_MS = HOUR_MS
/** How fast it goes: over this long before now. */
const PACE_OVER_MS = 30 * MINUTE_MS
/** Taps of one hour at one checkpoint; nobody taps more often than each half minute. */
const MOST_TAPS = 120
const LONGEST_MINUTES = 240

/** The newest tap of each lane, divided by how many came through in the last half hour. Null where nobody tapped, or nobody came through a waiting queue. */
export async function expectedWait(
  { read }: Pick<Storage, 'read'>,
  checkpoint: Pick<Checkpoint, 'id' | 'lanes'>,
  now: EpochMs,
): Promise<CheckpointPage['waitMinutes']> {
  const rows = await read
    .selectFrom('record')
    .select(['header', 'body', 'occurred_at'])
    .where('checkpoint_id', '=', checkpoint.id)
    .where('kind', '=', 'queue')
    .where('occurred_at', '>', now - SAID_WITHIN_MS)
    .where('occurred_at', '<=', now)
    .orderBy('occurred_at', 'desc')
    .limit(MOST_TAPS)
    .execute()
  const newest = new Map<string, { readonly length: QueueLength; readonly at: EpochMs }>()
  for (const row of rows) {
    const tap = queueIn(row)
    if (tap && !newest.has(tap.lane)) newest.set(tap.lane, { length: tap.length, at: row.occurred_at })
  }
  const taps = [...newest.values()]
  if (taps.length === 0) return null
  const [fewest, most] = [0, 1].map((end) => taps.reduce((sum, { length }) => sum + (PERSONS[length][end] ?? 0), 0))
  const through = await minutesCountedOnce(read, checkpoint, { from: now - PACE_OVER_MS + 1, to: now })
  const persons = through.reduce((sum, bucket) => sum + bucket.persons, 0)
  const range = minutes(fewest ?? 0, most ?? 0, persons)
  return range && { ...range, saidAt: Math.max(...taps.map(({ at }) => at)) }
}

function queueIn(row: Parameters<typeof storedRecord>[0]): Queue | null {
  const body = storedRecord(row)?.body
  return body?.form === 'plain' && body.value.kind === 'queue' ? body.value : null
}

/** In steps of five minutes, outwards: nobody should think that it is known better. */
function minutes(fewest: number, most: number, persons: number): { readonly from: number; readonly to: number } | null {
  if (fewest === 0) return { from: 0, to: 5 }
  if (persons <= 0) return null
  const perPerson = PACE_OVER_MS / MINUTE_MS / persons
  const from = Math.floor((fewest * perPerson) / 5) * 5
  const to = Math.ceil((most * perPerson) / 5) * 5
  return { from: Math.min(from, LONGEST_MINUTES - 5), to: Math.min(Math.max(to, from + 5), LONGEST_MINUTES) }
}
