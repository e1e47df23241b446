import { type SqlBool, sql } from 'kysely'
import type { PassageId } from '../../shared/ids.ts'
import type { RecordBody } from '../../shared/passage/records.ts'
import { decodeBox } from '../../shared/sealing/sealed-box.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { CoreDeps } from '../deps.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage, Tx } from '../storage/storage.ts'
import { storedRecord } from './stored-record.ts'

/** Whose bodies are to go: one passage's, or everything of before a moment. */
export type Erasure = { readonly passage: PassageId } | { readonly before: EpochMs }

/** How many bodies are gone now; those gone before are not counted again. */
export interface Erased {
  readonly records: number
  readonly forked: number
}

/**
 * What records hold of a person: the sealed claims, what was measured and seen, and whatever nobody here could read. Scans
 * and decisions stay: they name nobody, and the counters are recounted from them.
 */
const PERSONAL_KINDS = ['claims', 'observation']

const ERASED: RecordBody = { form: 'erased' }
const ERASED_TEXT = JSON.stringify(ERASED)
/** Rows of one transaction: kiosks are answered in between. */
const PAGE = 500

/** The header keeps the body's hash, so that the chain still links: what is gone is "erased", not "broken". */
export async function eraseBodies({ storage, clock }: Pick<CoreDeps, 'storage' | 'clock'>, what: Erasure, by: string): Promise<Erased> {
  const records = 'passage' in what ? await eraseAll(storage, await rowsOfPassage(storage, what.passage)) : await eraseBefore(storage, what.before)
  const forked = 'before' in what ? await eraseForked(storage, what.before) : 0
  if (records + forked > 0) {
    const detail = JSON.stringify({ ...('passage' in what ? { passage: what.passage } : { before: what.before }), records, forked })
    await storage.write(async (tx) => {
      await tx.insertInto('audit').values({ at: clock.now(), staff_id: by, action: 'bodies-erased', detail }).execute()
    })
  }
  return { records, forked }
}

type RowKey = Pick<Tables['record'], 'checkpoint_id' | 'kiosk_id' | 'epoch' | 'seq'>

/** By two small indexes that what is erased falls out of, so that every night costs what that night erases. */
async function eraseBefore(storage: Storage, before: EpochMs): Promise<number> {
  const personal = () => keysOf(storage).where('occurred_at', '<', before).where(PERSONAL).orderBy('occurred_at').limit(PAGE).execute()
  const unread = () =>
    keysOf(storage).where('parked', 'is not', null).where('received_at', '<', before).where('body', '!=', ERASED_TEXT).limit(PAGE).execute()
  return (await eraseInPages(storage, personal)) + (await eraseInPages(storage, unread))
}

/** Letter for letter the condition of the index `record_personal`. */
const PERSONAL = sql<SqlBool>`kind in ('claims', 'observation') and body <> '{"form":"erased"}'`

function keysOf({ read }: Storage) {
  return read.selectFrom('record').select(['checkpoint_id', 'kiosk_id', 'epoch', 'seq'])
}

async function eraseInPages(storage: Storage, next: () => Promise<readonly RowKey[]>): Promise<number> {
  let erased = 0
  for (let page = await next(); page.length > 0; page = await next()) erased += await eraseAll(storage, page)
  return erased
}

/** The passage stands inside an observation, and in the open part of a sealed box. */
async function rowsOfPassage({ read }: Storage, passage: PassageId): Promise<readonly RowKey[]> {
  const logs = await read.selectFrom('passage').select(['checkpoint_id', 'kiosk_id', 'epoch']).where('passage_id', '=', passage).execute()
  const found: RowKey[] = []
  for (const log of logs) {
    const rows = await read
      .selectFrom('record')
      .select(['checkpoint_id', 'kiosk_id', 'epoch', 'seq', 'header', 'body'])
      .where('checkpoint_id', '=', log.checkpoint_id)
      .where('kiosk_id', '=', log.kiosk_id)
      .where('epoch', '=', log.epoch)
      .where('kind', 'in', PERSONAL_KINDS)
      .where('body', '!=', ERASED_TEXT)
      .execute()
    found.push(...rows.filter((row) => isOf(row, passage)))
  }
  return found
}

function isOf(row: Pick<Tables['record'], 'header' | 'body'>, passage: PassageId): boolean {
  const body = storedRecord(row)?.body
  if (body?.form === 'sealed') return decodeBox(body.box)?.passage === passage
  return body?.form === 'plain' && body.value.kind === 'observation' && body.value.passage === passage
}

async function eraseAll(storage: Storage, rows: readonly RowKey[]): Promise<number> {
  return storage.write(async (tx) => {
    for (const row of rows) await eraseOne(tx, row)
    return rows.length
  })
}

async function eraseOne(tx: Tx, { checkpoint_id, kiosk_id, epoch, seq }: RowKey): Promise<void> {
  await tx
    .updateTable('record')
    .set({ body: ERASED_TEXT })
    .where('checkpoint_id', '=', checkpoint_id)
    .where('kiosk_id', '=', kiosk_id)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .execute()
}

/** What was set aside is evidence of a fork, not of a person: its headers are enough. */
async function eraseForked(storage: Storage, before: EpochMs): Promise<number> {
  const done = await storage.write((tx) =>
    tx.updateTable('fork_record').set({ body: ERASED_TEXT }).where('received_at', '<', before).where('body', '!=', ERASED_TEXT).executeTakeFirst(),
  )
  return Number(done.numUpdatedRows)
}
