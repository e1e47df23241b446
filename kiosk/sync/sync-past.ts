import type { Lost } from '../../shared/passage/records.ts'
import { EPOCH_HEADER, PROTOCOL_VERSION, type SyncRequest } from '../../shared/sync/protocol.ts'
import type { Journal } from '../log/journal.ts'
import type { PastLog } from '../log/past-log.ts'
import { signWith } from './kiosk-api.ts'
import { pastLog } from './send-log.ts'
import { isOtherLog, nextBatch, type SyncDeps, type SyncOutcome } from './sync-once.ts'
import { parseSyncRefusal, parseSyncReply } from './sync-wire.ts'

export interface SyncPastDeps extends Pick<SyncDeps, 'store' | 'post' | 'readClocks' | 'appVersion'> {
  readonly journal: Journal
}

/**
 * One call for the oldest log that still has something to send, as who this tablet then was and by its key of then. Null where
 * there is none. What the server will not take stays on the disk and is tried again after the next start.
 */
export async function syncPastOnce(deps: SyncPastDeps): Promise<SyncOutcome | null> {
  const past = (await deps.store.past()).find(({ stopped }) => stopped === null)
  if (!past) return null
  const log = pastLog(deps.store, past)
  const queued = past.head.seq - past.acked.seq
  const { records, brokenAt } = await nextBatch(log)
  if (brokenAt !== null && records.length === 0) return giveUpFrom(deps, past, brokenAt)
  const body = JSON.stringify(requestOf(deps, past, records))
  const headers = { ...(await signWith(past.identity, past.keys)('/api/sync', body)), [EPOCH_HEADER]: String(past.identity.epoch) }
  const answer = await deps.post('/api/sync', body, headers)
  if (answer.kind === 'unreachable') return { kind: 'retry', why: 'unreachable', queued }
  const reply = answer.status === 200 ? parseSyncReply(answer.body) : null
  const refusal = reply ? null : parseSyncRefusal(answer.body)
  const acked = reply?.acked ?? refusal?.acked ?? null
  if (acked && !(await isOtherLog(log, acked))) {
    await log.setAcked(acked)
    return { kind: 'more', queued: Math.max(1, past.head.seq - acked.seq) }
  }
  if (refusal?.error === 'gap' && refusal.expectedSeq > 0 && refusal.expectedSeq <= past.head.seq) {
    await log.setAcked({ seq: refusal.expectedSeq - 1, hash: await log.hashAt(refusal.expectedSeq - 1) })
    return { kind: 'more', queued }
  }
  if (answer.status >= 500 || answer.status === 426 || answer.status === 429) return { kind: 'retry', why: 'server-trouble', queued }
  await deps.store.keepPast({ ...past, stopped: acked ? 'fork' : (refusal?.error ?? 'other') })
  return { kind: 'more', queued }
}

function requestOf(deps: SyncPastDeps, past: PastLog, records: SyncRequest['records']): SyncRequest {
  const { checkpoint, kiosk, epoch } = past.identity
  const head = { seq: past.head.seq, hash: past.head.hash }
  const { wallAt } = deps.readClocks()
  return {
    protocol: PROTOCOL_VERSION,
    checkpoint,
    kiosk,
    epoch,
    records,
    head,
    wallAt,
    appVersion: deps.appVersion,
    bundleVersion: 0,
    parts: {},
    contact: 0,
  }
}

/** A past log cannot be mended: the tablet may stand elsewhere now. The present log says for good what will not come. */
async function giveUpFrom(deps: SyncPastDeps, past: PastLog, brokenAt: number): Promise<SyncOutcome> {
  const lost: Lost = { kind: 'lost', epoch: past.identity.epoch, fromSeq: brokenAt, toSeq: past.head.seq, cause: 'damaged' }
  await deps.journal.keep([lost])
  await deps.store.keepPast({ ...past, acked: { seq: past.head.seq, hash: past.head.hash } })
  return { kind: 'more', queued: 1 }
}
