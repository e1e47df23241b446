import type { KioskId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ZoneName } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import { noteStored } from '../adjudication/log-progress.ts'
import type { Clock } from '../clock.ts'
import { contactOf } from '../kiosks/contact.ts'
import { type KioskLog, type LogProgress, lockKioskLog, movePastLog } from '../kiosks/kiosk-log.ts'
import { noteLost } from '../kiosks/log-gaps.ts'
import { keepFromStolen } from '../kiosks/stolen-tail.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import type { Arrived } from './arrived-batch.ts'
import type { IncomingRecord, IncomingSync } from './parse-sync-request.ts'
import { planIngest } from './plan-ingest.ts'
import { type LogKey, project, storeFlow, storePassages } from './project-records.ts'
import { setAside } from './set-aside.ts'
import type { SyncFault } from './sync-refusal.ts'

export interface Ingested {
  readonly acked: { readonly seq: number; readonly hash: Hash }
  /** Records of this request that lie aside unread. */
  readonly parked: readonly number[]
  /** New here. */
  readonly stored: number
  readonly which: KioskLog['which']
  /** Taken, counted, and the last there will be: the tablet is out of service. */
  readonly isRetired: boolean
}

export interface IngestInput {
  readonly request: IncomingSync
  readonly clock: Clock
  readonly zone: ZoneName
  /** Epoch whose key signed, where that is not the present one's. */
  readonly signedEpoch?: number | null
}

/**
 * Takes the next records of one kiosk's log, each exactly once, in eight statements however many there are. A refusal
 * stores nothing, except that a fork is kept aside. Records need at most 200 x 12 variables and counters 400 x 10, below
 * SQLite's 32,766, because the wire allows no longer batch.
 */
export async function ingestBatch(
  tx: Tx,
  kiosk: KioskId,
  { request, clock, zone, signedEpoch = null }: IngestInput,
): Promise<Result<Ingested, SyncFault>> {
  const found = await lockKioskLog(tx, kiosk, signedEpoch)
  if (!found) return err({ error: 'kiosk-unknown' })
  const { row } = found
  const log = { checkpoint_id: row.checkpoint_id, kiosk_id: row.kiosk_id, epoch: row.epoch }
  const held = await heldHashes(tx, log, request)
  const arrived = { ...found, log, request, held, now: clock.now() }
  const plan = planIngest(arrived)
  switch (plan.kind) {
    case 'refuse':
      return err(plan.fault)
    case 'keep-from-stolen':
      return err(await keepFromStolen(tx, arrived))
    case 'set-aside':
      return err(await setAside(tx, arrived, plan.seq))
    case 'take':
      return ok(await store(tx, arrived, { fresh: plan.fresh, zone }))
  }
}

async function heldHashes(tx: Tx, log: LogKey, request: IncomingSync): Promise<ReadonlyMap<number, Hash>> {
  const from = request.records[0]?.header.seq ?? request.head.seq
  const to = request.records.at(-1)?.header.seq ?? request.head.seq
  const rows = await tx
    .selectFrom('record')
    .select(['seq', 'hash'])
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .execute()
  return new Map(rows.map((row) => [row.seq, row.hash]))
}

interface Fresh {
  readonly fresh: readonly IncomingRecord[]
  readonly zone: ZoneName
}

async function store(tx: Tx, arrived: Arrived, { fresh, zone }: Fresh): Promise<Ingested> {
  const { row, log, request, now, which } = arrived
  const projection = await project(tx, { log, records: fresh, receivedAt: now })
  if (fresh.length > 0) {
    const rows = fresh.map((record) => recordRow(log, record, { now, oddity: projection.oddities.get(record.header.seq) ?? null }))
    const done = await tx
      .insertInto('record')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    // The locked row and the look-up above leave no room for another writer; counting a record twice must be impossible.
    if (Number(done.numInsertedOrUpdatedRows) !== rows.length) throw new Error('a record that was new a moment ago is stored already')
  }
  await storePassages(tx, projection.passages)
  await noteStored(tx, log, fresh)
  await storeFlow(tx, row.checkpoint_id, projection.changes, zone)
  const last = fresh.at(-1)
  const acked = last ? { seq: last.header.seq, hash: last.hash } : { seq: row.acked_seq, hash: row.acked_hash }
  const progress = { acked, headSeq: request.head.seq, lastRecordAt: lastClock(fresh) ?? row.last_record_at }
  if (which === 'past') await movePastLog(tx, row, progress)
  else await updateKiosk(tx, arrived, progress)
  await noteLost(tx, log, { records: fresh, now })
  const parked = request.records.filter((record) => record.parked !== null).map((record) => record.header.seq)
  return { acked, parked, stored: fresh.length, which, isRetired: row.state === 'revoked' }
}

function recordRow(log: LogKey, record: IncomingRecord, more: { readonly now: EpochMs; readonly oddity: string | null }): Tables['record'] {
  const { header, hash, bodyText, parked } = record
  return {
    ...log,
    seq: header.seq,
    kind: header.kind,
    occurred_at: Number.isSafeInteger(header.occurredAt) ? header.occurredAt : more.now,
    received_at: more.now,
    hash,
    header: JSON.stringify(header),
    body: bodyText,
    parked,
    oddity: more.oddity,
  }
}

function lastClock(fresh: readonly IncomingRecord[]): EpochMs | null {
  return fresh.findLast((record) => record.parked !== 'clock-impossible')?.header.occurredAt ?? null
}

async function updateKiosk(tx: Tx, { row, request, now }: Arrived, { acked, lastRecordAt }: LogProgress): Promise<void> {
  const head = { acked_seq: acked.seq, acked_hash: acked.hash, last_record_at: lastRecordAt }
  await tx
    .updateTable('kiosk')
    .set({ ...head, ...contactOf(row, { request, now, ackedSeq: acked.seq }) })
    .where('kiosk_id', '=', row.kiosk_id)
    .execute()
}
