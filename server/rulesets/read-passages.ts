import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { CheckpointId, CredentialId, KioskId, PassageId } from '../../shared/ids.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import type { BodyValue, ObservationBody, RecordBody, Scan } from '../../shared/passage/records.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import type { Tables } from '../storage/schema.ts'
import type { Storage } from '../storage/storage.ts'
import type { NotReplayable, Presented, RecordedPassage } from './recorded-passage.ts'

export interface PassageFilter {
  /** Empty: all. */
  readonly checkpoints: readonly CheckpointId[]
  /** Scanned at or after; null is from the beginning. */
  readonly from: EpochMs | null
  /** Scanned before; null is until now. */
  readonly to: EpochMs | null
}

/** Rows read at once, and the most credentials asked for at once: below SQLite's 32,766 variables. */
const PAGE = 500
/** A passage is observed and decided within this time after its scan; later taps are not read for a filter with an end. */
const OBSERVED_WITHIN_MS = HOUR_MS
/** Passages of one kiosk that no decision has closed yet; beyond it the oldest counts as it is. */
const MAX_OPEN = 500

/** Every scanned passage of the log, by keyset over its key on the read connection; never more than a page in memory. */
export async function* readPassages({ read }: Pick<Storage, 'read'>, filter: PassageFilter, signal?: AbortSignal): AsyncGenerator<RecordedPassage> {
  const scopes = filter.checkpoints.length === 0 ? [null] : [...new Set(filter.checkpoints)].sort()
  for (const checkpoint of scopes) {
    const fold = foldLog(filter)
    for (let after: RecordRow | null = null; ; ) {
      const page: readonly RecordRow[] = await readPage(read, { checkpoint, filter, after })
      const closed = [...page.flatMap(fold.add), ...(page.length < PAGE ? fold.end() : [])]
      yield* withClaims(read, closed)
      after = page.at(-1) ?? null
      if (page.length < PAGE) break
      // Also where a page held nothing that was asked for: SQLite answers without ever letting go of the event loop.
      await nextTurn()
      if (signal?.aborted) return
    }
  }
}

type RecordRow = Pick<Tables['record'], 'checkpoint_id' | 'kiosk_id' | 'epoch' | 'seq' | 'kind' | 'occurred_at'> & { readonly body: string | null }

interface PageQuery {
  readonly checkpoint: CheckpointId | null
  readonly filter: PassageFilter
  readonly after: RecordRow | null
}

/** Rows outside the time asked for come without their body: cheap to pass over, and no page takes long to find. */
function readPage(read: Storage['read'], { checkpoint, filter, after }: PageQuery): Promise<readonly RecordRow[]> {
  const from = filter.from ?? Number.MIN_SAFE_INTEGER
  const to = filter.to === null ? Number.MAX_SAFE_INTEGER : filter.to + OBSERVED_WITHIN_MS
  let query = read
    .selectFrom('record')
    .select(['checkpoint_id', 'kiosk_id', 'epoch', 'seq', 'kind', 'occurred_at'])
    .select(sql<string | null>`case when occurred_at >= ${from} and occurred_at < ${to} then body end`.as('body'))
    .where('kind', 'in', ['scan', 'observation', 'decision'])
    .where('parked', 'is', null)
    .orderBy('checkpoint_id')
    .orderBy('kiosk_id')
    .orderBy('epoch')
    .orderBy('seq')
    .limit(PAGE)
  if (checkpoint !== null) query = query.where('checkpoint_id', '=', checkpoint)
  if (after === null) return query.execute()
  const { checkpoint_id, kiosk_id, epoch, seq } = after
  return query.where(sql<boolean>`(checkpoint_id, kiosk_id, epoch, seq) > (${checkpoint_id}, ${kiosk_id}, ${epoch}, ${seq})`).execute()
}

/** A passage before its claims are looked up. */
type FoundPassage = Omit<RecordedPassage, 'presented'> & { readonly shown: Shown }
type Shown = { readonly kind: 'codes'; readonly credentials: readonly CredentialId[] } | { readonly kind: 'gone'; readonly why: NotReplayable }

interface LogFold {
  /** The passages that this row closes. */
  readonly add: (row: RecordRow) => readonly FoundPassage[]
  readonly end: () => readonly FoundPassage[]
}

/** Puts scans, observations and decisions of one log after the other together; a decision or the log's end closes a passage. */
function foldLog(filter: PassageFilter): LogFold {
  let open = new Map<PassageId, FoundPassage>()
  let log = ''
  const end = (): readonly FoundPassage[] => {
    const rest = [...open.values()]
    open = new Map()
    return rest
  }
  const close = (passage: PassageId | undefined): readonly FoundPassage[] => {
    const found = passage === undefined ? undefined : open.get(passage)
    if (passage === undefined || found === undefined) return []
    open.delete(passage)
    return [found]
  }
  const add = (row: RecordRow): readonly FoundPassage[] => {
    const here = `${row.checkpoint_id} ${row.kiosk_id} ${row.epoch}`
    const before = here === log ? [] : end()
    log = here
    if (row.body === null) return before
    const body = stored<RecordBody>(row.body)
    if (body.form !== 'plain') return row.kind === 'scan' && isAsked(row, filter) ? [...before, withoutBody(row)] : before
    return [...before, ...step(row, body.value)]
  }
  const step = (row: RecordRow, value: BodyValue): readonly FoundPassage[] => {
    if (value.kind === 'decision') return close(value.passage)
    if (value.kind === 'scan' && isAsked(row, filter)) open.set(value.passage, scanned(open.get(value.passage), row, value))
    if (value.kind === 'observation') {
      const found = open.get(value.passage)
      const observation: Observation = { ...value.observed, observedAt: row.occurred_at }
      if (found) open.set(value.passage, { ...observedOn(found, row, value), observations: [...found.observations, observation] })
    }
    return open.size > MAX_OPEN ? close(open.keys().next().value) : []
  }
  return { add, end }
}

