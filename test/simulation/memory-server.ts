import type { KioskRow } from '../../server/kiosks/kiosk-log.ts'
import type { Tables } from '../../server/storage/schema.ts'
import { type IncomingSync, parseSyncRequest } from '../../server/sync/parse-sync-request.ts'
import { planIngest } from '../../server/sync/plan-ingest.ts'
import { type LogKey, projectRecords } from '../../server/sync/project-records.ts'
import type { SyncFault } from '../../server/sync/sync-refusal.ts'
import { bucketKey, bucketsOf } from '../../shared/flow/flow.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { emptyLog } from '../../shared/passage/chain.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { SimulatedIdentity } from './simulated-kiosk.ts'

/** What one request came to, on any server. */
export type Answer =
  | { readonly kind: 'acked'; readonly acked: { readonly seq: number; readonly hash: Hash }; readonly parked: readonly number[] }
  | { readonly kind: 'refused'; readonly fault: SyncFault }
  | { readonly kind: 'malformed' }

/** A server as a history needs it. */
export interface SimulatedServer {
  enrol(identity: SimulatedIdentity): Promise<void>
  /** The body as it arrived: perhaps cut in half. */
  take(body: string, now: EpochMs): Promise<Answer>
  hashesOf(identity: SimulatedIdentity): Promise<readonly Hash[]>
  /** Persons and vehicles by counter. */
  counters(): Promise<ReadonlyMap<string, string>>
  setAside(): Promise<number>
  backup(): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

interface StoredLog {
  row: KioskRow
  readonly records: { readonly hash: Hash; readonly parked: string | null }[]
  readonly passages: Map<string, Tables['passage']>
}

interface State {
  readonly logs: Map<string, StoredLog>
  readonly flow: Map<string, { persons: number; vehicles: number }>
  readonly apart: Set<string>
}

export interface MemoryServer extends SimulatedServer {
  passages(): Promise<readonly Tables['passage'][]>
}

/** The ingest's own decisions over maps: the tens of thousands of histories that no database could run in minutes. */
export function memoryServer(): MemoryServer {
  let state: State = { logs: new Map(), flow: new Map(), apart: new Set() }
  let saved: State | null = null
  return {
    enrol: async (identity) => {
      state.logs.set(identity.kiosk, { row: rowOf(identity), records: [], passages: new Map() })
    },
    take: async (body, now) => {
      const request = requestIn(body)
      return request ? takeRequest(state, request, now) : { kind: 'malformed' }
    },
    hashesOf: async ({ kiosk }) => state.logs.get(kiosk)?.records.map(({ hash }) => hash) ?? [],
    counters: async () => new Map([...state.flow].map(([key, { persons, vehicles }]) => [key, `${persons} ${vehicles}`])),
    passages: async () => [...state.logs.values()].flatMap(({ passages }) => [...passages.values()]),
    setAside: async () => state.apart.size,
    backup: async () => {
      saved = copyOf(state)
    },
    restore: async () => {
      if (saved) state = copyOf(saved)
    },
    close: async () => {},
  }
}

export function requestIn(body: string): IncomingSync | null {
  const known = read.get(body)
  if (known !== undefined) return known
  const request = readRequest(body)
  if (read.size >= MOST_READ) read.clear()
  read.set(body, request)
  return request
}

/** What is doubled, delayed or played again is read once: parsing depends on the text alone, and is most of a history's time. */
const read = new Map<string, IncomingSync | null>()
const MOST_READ = 200

function readRequest(body: string): IncomingSync | null {
  try {
    const parsed = parseSyncRequest(JSON.parse(body))
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}

function takeRequest(state: State, request: IncomingSync, now: EpochMs): Answer {
  const stored = state.logs.get(request.kiosk)
  if (!stored) return { kind: 'refused', fault: { error: 'kiosk-unknown' } }
  const { row, records } = stored
  const log: LogKey = { checkpoint_id: row.checkpoint_id, kiosk_id: row.kiosk_id, epoch: row.epoch }
  const asked = [...request.records.map(({ header }) => header.seq), request.head.seq]
  const held = new Map(asked.flatMap((seq) => (records[seq - 1] ? [[seq, records[seq - 1]?.hash ?? ''] as const] : [])))
  const plan = planIngest({ which: 'present', row, log, request, held, now })
  if (plan.kind === 'refuse') return { kind: 'refused', fault: plan.fault }
  if (plan.kind === 'keep-from-stolen') return { kind: 'refused', fault: { error: 'kiosk-revoked' } }
  if (plan.kind === 'set-aside') {
    for (const { header, hash } of request.records) if (held.get(header.seq) !== hash) state.apart.add(`${row.kiosk_id} ${header.seq} ${hash}`)
    stored.row = { ...row, state: 'forked' }
    return { kind: 'refused', fault: { error: 'fork', seq: plan.seq } }
  }
  const projection = projectRecords(stored.passages, { log, records: plan.fresh, receivedAt: now })
  for (const { hash, parked } of plan.fresh) records.push({ hash, parked })
  for (const passage of projection.passages) stored.passages.set(passage.passage_id, passage)
  for (const bucket of projection.changes.flatMap((change) => bucketsOf(change, DEFAULT_ZONE))) {
    const key = `${row.checkpoint_id}|${bucketKey(bucket)}`
    const before = state.flow.get(key) ?? { persons: 0, vehicles: 0 }
    state.flow.set(key, { persons: before.persons + bucket.persons, vehicles: before.vehicles + bucket.vehicles })
  }
  const last = plan.fresh.at(-1)
  if (last) stored.row = { ...row, acked_seq: last.header.seq, acked_hash: last.hash }
  const { acked_seq: seq, acked_hash: hash } = stored.row
  return { kind: 'acked', acked: { seq, hash }, parked: request.records.filter(({ parked }) => parked !== null).map(({ header }) => header.seq) }
}

/** As an enrolment writes it. */
export function rowOf({ kiosk, checkpoint, epoch }: SimulatedIdentity): KioskRow {
  return {
    kiosk_id: kiosk,
    checkpoint_id: checkpoint,
    epoch,
    public_key: '',
    state: 'active',
    enrolled_at: 0,
    acked_seq: 0,
    acked_hash: emptyLog(asCheckpointId(checkpoint), asKioskId(kiosk), epoch).hash,
    last_contact_at: null,
    last_record_at: null,
    queued: 0,
    app_version: '0.1.0',
    bundle_version: 0,
    contact_counter: 0,
    revoked_as: null,
    revoked_at: null,
    drops_queue: 0,
  }
}

function copyOf({ logs, flow, apart }: State): State {
  return {
    logs: new Map([...logs].map(([id, { row, records, passages }]) => [id, { row, records: [...records], passages: new Map(passages) }])),
    flow: new Map([...flow].map(([key, value]) => [key, { ...value }])),
    apart: new Set(apart),
  }
}
