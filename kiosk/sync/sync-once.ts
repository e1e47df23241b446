import { type BundleManifest, PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import { emptyLog, type LogHead } from '../../shared/passage/chain.ts'
import type { Hash } from '../../shared/passage/records.ts'
import { MAX_BATCH_RECORDS, PROTOCOL_VERSION, type SyncReply, type SyncRequest } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ClockReading } from '../clock/guarded-clock.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { batchOf } from './batch.ts'
import type { Post, SignRequest } from './kiosk-api.ts'
import { type ParsedRefusal, parseSyncRefusal, parseSyncReply } from './sync-wire.ts'

export interface SyncDeps {
  readonly store: KioskStore
  readonly post: Post
  readonly sign: SignRequest
  readonly readClocks: () => ClockReading
  readonly appVersion: string
  /** Of the bundle in use: what is on the disk but could not be used is asked for again. */
  readonly heldManifest: () => BundleManifest | null
  /** The server answered: `reading` is the middle of the exchange. Done before records of the same call are made. */
  readonly onContact: (reading: ClockReading, serverNow: EpochMs) => Promise<void>
  /** Takes the offered bundle or says why not. */
  readonly onBundle: (reply: SyncReply) => Promise<void>
}

/** Why nothing more can be sent until somebody enrols this tablet again. Scanning goes on; nothing is deleted. */
export type SyncStop = 'not-known-here' | 'fork' | 'broken-chain' | 'records-missing'

export type SyncOutcome =
  | { readonly kind: 'in-step'; readonly queued: number }
  | { readonly kind: 'more'; readonly queued: number }
  | {
      readonly kind: 'retry'
      readonly why: 'unreachable' | 'no-space' | 'server-trouble' | 'client-too-old' | 'server-too-old'
      readonly queued: number
    }
  | { readonly kind: 'stopped'; readonly why: SyncStop; readonly queued: number; readonly message: string }
  | { readonly kind: 'not-enrolled' }

/** One call: the next batch up, the news down. The caller decides when the next one comes. */
export async function syncOnce(deps: SyncDeps): Promise<SyncOutcome> {
  const { store } = deps
  const head = await store.head()
  if (!head) return { kind: 'not-enrolled' }
  const acked = (await store.read('acked'))?.seq ?? 0
  const request = await requestOf(deps, head, acked)
  const queued = head.seq - acked
  if (request === 'records-missing') return { kind: 'stopped', why: 'records-missing', queued, message: '' }
  const path = '/api/sync'
  const body = JSON.stringify(request)
  const before = deps.readClocks()
  const answer = await deps.post(path, body, await deps.sign(path, body))
  const after = deps.readClocks()
  if (answer.kind === 'unreachable') return { kind: 'retry', why: 'unreachable', queued }
  if (answer.status !== 200) return afterRefusal(store, head, parseSyncRefusal(answer.body), answer.status)
  const reply = parseSyncReply(answer.body)
  if (!reply) return { kind: 'retry', why: 'server-trouble', queued }
  await deps.onContact(middleOf(before, after), reply.serverNow)
  return afterReply(deps, reply)
}

async function requestOf(deps: SyncDeps, head: LogHead, acked: number): Promise<SyncRequest | 'records-missing'> {
  const records = batchOf(await deps.store.recordsAfter(acked, MAX_BATCH_RECORDS))
  if (acked < head.seq && records[0]?.header.seq !== acked + 1) return 'records-missing'
  const held = deps.heldManifest()
  const parts: { [part in PartName]?: Hash } = {}
  if (held) for (const name of PART_NAMES) parts[name] = held.parts[name].hash
  return {
    protocol: PROTOCOL_VERSION,
    checkpoint: head.checkpoint,
    kiosk: head.kiosk,
    epoch: head.epoch,
    records,
    head: { seq: head.seq, hash: head.hash },
    wallAt: deps.readClocks().wallAt,
    appVersion: deps.appVersion,
    // Of a bundle that can no longer be used too: a server restored from a backup must overtake it.
    bundleVersion: held?.version ?? (await deps.store.read('manifest'))?.manifest.version ?? 0,
    parts,
  }
}

async function afterReply(deps: SyncDeps, reply: SyncReply): Promise<SyncOutcome> {
  const { store } = deps
  const { seq, hash } = reply.acked
  const head = await store.head()
  if (!head) return { kind: 'not-enrolled' }
  const ours = seq === 0 ? emptyLog(head.checkpoint, head.kiosk, head.epoch).hash : await store.hashAt(seq)
  // A log that ends before what the server holds, or holds another record there, is not the log that was sent.
  if (seq > head.seq || (ours !== null && ours !== hash)) {
    return { kind: 'stopped', why: 'fork', queued: Math.max(0, head.seq - seq), message: '' }
  }
  if ((await store.read('acked'))?.seq !== seq) await store.write({ acked: { seq, hash } })
  await deps.onBundle(reply)
  const left = ((await store.head())?.seq ?? seq) - seq
  return left > 0 ? { kind: 'more', queued: left } : { kind: 'in-step', queued: 0 }
}

async function afterRefusal(store: KioskStore, head: LogHead, refusal: ParsedRefusal, status: number): Promise<SyncOutcome> {
  const acked = (await store.read('acked'))?.seq ?? 0
  const queued = head.seq - acked
  const { message } = refusal
  switch (refusal.error) {
    case 'gap':
      return resendFrom(store, head, refusal)
    case 'broken-chain':
      if (refusal.expectedSeq > 0 && refusal.expectedSeq !== acked + 1) return resendFrom(store, head, refusal)
      return { kind: 'stopped', why: 'broken-chain', queued, message }
    case 'fork':
      return { kind: 'stopped', why: 'fork', queued, message }
    case 'kiosk-unknown':
    case 'kiosk-revoked':
    case 'signature-invalid':
    case 'wrong-epoch':
      return { kind: 'stopped', why: 'not-known-here', queued, message }
    case 'client-too-old':
    case 'server-too-old':
    case 'no-space':
      return { kind: 'retry', why: refusal.error, queued }
    case 'other':
      return status === 401 ? { kind: 'stopped', why: 'not-known-here', queued, message } : { kind: 'retry', why: 'server-trouble', queued }
  }
}

/** The server lacks what it once acknowledged (restored from a backup), or has more than we knew: it says where to go on. */
async function resendFrom(store: KioskStore, head: LogHead, refusal: ParsedRefusal): Promise<SyncOutcome> {
  const seq = refusal.expectedSeq - 1
  if (seq < 0) return { kind: 'retry', why: 'server-trouble', queued: head.seq }
  if (seq > head.seq) return { kind: 'stopped', why: 'fork', queued: 0, message: refusal.message }
  await store.write({ acked: { seq, hash: await store.hashAt(seq) } })
  return { kind: 'more', queued: head.seq - seq }
}

function middleOf(before: ClockReading, after: ClockReading): ClockReading {
  return {
    wallAt: Math.round((before.wallAt + after.wallAt) / 2),
    monotonicMs: (before.monotonicMs + after.monotonicMs) / 2,
  }
}
