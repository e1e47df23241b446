import { sql } from 'kysely'
import { type Bucket, bucketKey, bucketsOf } from '../../shared/flow/flow.ts'
import { applyRecord, type PassageState, passageOf } from '../../shared/passage/passage-state.ts'
import type { RecordBody } from '../../shared/passage/records.ts'
import { DEFAULT_ZONE, type ZoneName } from '../../shared/time.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import { parseRecordValue } from '../sync/parse-record-value.ts'
import { bucketOf } from './read-flow.ts'

/** Rows held in memory at once. */
const PAGE = 2000

export interface FlowMismatch {
  readonly checkpoint: string
  readonly bucket: Omit<Bucket, 'persons' | 'vehicles'>
  readonly counted: { readonly persons: number; readonly vehicles: number }
  readonly stored: { readonly persons: number; readonly vehicles: number }
}

export interface Recount {
  readonly records: number
  /** Persons by all decisions that stand. */
  readonly persons: number
  readonly mismatches: readonly FlowMismatch[]
}

/** Counts every record of every log anew and compares with the counters, minute and day. Reads one moment of the database. */
export async function recount({ read }: Pick<Storage, 'read'>, zone: ZoneName = DEFAULT_ZONE): Promise<Recount> {
  return read.transaction().execute(async (tx) => {
    const fold = foldRecords(zone)
    for (let page = await readPage(tx, null); page.length > 0; page = await readPage(tx, page.at(-1) ?? null)) for (const row of page) fold.add(row)
    const stored = await tx.selectFrom('flow').selectAll().execute()
    return { records: fold.records(), persons: fold.persons(), mismatches: mismatchesBetween(fold.counters, stored) }
  })
}

type RecordRow = Pick<Tables['record'], 'checkpoint_id' | 'kiosk_id' | 'epoch' | 'seq' | 'occurred_at' | 'body' | 'parked'>

async function readPage(tx: Storage['read'], after: RecordRow | null): Promise<readonly RecordRow[]> {
  const query = tx
    .selectFrom('record')
    .select(['checkpoint_id', 'kiosk_id', 'epoch', 'seq', 'occurred_at', 'body', 'parked'])
    .orderBy('checkpoint_id')
    .orderBy('kiosk_id')
    .orderBy('epoch')
    .orderBy('seq')
    .limit(PAGE)
  if (after === null) return query.execute()
  const { checkpoint_id, kiosk_id, epoch, seq } = after
  return query.where(sql<boolean>`(checkpoint_id, kiosk_id, epoch, seq) > (${checkpoint_id}, ${kiosk_id}, ${epoch}, ${seq})`).execute()
}

interface Counter {
  readonly checkpoint: string
  readonly bucket: Bucket
}

interface Fold {
  readonly add: (row: RecordRow) => void
  readonly records: () => number
  readonly persons: () => number
  readonly counters: ReadonlyMap<string, Counter>
}

function foldRecords(zone: ZoneName): Fold {
  const counters = new Map<string, Counter>()
  let passages = new Map<string, PassageState>()
  let log = ''
  let records = 0
  let persons = 0
  const add = (row: RecordRow): void => {
    records++
    const here = `${row.checkpoint_id}|${row.kiosk_id}|${row.epoch}`
    if (here !== log) passages = new Map()
    log = here
    const body: RecordBody = JSON.parse(row.body)
    // Bodies with personal data may be erased later; none of them counts anything.
    const value = row.parked === null && body.form === 'plain' ? parseRecordValue(body.value) : null
    if (value === null) return
    const passage = passageOf(value)
    const step = applyRecord(passage === null ? null : (passages.get(passage) ?? null), value, row.occurred_at)
    if (passage !== null && step.state) passages.set(passage, step.state)
    if (!step.change) return
    persons += step.change.persons
    for (const bucket of bucketsOf(step.change, zone)) addTo(counters, row.checkpoint_id, bucket)
  }
  return { add, records: () => records, persons: () => persons, counters }
}

function addTo(counters: Map<string, Counter>, checkpoint: string, amount: Bucket): void {
  const key = `${checkpoint}|${bucketKey(amount)}`
  const before = counters.get(key)?.bucket
  const persons = (before?.persons ?? 0) + amount.persons
  const vehicles = (before?.vehicles ?? 0) + amount.vehicles
  counters.set(key, { checkpoint, bucket: { ...amount, persons, vehicles } })
}

function mismatchesBetween(counters: ReadonlyMap<string, Counter>, rows: readonly Tables['flow'][]): readonly FlowMismatch[] {
  const stored = new Map(
    rows.map((row) => [`${row.checkpoint_id}|${bucketKey(bucketOf(row))}`, { checkpoint: row.checkpoint_id, bucket: bucketOf(row) }]),
  )
  return [...new Set([...counters.keys(), ...stored.keys()])].flatMap((key) => {
    const either = counters.get(key) ?? stored.get(key)
    if (!either) return []
    const counted = amountOf(counters.get(key))
    const held = amountOf(stored.get(key))
    if (counted.persons === held.persons && counted.vehicles === held.vehicles) return []
    const { grain, slotAt, lane, direction, outcome, origin } = either.bucket
    return [{ checkpoint: either.checkpoint, bucket: { grain, slotAt, lane, direction, outcome, origin }, counted, stored: held }]
  })
}

function amountOf(counter: Counter | undefined): { readonly persons: number; readonly vehicles: number } {
  return { persons: counter?.bucket.persons ?? 0, vehicles: counter?.bucket.vehicles ?? 0 }
}
