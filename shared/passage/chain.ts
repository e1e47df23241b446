import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson, type Json } from '../canonical-json.ts'
import { hexOf } from '../hex.ts'
import type { CheckpointId, KioskId } from '../ids.ts'
import type { EpochMs } from '../units.ts'
import { utf8Bytes } from '../utf8.ts'
import type { BodyValue, Hash, LogRecord, RecordBody, RecordHeader, RecordKind } from './records.ts'

/** Where a log stands: the last record's seq (0 when empty) and hash. */
export interface LogHead {
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly epoch: number
  readonly seq: number
  readonly hash: Hash
}

export function hashText(text: string): Hash {
  return hexOf(sha256(utf8Bytes(text)))
}

/** The first link of an epoch names its register, so that no record can be moved to another log. */
export function emptyLog(checkpoint: CheckpointId, kiosk: KioskId, epoch: number): LogHead {
  return { checkpoint, kiosk, epoch, seq: 0, hash: hashText(`chot-log-1|${checkpoint}|${kiosk}|${epoch}`) }
}

export function headerHash(header: RecordHeader): Hash {
  return hashText(`chot-record-1\n${canonicalJson(header as unknown as Json)}`)
}

/** Of a plain or sealed body. An erased body has no hash of its own: its header keeps the old one. */
export function bodyHash(body: Exclude<RecordBody, { form: 'erased' }>): Hash {
  return hashText(`chot-body-1\n${canonicalJson(body as unknown as Json)}`)
}

export type RecordDraft = PlainDraft | SealedDraft

interface DraftMoment {
  readonly occurredAt: EpochMs
  readonly wallAt: EpochMs
  /** 16 random bytes as hex. */
  readonly salt: string
}

export interface PlainDraft extends DraftMoment {
  readonly value: BodyValue
}

/** A body that was sealed before it reached the log. */
export interface SealedDraft extends DraftMoment {
  readonly kind: RecordKind
  /** See `shared/sealing/sealed-box.ts`. */
  readonly box: string
}

/** The record that follows `head`, and where the log stands after it. */
export function appendRecord(head: LogHead, draft: RecordDraft): { readonly record: LogRecord; readonly head: LogHead } {
  const { salt } = draft
  const body = 'box' in draft ? ({ form: 'sealed', salt, box: draft.box } as const) : ({ form: 'plain', salt, value: draft.value } as const)
  const header: RecordHeader = {
    v: 1,
    checkpoint: head.checkpoint,
    kiosk: head.kiosk,
    epoch: head.epoch,
    seq: head.seq + 1,
    kind: 'box' in draft ? draft.kind : draft.value.kind,
    occurredAt: draft.occurredAt,
    wallAt: draft.wallAt,
    prev: head.hash,
    bodyHash: bodyHash(body),
  }
  return { record: { header, body }, head: { ...head, seq: header.seq, hash: headerHash(header) } }
}

export type ChainFault = 'wrong-log' | 'gap' | 'broken-link' | 'body-altered'

/** Whether `record` is the one that follows `head`, unaltered. An erased body is no fault. */
export function followsHead(head: LogHead, record: LogRecord): ChainFault | null {
  const { header, body } = record
  if (header.checkpoint !== head.checkpoint || header.kiosk !== head.kiosk || header.epoch !== head.epoch) return 'wrong-log'
  if (header.seq !== head.seq + 1) return 'gap'
  if (header.prev !== head.hash) return 'broken-link'
  if (body.form !== 'erased' && bodyHash(body) !== header.bodyHash) return 'body-altered'
  return null
}
