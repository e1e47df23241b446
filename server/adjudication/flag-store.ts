import { type Finding, FLAG_CLASSES, type FlagClass } from '../../shared/adjudication/finding.ts'
import type { FlagPage, FlagView } from '../../shared/http/flags.ts'
import { asCheckpointId, asKioskId, type CheckpointId, type StaffId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'

export interface FlagQuestion {
  readonly checkpoint: CheckpointId | null
  readonly class: FlagClass | null
  /** `open`: neither acknowledged nor withdrawn. */
  readonly state: 'open' | 'all'
  readonly before: string | null
}

const PAGE = 50

/** One page by keyset: as quick at the end of a long list as at its head. */
export async function readFlags(storage: Pick<Storage, 'read'>, question: FlagQuestion): Promise<FlagPage> {
  let query = storage.read
    .selectFrom('flag')
    .selectAll()
    .orderBy('raised_at', 'desc')
    .orderBy('flag_id', 'desc')
    .limit(PAGE + 1)
  const { before, checkpoint, state } = question
  if (checkpoint !== null) query = query.where('checkpoint_id', '=', checkpoint)
  if (question.class !== null) query = query.where('class', '=', question.class)
  if (state === 'open') query = query.where('acknowledged_at', 'is', null).where('withdrawn_at', 'is', null)
  if (before !== null) {
    const [at = '', id = ''] = before.split(' ')
    query = query.where((eb) => eb.or([eb('raised_at', '<', Number(at)), eb.and([eb('raised_at', '=', Number(at)), eb('flag_id', '<', id)])]))
  }
  const rows = await query.execute()
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    flags: page.map(viewOf),
    next: rows.length > PAGE && last ? `${last.raised_at} ${last.flag_id}` : null,
    open: await countOpenFlags(storage),
  }
}

export async function countOpenFlags({ read }: Pick<Storage, 'read'>): Promise<number> {
  const { open } = await read
    .selectFrom('flag')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('acknowledged_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(open)
}

export interface Acknowledgement {
  readonly checkpoint: CheckpointId
  readonly flag: string
  readonly by: StaffId
  readonly note: string
  readonly at: EpochMs
}

/** The first word stands: a second acknowledgement changes nothing and gives what stands. Null: no such flag. */
export async function acknowledgeFlag(storage: Storage, { checkpoint, flag, by, note, at }: Acknowledgement): Promise<FlagView | null> {
  return storage.write(async (tx) => {
    const key = tx.selectFrom('flag').selectAll().where('checkpoint_id', '=', checkpoint).where('flag_id', '=', flag)
    const row = await key.executeTakeFirst()
    if (!row) return null
    if (row.acknowledged_at !== null) return viewOf(row)
    const acknowledged = { acknowledged_at: at, acknowledged_by: by, note }
    await tx.updateTable('flag').set(acknowledged).where('checkpoint_id', '=', checkpoint).where('flag_id', '=', flag).execute()
    const detail = JSON.stringify({ flag, checkpoint, class: row.class })
    await tx.insertInto('audit').values({ at, staff_id: by, action: 'flag-acknowledged', detail }).execute()
    return viewOf({ ...row, ...acknowledged })
  })
}

function viewOf(row: Tables['flag']): FlagView {
  const finding: Finding = JSON.parse(row.finding)
  const { acknowledged_at: at, acknowledged_by: by, note } = row
  return {
    id: row.flag_id,
    checkpoint: asCheckpointId(row.checkpoint_id),
    kiosk: asKioskId(row.kiosk_id),
    class: FLAG_CLASSES.find((known) => known === row.class) ?? finding.class,
    occurredAt: row.occurred_at,
    raisedAt: row.raised_at,
    withdrawnAt: row.withdrawn_at,
    records: finding.records,
    detail: finding.detail,
    acknowledged: at === null ? null : { at, by: by ?? '', note: note ?? '' },
  }
}
