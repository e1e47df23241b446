import { sql } from 'kysely'
import { isPlaceCode } from '../../shared/areas/place.ts'
import { DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { type Bucket, bucketsOf, sumBuckets } from '../../shared/flow/flow.ts'
import { asLaneId, type PassageId } from '../../shared/ids.ts'
import { type CountedPassage, countRecord } from '../../shared/passage/count-record.ts'
import { type FlowChange, type Oddity, passageOf } from '../../shared/passage/passage-state.ts'
import type { BodyValue } from '../../shared/passage/records.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import type { ZoneName } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import type { IncomingRecord } from './parse-sync-request.ts'

/** Whose log: the first columns of every key. */
export interface LogKey {
  readonly checkpoint_id: string
  readonly kiosk_id: string
  readonly epoch: number
}

export interface Projection {
  readonly passages: readonly PassageRow[]
  readonly changes: readonly FlowChange[]
  readonly oddities: ReadonlyMap<number, Oddity>
}

export type PassageRow = Tables['passage']

export interface NewRecords {
  readonly log: LogKey
  readonly records: readonly IncomingRecord[]
  readonly receivedAt: EpochMs
}

/** What new records, in the order of their log, make of the passages they speak of. Parked ones change nothing. */
export async function project(tx: Tx, fresh: NewRecords): Promise<Projection> {
  return projectRecords(await passagesBefore(tx, fresh.log, fresh.records), fresh)
}

/** The same without a database: `before` holds the rows of all passages that the records speak of. */
export function projectRecords(before: ReadonlyMap<string, PassageRow>, { log, records, receivedAt }: NewRecords): Projection {
  const rows = new Map(before)
  const touched = new Map<string, PassageRow>()
  const changes: FlowChange[] = []
  const oddities = new Map<number, Oddity>()
  for (const { value, header } of records) {
    if (value === null) continue
    const passage = passageOf(value)
    const row = passage === null ? null : (rows.get(passage) ?? newPassage(log, passage))
    const step = countRecord(row && passage ? stateOf(row, passage) : null, value, { occurredAt: header.occurredAt, receivedAt })
    if (step.change) changes.push(step.change)
    if (step.oddity) oddities.set(header.seq, step.oddity)
    // An annulment or decision that moves nothing is still a record of its passage.
    if (!row) continue
    const moved = step.passage ? columnsOf(step.passage) : {}
    const next = {
      ...row,
      ...moved,
      credential_id: credentialIn(value) ?? joinedIn(value, row.credential_id) ?? row.credential_id,
      record_seqs: withSeq(row.record_seqs, header.seq),
    }
    rows.set(row.passage_id, next)
    touched.set(row.passage_id, next)
  }
  return { passages: [...touched.values()], changes, oddities }
}

/**
 * A busy passage has a few dozen. A tablet that writes more of one to keep everybody busy has the rest counted, as all
 * records are, but nobody looks them up by their passage.
 */
export const MOST_RECORDS_LINKED = 500

/** Ascending, because a log comes in order. */
function withSeq(seqs: string, seq: number): string {
  if (seqs === '[]') return `[${seq}]`
  return seqs.split(',').length < MOST_RECORDS_LINKED ? `${seqs.slice(0, -1)},${seq}]` : seqs
}

async function passagesBefore(tx: Tx, log: LogKey, records: readonly IncomingRecord[]): Promise<Map<string, PassageRow>> {
  const ids = new Set(records.flatMap(({ value }) => (value === null ? [] : (passageOf(value) ?? []))))
  if (ids.size === 0) return new Map()
  const rows = await tx
    .selectFrom('passage')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('passage_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.passage_id, row]))
}

export async function storePassages(tx: Tx, passages: readonly PassageRow[]): Promise<void> {
  if (passages.length === 0) return
  await tx
    .insertInto('passage')
    .values([...passages])
    .onConflict((on) =>
      on.columns(['checkpoint_id', 'kiosk_id', 'epoch', 'passage_id']).doUpdateSet((eb) => ({
        credential_id: eb.ref('excluded.credential_id'),
        outcome: eb.ref('excluded.outcome'),
        lane: eb.ref('excluded.lane'),
        direction: eb.ref('excluded.direction'),
        origin: eb.ref('excluded.origin'),
        decided_at: eb.ref('excluded.decided_at'),
        record_seqs: eb.ref('excluded.record_seqs'),
        counted_at: eb.ref('excluded.counted_at'),
      })),
    )
    .execute()
}

/** The new rev comes from the checkpoint's own row, which stays locked until the commit: two kiosks never share one. */
export async function storeFlow(tx: Tx, checkpoint: string, changes: readonly FlowChange[], zone: ZoneName): Promise<void> {
  if (changes.length === 0) return
  const { rev } = await tx
    .insertInto('flow_rev')
    .values({ checkpoint_id: checkpoint, rev: 1 })
    .onConflict((on) => on.column('checkpoint_id').doUpdateSet({ rev: sql<number>`flow_rev.rev + 1` }))
    .returning('rev')
    .executeTakeFirstOrThrow()
  const buckets = sumBuckets(changes.flatMap((change) => bucketsOf(change, zone)))
  await tx
    .insertInto('flow')
    .values(buckets.map((bucket) => flowRow(checkpoint, bucket, rev)))
    .onConflict((on) =>
      on.columns(['checkpoint_id', 'grain', 'slot_at', 'lane', 'direction', 'outcome', 'origin']).doUpdateSet({
        persons: sql<number>`flow.persons + excluded.persons`,
        vehicles: sql<number>`flow.vehicles + excluded.vehicles`,
        rev,
      }),
    )
    .execute()
}

function flowRow(checkpoint: string, bucket: Bucket, rev: number): Tables['flow'] {
  const { grain, slotAt, lane, direction, outcome, origin, persons, vehicles } = bucket
  return { checkpoint_id: checkpoint, grain, slot_at: slotAt, lane, direction, outcome, origin: origin ?? '', persons, vehicles, rev }
}

function newPassage(log: LogKey, passage: PassageId): PassageRow {
  const { checkpoint_id, kiosk_id, epoch } = log
  return { checkpoint_id, kiosk_id, epoch, passage_id: passage, credential_id: null, record_seqs: '[]', ...OPEN }
}

const OPEN = { outcome: null, lane: null, direction: null, origin: null, decided_at: null, counted_at: null }

function columnsOf({ state: { decided }, countedAt }: CountedPassage): Pick<PassageRow, keyof typeof OPEN> {
  if (!decided) return OPEN
  const { outcome, lane, direction, origin, decidedAt } = decided
  return { outcome, lane, direction, origin, decided_at: decidedAt, counted_at: countedAt }
}

function stateOf(row: PassageRow, passage: PassageId): CountedPassage {
  const outcome = OUTCOMES.find((known) => known === row.outcome)
  const direction = DIRECTIONS.find((known) => known === row.direction)
  if (!outcome || !direction || row.lane === null || row.decided_at === null) return { state: { passage, decided: null }, countedAt: null }
  const origin = isPlaceCode(row.origin) ? row.origin : null
  const decided = { outcome, direction, lane: asLaneId(row.lane), origin, decidedAt: row.decided_at }
  return { state: { passage, decided }, countedAt: row.counted_at ?? row.decided_at }
}

function credentialIn(value: BodyValue): string | null {
  if (value.kind !== 'scan') return null
  const { reading } = value
  if (reading.kind === 'short-code') return reading.credential
  // A vehicle's pass is nobody's: it may bring many through, one after the other.
  if (reading.kind === 'credential') return reading.type === 'vehicle-pass' ? null : reading.id
  return reading.kind === 'unreadable' ? reading.credential : null
}

/** A code held up after the card, or in the place of one that had ended. Else the first of a passage is its own, as on the tablet. */
function joinedIn(value: BodyValue, before: string | null): string | null {
  if (value.kind !== 'observation' || value.observed.kind !== 'document') return null
  const { document, credential, insteadOf } = value.observed
  if ((document !== 'credential' && document !== 'slip') || credential === undefined) return null
  return before === null || before === insteadOf ? credential : null
}
