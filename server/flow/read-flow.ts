import { isPlaceCode } from '../../shared/areas/place.ts'
import { type Checkpoint, DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { type Bucket, type CheckpointFlow, type FlowPush, GRAINS } from '../../shared/flow/flow.ts'
import { countedOnce } from '../../shared/flow/gate-lines.ts'
import { asCheckpointId, asLaneId, type CheckpointId } from '../../shared/ids.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { localDateAt, startOfLocalDate, type ZoneName } from '../../shared/time.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'

type Reader = Storage['read']

/** How far back a board shows minutes. */
export const BOARD_MINUTES_MS = HOUR_MS

/**
 * What a board shows at one moment: day counters from today on, minute counters of the last hour on. Open to the future,
 * because a kiosk's clock may run ahead: what time will bring into view was pushed before.
 */
export interface BoardWindow {
  readonly dayFrom: EpochMs
  readonly minuteFrom: EpochMs
}

export function windowAt(now: EpochMs, zone: ZoneName): BoardWindow {
  return { dayFrom: startOfLocalDate(localDateAt(now, zone), zone), minuteFrom: now - BOARD_MINUTES_MS }
}

/** Rev by checkpoint; a checkpoint that has counted nothing yet is not in it. */
export async function readRevs(read: Reader): Promise<ReadonlyMap<CheckpointId, number>> {
  const rows = await read.selectFrom('flow_rev').selectAll().execute()
  return new Map(rows.map((row) => [asCheckpointId(row.checkpoint_id), row.rev]))
}

/** Rev and counters of one moment. */
export async function readFlow(read: Reader, checkpoint: CheckpointId, window: BoardWindow): Promise<CheckpointFlow> {
  const { toRev, buckets } = await readSince(read, { checkpoint, fromRev: 0 }, window)
  return { checkpoint, rev: toRev, buckets }
}

/** Every counter in view that moved after `fromRev`, with its value now. */
export async function readPush(read: Reader, from: Pick<FlowPush, 'checkpoint' | 'fromRev'>, window: BoardWindow): Promise<FlowPush> {
  return { ...from, ...(await readSince(read, from, window)) }
}

type Since = Pick<FlowPush, 'toRev' | 'buckets'>

async function readSince(read: Reader, { checkpoint, fromRev }: Pick<FlowPush, 'checkpoint' | 'fromRev'>, window: BoardWindow): Promise<Since> {
  return read.transaction().execute(async (tx) => {
    const rev = await tx.selectFrom('flow_rev').select('rev').where('checkpoint_id', '=', checkpoint).executeTakeFirst()
    const rows = await tx
      .selectFrom('flow')
      .selectAll()
      .where('checkpoint_id', '=', checkpoint)
      .where('rev', '>', fromRev)
      .where((eb) =>
        eb.or([
          eb.and([eb('grain', '=', 'day'), eb('slot_at', '>=', window.dayFrom)]),
          eb.and([eb('grain', '=', 'minute'), eb('slot_at', '>=', window.minuteFrom)]),
        ]),
      )
      .execute()
    return { toRev: rev?.rev ?? 0, buckets: rows.map(bucketOf) }
  })
}

/** Minutes from `from` up to and with `to`, all origins in one, each person of a two-line gate once. */
export async function minutesCountedOnce(
  read: Reader,
  checkpoint: Pick<Checkpoint, 'id' | 'lanes'>,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): Promise<readonly Bucket[]> {
  const rows = await read
    .selectFrom('flow')
    .select(({ fn }) => ['slot_at', 'lane', 'direction', 'outcome', fn.sum<number>('persons').as('persons')])
    .where('checkpoint_id', '=', checkpoint.id)
    .where('grain', '=', 'minute')
    .where('slot_at', '>=', from)
    .where('slot_at', '<=', to)
    .groupBy(['slot_at', 'lane', 'direction', 'outcome'])
    .execute()
  const whole = { checkpoint_id: checkpoint.id, grain: 'minute', origin: '', vehicles: 0, rev: 0 } as const
  return countedOnce(
    // PostgreSQL says a sum as text.
    rows.map((row) => bucketOf({ ...whole, ...row, persons: Number(row.persons) })),
    checkpoint,
  )
}

/** Written by this server only; a word it does not know means that a newer version wrote it. */
export function bucketOf(row: Tables['flow']): Bucket {
  const grain = GRAINS.find((known) => known === row.grain)
  const direction = DIRECTIONS.find((known) => known === row.direction)
  const outcome = OUTCOMES.find((known) => known === row.outcome)
  if (!grain || !direction || !outcome) throw new Error(`a counter that nobody here can read: ${row.grain} ${row.direction} ${row.outcome}`)
  const origin = isPlaceCode(row.origin) ? row.origin : null
  return { grain, slotAt: row.slot_at, lane: asLaneId(row.lane), direction, outcome, origin, persons: row.persons, vehicles: row.vehicles }
}
