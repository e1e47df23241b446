import { adjudicatePassage, type PassageFacts } from '../../shared/adjudication/adjudicate-passage.ts'
import { findDoubleUses, findExitWithoutEntry, ringOf, type Use } from '../../shared/adjudication/find-double-uses.ts'
import { compareRefs, compareText, type Finding } from '../../shared/adjudication/finding.ts'
import type { Checkpoint, Direction } from '../../shared/checkpoints/checkpoint.ts'
import { asPassageId } from '../../shared/ids.ts'
import type { Tables } from '../storage/schema.ts'
import { isStorageError } from '../storage/storage-error.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import type { UsesJudged } from './contradicted.ts'
import type { Result } from './keep-results.ts'
import { type Case, readCase, refOf } from './read-case.ts'
import type { Worlds, WorldsThen } from './replay-worlds.ts'

type PassageRow = Tables['passage']

/**
 * One passage by its own records. What cannot be judged because something in it breaks the judging is said and passed over:
 * one crafted record must never keep all that come after it from being judged.
 */
export async function judgeCase(deps: AdjudicationDeps, worlds: Worlds, found: Case): Promise<Result> {
  const { row, passage } = found
  const about = { log: row, subject: row.passage_id, topic: 'passage' } as const
  try {
    return { ...adjudicatePassage(passage, await factsOf(deps, worlds, found)), ...about }
  } catch (error) {
    if (isStorageError(error)) throw error
    deps.log.error({ err: error, passage: row.passage_id }, 'a passage broke its judging')
    const { passage: id, records, receivedAt } = passage
    const finding: Finding = { class: 'unreadable-record', key: 'judging', at: receivedAt, records, detail: { passage: id, cause: 'judging-failed' } }
    return { judged: 'body-not-here', findings: [finding], ...about }
  }
}

async function factsOf(
  { storage }: AdjudicationDeps,
  worlds: Worlds,
  { row, passage, revoked, unknownDeclarations, paper }: Case,
): Promise<PassageFacts> {
  const { checkpoint } = passage.scan
  const held: WorldsThen[] = []
  for (const versions of passage.bundles) {
    const world = Object.keys(versions).length === 0 ? null : await worlds.asHeld(checkpoint, versions, revoked)
    if (world) held.push(world)
  }
  const kiosk = await storage.read.selectFrom('kiosk').select('revoked_at').where('kiosk_id', '=', row.kiosk_id).executeTakeFirst()
  const last = held.at(-1)
  return {
    asHeld: held.flatMap(({ worlds: each }) => each),
    known: await worlds.known(checkpoint, revoked),
    supersededAt: last?.supersededAt ?? null,
    referHours: last?.referHours ?? Number.POSITIVE_INFINITY,
    unknownDeclarations,
    paper,
    revokedKioskAt: kiosk?.revoked_at ?? null,
  }
}

/** A code that lives three days is used a few dozen times; a tablet that invents thousands must not keep everybody busy. */
const MOST_USES = 100

/** All passages of one credential against each other, wherever they were. One answer per passage, most of them empty. */
export async function judgeUses(deps: AdjudicationDeps, credential: string): Promise<UsesResult> {
  const { read } = deps.storage
  const rows = await read
    .selectFrom('passage')
    .selectAll()
    .where('credential_id', '=', credential)
    .orderBy('decided_at')
    .orderBy('kiosk_id')
    .orderBy('epoch')
    .orderBy('passage_id')
    .limit(MOST_USES)
    .execute()
  const checkpoints = await checkpointsOf(deps)
  const uses = rows.flatMap((row) => useOf(row, checkpoints.get(row.checkpoint_id)))
  const declaration = await read.selectFrom('declaration').select(['body', 'erased_at']).where('credential_id', '=', credential).executeTakeFirst()
  const declaredFor: Direction | null = declaration && declaration.erased_at === null ? JSON.parse(declaration.body).direction : null
  const findings = [...findDoubleUses(uses, deps.travel ?? {}), ...findExitWithoutEntry(uses, declaredFor)]
  return { credential, findings, results: rows.map((row) => ({ ...answerOf(row, findings), topic: 'use' as const })) }
}

