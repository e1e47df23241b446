import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Bucket, bucketKey, bucketsOf } from '../../shared/flow/flow.ts'
import { type CountedPassage, countRecord } from '../../shared/passage/count-record.ts'
import { passageOf } from '../../shared/passage/passage-state.ts'
import type { RecordBody } from '../../shared/passage/records.ts'
import { DEFAULT_ZONE, type ZoneName } from '../../shared/time.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import { parseRecordValue } from '../sync/parse-record-value.ts'
import { bucketOf } from './read-flow.ts'

/** Rows held in memory at once. */
const PAGE = 500

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

/**
 * Counts every record of every log anew and compares with the counters, minute and day. One checkpoint after the other: a
 * short transaction notes its counters and where its logs end at that moment, and the records up to there, which nothing
 * changes any more, are then read in pages, so that boards and kiosks are answered meanwhile.
 */
export async function recount({ read }: Pick<Storage, 'read'>, zone: ZoneName = DEFAULT_ZONE): Promise<Recount> {
  let whole: Recount = { records: 0, persons: 0, mismatches: [] }
  for (const checkpoint of await countedCheckpoints(read)) {
    const one = await recountCheckpoint(read, checkpoint, zone)
    whole = {
      records: whole.records + one.records,
      persons: whole.persons + one.persons,
      mismatches: [...whole.mismatches, ...one.mismatches],
    }
  }
  return whole
}

async function countedCheckpoints(read: Storage['read']): Promise<readonly string[]> {
  const logs = read.selectFrom('log_progress').select('checkpoint_id')
  const rows = await logs.union(read.selectFrom('flow').select('checkpoint_id')).execute()
  return rows.map((row) => row.checkpoint_id).sort()
}

async function recountCheckpoint(read: Storage['read'], checkpoint: string, zone: ZoneName): Promise<Recount> {
  const { logs, stored } = await read.transaction().execute(async (tx) => ({
    logs: await tx.selectFrom('log_progress').selectAll().where('checkpoint_id', '=', checkpoint).execute(),
    stored: await tx.selectFrom('flow').selectAll().where('checkpoint_id', '=', checkpoint).execute(),
  }))
  const fold = foldRecords(zone)
  for (const log of logs) {
    let after = 0
    while (after < log.stored_seq) {
      const page = await readPage(read, log, after)
      for (const row of page) fold.add(row)
      after = page.at(-1)?.seq ?? log.stored_seq
      await nextTurn()
    }
  }
  return { records: fold.records(), persons: fold.persons(), mismatches: mismatchesBetween(fold.counters, stored) }
}

const COLUMNS = ['checkpoint_id', 'kiosk_id', 'epoch', 'seq', 'occurred_at', 'received_at', 'body', 'parked'] as const
type RecordRow = Pick<Tables['record'], (typeof COLUMNS)[number]>

function readPage(read: Storage['read'], log: Tables['log_progress'], after: number): Promise<readonly RecordRow[]> {
  return read
    .selectFrom('record')
    .select(COLUMNS)
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', '>', after)
    .where('seq', '<=', log.stored_seq)
    .orderBy('seq')
    .limit(PAGE)
    .execute()
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
  let passages = new Map<string, CountedPassage>()
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
    const times = { occurredAt: row.occurred_at, receivedAt: row.received_at }
    const step = countRecord(passage === null ? null : (passages.get(passage) ?? null), value, times)
    if (passage !== null && step.passage) passages.set(passage, step.passage)
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
