import type { KioskSettings, KioskStore, LocalPassage } from '../../kiosk/log/kiosk-store.ts'
import { appendRecord, emptyLog, headerHash, type LogHead } from '../../shared/passage/chain.ts'
import type { LogRecord } from '../../shared/passage/records.ts'

export interface MemoryStore extends KioskStore {
  readonly records: () => readonly LogRecord[]
  /** From now on nothing can be written, as on a full disk. */
  failWrites: (fails: 'yes' | 'no') => void
}

/** A disk in memory: the same contract, all or nothing, without a browser. */
export function memoryStore(): MemoryStore {
  let settings: Partial<KioskSettings> = {}
  let head: LogHead | null = null
  let log: { readonly record: LogRecord; readonly hash: string }[] = []
  const passages = new Map<string, LocalPassage>()
  let broken = false
  const guard = (): void => {
    if (broken) throw new DOMException('disk full', 'QuotaExceededError')
  }
  return {
    records: () => log.map(({ record }) => record),
    failWrites: (fails) => {
      broken = fails === 'yes'
    },
    read: async <K extends keyof KioskSettings>(name: K) => settings[name] ?? null,
    write: async (change) => {
      guard()
      settings = { ...settings, ...change }
    },
    begin: async (identity, change) => {
      guard()
      head = emptyLog(identity.checkpoint, identity.kiosk, identity.epoch)
      settings = { ...settings, ...change, identity, acked: { seq: 0, hash: head.hash } }
      log = []
      return head
    },
    head: async () => head,
    append: async ({ drafts, passage, settings: change }) => {
      guard()
      if (!head) throw new Error('the kiosk has no log yet: enrol first')
      for (const draft of drafts) {
        const next = appendRecord(head, draft)
        head = next.head
        log.push({ record: next.record, hash: headerHash(next.record.header) })
      }
      if (passage) passages.set(passage.passage, passage)
      settings = { ...settings, ...change }
      return head
    },
    recordsAfter: async (seq, limit) =>
      log
        .map(({ record }) => record)
        .filter(({ header }) => header.seq > seq)
        .slice(0, limit),
    hashAt: async (seq) => log.find(({ record }) => record.header.seq === seq)?.hash ?? null,
    passage: async (id) => passages.get(id) ?? null,
    passagesOf: async (credential) => [...passages.values()].filter((passage) => passage.credential === credential),
    passagesSince: async (at) => [...passages.values()].filter((passage) => passage.scannedAt >= at),
    prune: async (before, ackedSeq) => {
      guard()
      log = log.filter(({ record: { header } }) => header.seq > ackedSeq || header.occurredAt >= before)
    },
  }
}
