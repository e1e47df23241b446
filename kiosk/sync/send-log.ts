import { emptyLog, followsHead, headerHash, type LogHead } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import type { PastLog } from '../log/past-log.ts'

/** How far a log is acknowledged. */
export interface Acked {
  readonly seq: number
  readonly hash: Hash | null
}

/** One log on the disk as the sending sees it: the present one, or that of an earlier enrolment. */
export interface SentLog {
  readonly head: LogHead
  readonly acked: Acked
  readonly recordsAfter: (seq: number, limit: number) => Promise<readonly LogRecord[]>
  readonly hashAt: (seq: number) => Promise<Hash | null>
  readonly setAcked: (acked: Acked) => Promise<void>
}

export async function presentLog(store: KioskStore): Promise<SentLog | null> {
  const head = await store.head()
  if (!head) return null
  return {
    head,
    acked: (await store.read('acked')) ?? { seq: 0, hash: null },
    recordsAfter: (seq, limit) => store.recordsAfter(seq, limit),
    hashAt: (seq) => store.hashAt(seq),
    setAcked: (acked) => store.write({ acked }),
  }
}

export function pastLog(store: KioskStore, past: PastLog): SentLog {
  return {
    head: past.head,
    acked: past.acked,
    recordsAfter: (seq, limit) => store.recordsAfter(seq, limit, past.name),
    hashAt: (seq) => store.hashAt(seq, past.name),
    setAcked: (acked) => store.keepPast({ ...past, acked }),
  }
}

export interface Run {
  readonly whole: readonly LogRecord[]
  /** The first record that is not as it was written, or not there; null where all are. */
  readonly brokenAt: number | null
}

/** Looks at each record as it comes from the disk: what was altered there is never sent as if it were true. */
export function wholeRun(log: Pick<SentLog, 'head' | 'acked'>, records: readonly LogRecord[]): Run {
  const whole: LogRecord[] = []
  let head = headAt(log, log.acked)
  for (const record of records) {
    // What stands before is not known after a server named a record that is gone here: the first one is taken at its word.
    const known = head.hash === '' ? { ...head, hash: previousIn(record) } : head
    if (!isWhole(known, record)) return { whole, brokenAt: head.seq + 1 }
    whole.push(record)
    head = { ...head, seq: record.header.seq, hash: headerHash(record.header) }
  }
  const ends = head.seq === log.head.seq && head.hash !== '' && head.hash !== log.head.hash
  if (ends) return { whole: whole.slice(0, -1), brokenAt: head.seq }
  return { whole, brokenAt: records.length === 0 && head.seq < log.head.seq ? head.seq + 1 : null }
}

/** Garbage on the disk may have any shape. */
export function isWhole(head: LogHead, record: LogRecord): boolean {
  try {
    return followsHead(head, record) === null && JSON.stringify(record).length > 0
  } catch {
    return false
  }
}

function headAt(log: Pick<SentLog, 'head'>, { seq, hash }: Acked): LogHead {
  const { checkpoint, kiosk, epoch } = log.head
  return { checkpoint, kiosk, epoch, seq, hash: hash ?? (seq === 0 ? emptyLog(checkpoint, kiosk, epoch).hash : '') }
}

function previousIn(record: LogRecord): Hash {
  try {
    return record.header.prev
  } catch {
    return ''
  }
}
