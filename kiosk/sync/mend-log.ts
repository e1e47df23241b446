import { hexOf } from '../../shared/hex.ts'
import { bodyHash, headerHash, type LogHead, type RecordDraft } from '../../shared/passage/chain.ts'
import type { LogRecord, Lost } from '../../shared/passage/records.ts'
import { type EpochRequest, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { draftOf, nameOfLog } from '../log/past-log.ts'
import type { Post, SignRequest } from './kiosk-api.ts'
import type { MendOutcome } from './sync-once.ts'
import { parseEpochReply } from './sync-wire.ts'

export interface MendDeps {
  readonly store: KioskStore
  readonly post: Post
  readonly sign: SignRequest
  readonly random: (bytes: number) => Uint8Array
  readonly times: () => { readonly occurredAt: EpochMs; readonly wallAt: EpochMs }
}

/**
 * A log with a damaged or missing record cannot go on: the server closes it where it stands and opens the next epoch. There
 * the tablet says first what was lost, then writes again, with their own times, the records that are whole. The server
 * counted none of them, and takes no more of the old log, so each still counts once.
 */
export async function mendLog(deps: MendDeps, brokenAt: number): Promise<MendOutcome> {
  const { store } = deps
  const head = await store.head()
  const identity = await store.read('identity')
  if (!head || !identity) return 'refused'
  const isGone = (await store.recordsAfter(brokenAt - 1, 1))[0]?.header?.seq !== brokenAt
  const request: EpochRequest = {
    protocol: PROTOCOL_VERSION,
    epoch: head.epoch,
    head: { seq: head.seq, hash: head.hash },
    cause: isGone ? 'storage-lost' : 'damaged',
  }
  const body = JSON.stringify(request)
  const answer = await deps.post('/api/kiosks/epoch', body, await deps.sign('/api/kiosks/epoch', body))
  if (answer.kind === 'unreachable') return 'unreachable'
  const reply = answer.status === 200 ? parseEpochReply(answer.body) : null
  if (!reply || reply.epoch <= head.epoch) return 'refused'
  const { drafts, lost } = await rest(deps, head, reply.closed.seq)
  const { occurredAt } = deps.times()
  const first = lost[0]
  const damage = { epoch: head.epoch, fromSeq: first?.fromSeq ?? brokenAt, toSeq: lost.at(-1)?.toSeq ?? brokenAt, foundAt: occurredAt, seenBy: null }
  const log = { ...identity, epoch: reply.epoch }
  await store.begin(log, { damage }, { kind: 'mended', drafts: [...lost.map((one) => draft(deps, one)), ...drafts] })
  return 'mended'
}

interface Rest {
  readonly drafts: readonly RecordDraft[]
  readonly lost: readonly Lost[]
}

async function rest({ store }: MendDeps, head: LogHead, after: number): Promise<Rest> {
  const log = nameOfLog(head)
  const rows = await store.recordsAfter(after, head.seq - after, log)
  const bySeq = new Map<number, RecordDraft>()
  for (const row of rows) {
    const copy = await copyOf(store, row, log)
    if (copy) bySeq.set(row.header.seq, copy)
  }
  const lost: Lost[] = []
  for (let seq = after + 1; seq <= head.seq; seq++) {
    if (bySeq.has(seq)) continue
    const last = lost.at(-1)
    if (last?.toSeq === seq - 1) lost[lost.length - 1] = { ...last, toSeq: seq }
    else lost.push({ kind: 'lost', epoch: head.epoch, fromSeq: seq, toSeq: seq, cause: 'damaged' })
  }
  return { drafts: [...bySeq.values()], lost }
}

/** Each on its own, since the chain is broken: header as it was stored, body as its header names it. */
async function copyOf(store: KioskStore, record: LogRecord, log: string): Promise<RecordDraft | null> {
  try {
    const { header, body } = record
    if (body.form === 'erased' || bodyHash(body) !== header.bodyHash) return null
    if ((await store.hashAt(header.seq, log)) !== headerHash(header)) return null
    return draftOf(record)
  } catch {
    return null
  }
}

function draft(deps: MendDeps, value: Lost): RecordDraft {
  return { ...deps.times(), value, salt: hexOf(deps.random(16)) }
}
