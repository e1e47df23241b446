import { type BundleManifest, PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import { emptyLog, headerHash } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import type { SignedOrder } from '../../shared/sync/kiosk-order.ts'
import {
  MAX_BATCH_RECORDS,
  PROTOCOL_VERSION,
  type SyncReply,
  type SyncRequest,
  TAKES_HEADER,
  TAKES_REVOCATION_CHANGES,
} from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ClockReading } from '../clock/guarded-clock.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { batchOf } from './batch.ts'
import type { HttpAnswer, Post, SignRequest } from './kiosk-api.ts'
import { presentLog, type SentLog, wholeRun } from './send-log.ts'
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
  /** A revoked tablet is told what to forget; whether the order is genuine is looked at there. */
  readonly onOrder?: (order: SignedOrder) => Promise<void>
  /** Opens the next epoch for what is whole where a record is damaged or gone; without it such a log stops. */
  readonly mend?: (brokenAt: number) => Promise<MendOutcome>
}

export type MendOutcome = 'mended' | 'unreachable' | 'refused'

/** Why nothing more can be sent until somebody enrols this tablet again. Scanning goes on; nothing is deleted. */
export type SyncStop = 'not-known-here' | 'revoked' | 'fork' | 'broken-chain' | 'records-missing' | 'damaged'

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
  const log = await presentLog(deps.store)
  if (!log) return { kind: 'not-enrolled' }
  const batch = await nextBatch(log)
  if (batch.brokenAt !== null && batch.records.length === 0) return mended(deps, log, batch.brokenAt)
  return exchange(deps, log, { records: batch.records, revocations: 'changes' })
}

/** The next records that are whole, and where the first broken one lies. */
export async function nextBatch(log: SentLog): Promise<{ readonly records: readonly LogRecord[]; readonly brokenAt: number | null }> {
  const run = wholeRun(log, await log.recordsAfter(log.acked.seq, MAX_BATCH_RECORDS))
  const last = run.whole.at(-1)
  // Where the chain breaks, only the hash kept beside it tells whether the last one before was altered itself.
  if (run.brokenAt !== null && last && (await log.hashAt(last.header.seq)) !== headerHash(last.header))
    return { records: batchOf(run.whole.slice(0, -1)), brokenAt: last.header.seq }
  return { records: batchOf(run.whole), brokenAt: run.brokenAt }
}

async function mended(deps: SyncDeps, log: SentLog, brokenAt: number): Promise<SyncOutcome> {
  const queued = log.head.seq - log.acked.seq
  const isGone = (await log.recordsAfter(brokenAt - 1, 1))[0]?.header?.seq !== brokenAt
  const stop = { kind: 'stopped', why: isGone ? 'records-missing' : 'damaged', queued, message: '' } as const
  const done = await deps.mend?.(brokenAt)
  if (done === 'mended') return { kind: 'more', queued }
  return done === 'unreachable' ? { kind: 'retry', why: 'unreachable', queued } : stop
}

interface Sent {
  readonly records: readonly LogRecord[]
  /** How a list that changed may come. */
  readonly revocations: 'changes' | 'whole'
}

const TAKES_CHANGES = { [TAKES_HEADER]: TAKES_REVOCATION_CHANGES }

async function exchange(deps: SyncDeps, log: SentLog, sent: Sent): Promise<SyncOutcome> {
  const { records, revocations } = sent
  const queued = log.head.seq - log.acked.seq
  const request = await requestOf(deps, log, records)
  const path = '/api/sync'
  const body = JSON.stringify(request)
  const before = deps.readClocks()
  const signed = await deps.sign(path, body)
  const answer = await deps.post(path, body, revocations === 'changes' ? { ...signed, ...TAKES_CHANGES } : signed)
  const after = deps.readClocks()
  if (answer.kind === 'unreachable') return { kind: 'retry', why: 'unreachable', queued }
  // Something on the way takes no more at once: half, and half again. One record alone that is too large is damage.
  if (answer.status === 413 && records.length > 1) return exchange(deps, log, { ...sent, records: records.slice(0, Math.ceil(records.length / 2)) })
  if (answer.status === 413 && records[0]) return mended(deps, log, records[0].header.seq)
  if (answer.status !== 200) return afterRefusal(deps, log, answer)
  const reply = parseSyncReply(answer.body)
  if (!reply) return { kind: 'retry', why: 'server-trouble', queued }
  await deps.onContact(middleOf(before, after), reply.serverNow)
  const outcome = await afterReply(deps, log, reply)
  return revocations === 'changes' && lacksChanges(deps, reply) ? askWhole(deps, outcome) : outcome
}

/** The changes were for another list than the one held, or did not lead to the one signed. */
function lacksChanges(deps: SyncDeps, { bundle, changes }: SyncReply): boolean {
  return changes !== undefined && deps.heldManifest()?.parts.revocations.hash !== bundle.manifest.parts.revocations.hash
}

/** A plain contact at once, which brings the list whole. */
async function askWhole(deps: SyncDeps, outcome: SyncOutcome): Promise<SyncOutcome> {
  const log = await presentLog(deps.store)
  return log && outcome.kind !== 'stopped' ? exchange(deps, log, { records: [], revocations: 'whole' }) : outcome
}

