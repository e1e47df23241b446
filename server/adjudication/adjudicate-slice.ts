import { passageOf } from '../../shared/passage/passage-state.ts'
import type { RecordBody } from '../../shared/passage/records.ts'
import { openClaims } from '../sealing/open-claims.ts'
import type { Tables } from '../storage/schema.ts'
import type { Tx } from '../storage/storage.ts'
import { type LogKey, MOST_RECORDS_LINKED } from '../sync/project-records.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import { keepContradicted } from './contradicted.ts'
import { judgeCase, judgeParked, judgeSerial, judgeUses, readCases, type UsesResult } from './judge-cases.ts'
import { keepResult, type Result } from './keep-results.ts'
import { noteDone, type Progress } from './log-progress.ts'
import { type Case, refOf } from './read-case.ts'
import type { Worlds } from './replay-worlds.ts'
import { plainValue } from './tell-passage.ts'

type PassageRow = Tables['passage']
type RecordRow = Tables['record']

/** Records read at once: a slice takes some tens of milliseconds, and kiosks are answered between slices. */
const SLICE = 100

/** Judges what came next in one log, and moves its cursor. Cut off anywhere, the same slice comes again to the same end. */
export async function adjudicateSlice(deps: AdjudicationDeps, worlds: Worlds, log: Progress): Promise<void> {
  const records = await nextRecords(deps, log)
  await linkClaims(deps, log, records)
  const ids = new Set(records.flatMap((row) => passageIn(row) ?? []))
  const rows = await passagesOf(deps, log, [...ids, ...(await claimedPassages(deps, records))])
  await judgeAgain(deps, worlds, rows)
  const parked = records.filter((row) => row.parked !== null && row.parked !== 'erased' && row.parked !== 'sealed').map(judgeParked)
  const done = records.at(-1)?.seq ?? log.stored_seq
  await deps.storage.write(async (tx) => {
    for (const result of parked) await keepResult(tx, result, deps.clock.now())
    await noteDone(tx, log, done)
  })
}

/** Judges these passages, and every other use of their credentials and papers, as all of it stands now. */
export async function judgeAgain(deps: AdjudicationDeps, worlds: Worlds, rows: readonly PassageRow[]): Promise<void> {
  const cases = await readCases(deps, rows)
  const results: Result[] = []
  for (const found of cases) results.push(await judgeCase(deps, worlds, found))
  const credentials = new Set(rows.flatMap(({ credential_id }) => credential_id ?? []))
  const uses: UsesResult[] = []
  for (const credential of credentials) uses.push(await judgeUses(deps, credential))
  results.push(...uses.flatMap((each) => each.results))
  results.push(...(await judgePapers(deps, cases)))
  await deps.storage.write(async (tx) => {
    for (const result of results) await keepResult(tx, result, deps.clock.now())
    for (const each of uses) await keepContradicted(tx, each, deps.clock.now())
  })
}

function nextRecords({ storage }: AdjudicationDeps, log: Progress): Promise<readonly RecordRow[]> {
  return storage.read
    .selectFrom('record')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('seq', '>', log.done_seq)
    .where('seq', '<=', log.stored_seq)
    .orderBy('seq')
    .limit(SLICE)
    .execute()
}

function passageIn(row: RecordRow): string | null {
  const value = plainValue(row)
  return value === null ? null : passageOf(value)
}

async function passagesOf({ storage }: AdjudicationDeps, log: LogKey, ids: readonly string[]): Promise<readonly PassageRow[]> {
  if (ids.length === 0) return []
  return storage.read
    .selectFrom('passage')
    .selectAll()
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('passage_id', 'in', [...new Set(ids)])
    .orderBy('passage_id')
    .execute()
}

/** A sealed record names its passage only to who can open it: then it belongs to the passage's records from there on. */
async function linkClaims(deps: AdjudicationDeps, log: LogKey, records: readonly RecordRow[]): Promise<void> {
  for (const row of records.filter(isSealedClaims)) {
    const claims = await openClaims(deps, row)
    if (claims.ok) await deps.storage.write((tx) => linkRecord(tx, log, { passage: claims.value.passage, seq: row.seq }))
  }
}

async function claimedPassages(deps: AdjudicationDeps, records: readonly RecordRow[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const row of records.filter(isSealedClaims)) {
    const claims = await openClaims(deps, row)
    if (claims.ok) ids.push(claims.value.passage)
  }
  return ids
}

function isSealedClaims({ kind, body }: RecordRow): boolean {
  return kind === 'claims' && (JSON.parse(body) as RecordBody).form === 'sealed'
}

async function linkRecord(tx: Tx, log: LogKey, { passage, seq }: { readonly passage: string; readonly seq: number }): Promise<void> {
  const query = tx
    .selectFrom('passage')
    .select('record_seqs')
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('passage_id', '=', passage)
  const row = await query.executeTakeFirst()
  const seqs: readonly number[] = row ? JSON.parse(row.record_seqs) : []
  if (!row || seqs.includes(seq) || seqs.length >= MOST_RECORDS_LINKED) return
  await tx
    .updateTable('passage')
    .set({ record_seqs: JSON.stringify([...seqs, seq].sort((a, b) => a - b)) })
    .where('checkpoint_id', '=', log.checkpoint_id)
    .where('kiosk_id', '=', log.kiosk_id)
    .where('epoch', '=', log.epoch)
    .where('passage_id', '=', passage)
    .execute()
}

async function judgePapers(deps: AdjudicationDeps, cases: readonly Case[]): Promise<readonly Result[]> {
  const keyed = cases.flatMap((found) => found.serials.map((serial) => paperOf(found, serial)))
  if (keyed.length === 0) return []
  await deps.storage.write((tx) =>
    tx
      .insertInto('paper_form')
      .values(keyed)
      .onConflict((on) => on.doNothing())
      .execute(),
  )
  const results: Result[] = []
  for (const serial of new Set(keyed.map((row) => row.serial))) results.push(...(await judgeSerial(deps, serial)))
  return results
}

function paperOf({ row, passage }: Case, serial: string): Tables['paper_form'] {
  const { checkpoint_id, kiosk_id, epoch, passage_id } = row
  return { serial, checkpoint_id, kiosk_id, epoch, passage_id, seq: refOf({ ...row, seq: passage.scan.seq }).seq, scanned_at: passage.judgedAt }
}