function isAsked({ occurred_at }: RecordRow, { from, to }: PassageFilter): boolean {
  return (from === null || occurred_at >= from) && (to === null || occurred_at < to)
}

function scanned(before: FoundPassage | undefined, row: RecordRow, scan: Scan): FoundPassage {
  const shown = shownBy(scan.reading)
  if (before) return { ...judged(before, row, scan.verdict.outcome), shown: bothShown(before.shown, shown) }
  const { passage, direction, verdict } = scan
  return { ...placeOf(row), passage, direction, judgedAt: row.occurred_at, outcome: verdict.outcome, observations: [], shown }
}

function judged(found: FoundPassage, row: RecordRow, outcome: Outcome): FoundPassage {
  return { ...found, judgedAt: row.occurred_at, outcome }
}

function withoutBody(row: RecordRow): FoundPassage {
  const shown = { kind: 'gone', why: 'body-not-here' } as const
  return { ...placeOf(row), passage: null, direction: 'entry', judgedAt: row.occurred_at, outcome: 'refer', observations: [], shown }
}

/** A further document joins what was shown: to a draft a person with two papers is no person without one. */
function observedOn(found: FoundPassage, row: RecordRow, { observed, verdict }: ObservationBody): FoundPassage {
  const next = judged(found, row, verdict.outcome)
  // One that does not open is no document, as the kiosk took it.
  if (observed.kind !== 'document' || observed.trust === 'bad') return next
  const shown: Shown = observed.credential === undefined ? SEALED : { kind: 'codes', credentials: [observed.credential] }
  // It came in the place of a code that said nothing.
  const isInItsPlace = found.shown.kind === 'gone' && found.shown.why === 'unreadable-code'
  return { ...next, shown: isInItsPlace ? shown : bothShown(found.shown, shown) }
}

/** The ids were checked at the door when the record came in. */
function placeOf(row: RecordRow): Pick<FoundPassage, 'record' | 'checkpoint' | 'scannedAt'> {
  const record = { kiosk: row.kiosk_id as KioskId, epoch: row.epoch, seq: row.seq }
  return { record, checkpoint: row.checkpoint_id as CheckpointId, scannedAt: row.occurred_at }
}

/** What a card, a certificate or a form says of the person lies sealed, and no report opens it. */
const SEALED: Shown = { kind: 'gone', why: 'claims-not-here' }

function shownBy(reading: Scan['reading']): Shown {
  switch (reading.kind) {
    case 'unreadable':
      return { kind: 'gone', why: 'unreadable-code' }
    case 'document':
      return reading.trust === 'bad' ? { kind: 'gone', why: 'unreadable-code' } : SEALED
    case 'form':
      return SEALED
    case 'none':
      return { kind: 'codes', credentials: [] }
    case 'credential':
      return { kind: 'codes', credentials: [reading.id] }
    case 'short-code':
      return { kind: 'codes', credentials: [reading.credential] }
  }
}

function bothShown(a: Shown, b: Shown): Shown {
  if (a.kind === 'gone') return a
  return b.kind === 'gone' ? b : { kind: 'codes', credentials: [...new Set([...a.credentials, ...b.credentials])] }
}

async function* withClaims(read: Storage['read'], found: readonly FoundPassage[]): AsyncGenerator<RecordedPassage> {
  const ids = [...new Set(found.flatMap(({ shown }) => (shown.kind === 'codes' ? shown.credentials : [])))]
  const rows =
    ids.length === 0
      ? []
      : await read
          .selectFrom('declaration')
          .select(['credential_id', 'issued_at', 'body'])
          .where('credential_id', 'in', ids)
          .where('erased_at', 'is', null)
          .execute()
  const byId = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.credential_id, row]))
  for (const { shown, ...passage } of found) yield { ...passage, presented: presentedBy(shown, byId) }
}

type DeclarationRow = Pick<Tables['declaration'], 'credential_id' | 'issued_at' | 'body'>

function presentedBy(shown: Shown, byId: ReadonlyMap<string, DeclarationRow>): Presented {
  if (shown.kind === 'gone') return shown
  const rows = shown.credentials.map((id) => byId.get(id))
  if (rows.includes(undefined)) return { kind: 'gone', why: 'claims-not-here' }
  const documents = rows.flatMap((row) => (row ? [{ claims: stored<{ claims: Claims }>(row.body).claims, issuedAt: row.issued_at }] : []))
  return { kind: 'documents', documents }
}

/** Written by this server after its parsers had passed it. */
function stored<T>(body: string): T {
  return JSON.parse(body)
}