export interface UsesResult extends UsesJudged {
  readonly results: readonly Result[]
}

function answerOf(row: PassageRow, findings: readonly Finding[]): Omit<Result, 'topic'> {
  const own = findings.filter(({ records: [first] }) => first && isOfLog(first, row) && JSON.parse(row.record_seqs)[0] === first.seq)
  return { log: row, subject: row.passage_id, judged: 'ok', findings: own }
}

function isOfLog(ref: Finding['records'][number], row: PassageRow): boolean {
  return ref.checkpoint === row.checkpoint_id && ref.kiosk === row.kiosk_id && ref.epoch === row.epoch
}

function useOf(row: PassageRow, checkpoint: Checkpoint | undefined): readonly Use[] {
  const { decided_at, direction, outcome } = row
  const [seq] = JSON.parse(row.record_seqs)
  if (decided_at === null || (direction !== 'entry' && direction !== 'exit') || typeof seq !== 'number') return []
  if (outcome !== 'admit' && outcome !== 'admit-with-test') return []
  const ring = checkpoint ? ringOf(checkpoint) : row.checkpoint_id
  const line = checkpoint?.lanes.find(({ id }) => id === row.lane)?.line
  return [{ passage: asPassageId(row.passage_id), record: refOf({ ...row, seq }), direction, at: decided_at, ring, ...(line && { line }) }]
}

async function checkpointsOf({ storage }: AdjudicationDeps): Promise<ReadonlyMap<string, Checkpoint>> {
  const rows = await storage.read.selectFrom('checkpoint').select(['checkpoint_id', 'body']).execute()
  return new Map(rows.map((row) => [row.checkpoint_id, JSON.parse(row.body) as Checkpoint]))
}

/** All forms keyed from one numbered paper: the first stands, the others are flagged. */
export async function judgeSerial({ storage }: AdjudicationDeps, serial: string): Promise<readonly Result[]> {
  const rows = await storage.read.selectFrom('paper_form').selectAll().where('serial', '=', serial).orderBy('scanned_at').limit(MOST_USES).execute()
  const sorted = [...rows].sort((a, b) => a.scanned_at - b.scanned_at || compareRefs(refOf(a), refOf(b)) || compareText(a.passage_id, b.passage_id))
  const [first] = sorted
  return sorted.map((row): Result => {
    const base = { log: row, subject: row.passage_id, topic: 'paper', judged: 'ok' } as const
    if (first === undefined || row === first) return { ...base, findings: [] }
    const detail = { passage: asPassageId(row.passage_id), otherCheckpoint: refOf(first).checkpoint, otherAt: first.scanned_at }
    return { ...base, findings: [{ class: 'duplicate-serial', key: '', at: row.scanned_at, records: [refOf(row), refOf(first)], detail }] }
  })
}

/** A record that nobody could read, kept and acknowledged so that the rest flows. */
export function judgeParked(row: Pick<Tables['record'], 'checkpoint_id' | 'kiosk_id' | 'epoch' | 'seq' | 'parked' | 'received_at'>): Result {
  const { seq, parked, received_at } = row
  const finding: Finding = { class: 'unreadable-record', key: '', at: received_at, records: [refOf(row)], detail: { cause: parked ?? '' } }
  return { log: row, subject: String(seq), topic: 'record', judged: 'body-not-here', findings: [finding] }
}

export async function readCases(deps: AdjudicationDeps, rows: readonly PassageRow[]): Promise<readonly Case[]> {
  const cases: Case[] = []
  for (const row of rows) {
    const found = await readCase(deps, row)
    if (found) cases.push(found)
  }
  return cases
}