async function requestOf(deps: SyncDeps, { head }: SentLog, records: readonly LogRecord[]): Promise<SyncRequest> {
  const held = deps.heldManifest()
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
    parts: partsHeld(held),
    contact: await countContact(deps.store),
  }
}

/** What was destroyed on the tablet has no hash, and so is sent again. */
export function partsHeld(held: BundleManifest | null): SyncRequest['parts'] {
  const parts: { [part in PartName]?: Hash } = {}
  if (held) for (const name of PART_NAMES) if (held.parts[name].hash !== '') parts[name] = held.parts[name].hash
  return parts
}

/** On a full disk nothing can be counted, and the records must leave all the same: such a call is no new contact to the server. */
async function countContact(store: KioskStore): Promise<number> {
  const before = (await store.read('contacts')) ?? 0
  try {
    await store.write({ contacts: before + 1 })
    return before + 1
  } catch {
    return before
  }
}

async function afterReply(deps: SyncDeps, log: SentLog, reply: SyncReply): Promise<SyncOutcome> {
  const { store } = deps
  const { seq, hash } = reply.acked
  const head = await store.head()
  if (!head) return { kind: 'not-enrolled' }
  if (await isOtherLog(log, reply.acked, head.seq)) return { kind: 'stopped', why: 'fork', queued: Math.max(0, head.seq - seq), message: '' }
  if ((await store.read('acked'))?.seq !== seq) await log.setAcked({ seq, hash })
  await deps.onBundle(reply)
  const left = ((await store.head())?.seq ?? seq) - seq
  return left > 0 ? { kind: 'more', queued: left } : { kind: 'in-step', queued: 0 }
}

/** A log that ends before what the server holds, or holds another record there, is not the log that was sent. */
export async function isOtherLog(log: SentLog, acked: { readonly seq: number; readonly hash: Hash }, headSeq = log.head.seq): Promise<boolean> {
  const { checkpoint, kiosk, epoch } = log.head
  const ours = acked.seq === 0 ? emptyLog(checkpoint, kiosk, epoch).hash : await log.hashAt(acked.seq)
  return acked.seq > headSeq || (ours !== null && ours !== acked.hash)
}

async function afterRefusal(deps: SyncDeps, log: SentLog, answer: HttpAnswer & { readonly kind: 'answer' }): Promise<SyncOutcome> {
  const refusal = parseSyncRefusal(answer.body)
  const queued = log.head.seq - log.acked.seq
  const { message } = refusal
  switch (refusal.error) {
    case 'gap':
      return resendFrom(log, refusal)
    case 'broken-chain':
      if (refusal.expectedSeq > 0 && refusal.expectedSeq !== log.acked.seq + 1) return resendFrom(log, refusal)
      return { kind: 'stopped', why: 'broken-chain', queued, message }
    case 'fork':
      return { kind: 'stopped', why: 'fork', queued, message }
    case 'kiosk-revoked':
      return afterRevocation(deps, log, refusal)
    case 'kiosk-unknown':
    case 'signature-invalid':
    case 'wrong-epoch':
      return { kind: 'stopped', why: 'not-known-here', queued, message }
    case 'client-too-old':
    case 'server-too-old':
    case 'no-space':
      return { kind: 'retry', why: refusal.error, queued }
    case 'other':
      return answer.status === 401 ? { kind: 'stopped', why: 'not-known-here', queued, message } : { kind: 'retry', why: 'server-trouble', queued }
  }
}

/** A retired tablet's last records are taken, batch by batch; then it forgets what it was told to. */
async function afterRevocation(deps: SyncDeps, log: SentLog, { acked, order, message }: ParsedRefusal): Promise<SyncOutcome> {
  const taken = acked !== null && !(await isOtherLog(log, acked)) ? acked : null
  if (taken && taken.seq !== log.acked.seq) await log.setAcked(taken)
  const queued = log.head.seq - (taken?.seq ?? log.acked.seq)
  if (order) await deps.onOrder?.(order)
  if (taken && taken.seq > log.acked.seq && queued > 0) return { kind: 'more', queued }
  return { kind: 'stopped', why: order ? 'revoked' : 'not-known-here', queued, message }
}

/** The server lacks what it once acknowledged (restored from a backup), or has more than we knew: it says where to go on. */
async function resendFrom(log: SentLog, refusal: ParsedRefusal): Promise<SyncOutcome> {
  const { head } = log
  const seq = refusal.expectedSeq - 1
  if (seq < 0) return { kind: 'retry', why: 'server-trouble', queued: head.seq }
  if (seq > head.seq) return { kind: 'stopped', why: 'fork', queued: 0, message: refusal.message }
  await log.setAcked({ seq, hash: await log.hashAt(seq) })
  return { kind: 'more', queued: head.seq - seq }
}

function middleOf(before: ClockReading, after: ClockReading): ClockReading {
  return {
    wallAt: Math.round((before.wallAt + after.wallAt) / 2),
    monotonicMs: (before.monotonicMs + after.monotonicMs) / 2,
  }
}
