import type { KioskSettings, KioskStore, LocalPassage } from '../../kiosk/log/kiosk-store.ts'
import { type LogName, nameOfLog, type PastLog } from '../../kiosk/log/past-log.ts'
import { appendRecord, emptyLog, headerHash, type LogHead, type RecordDraft } from '../../shared/passage/chain.ts'
import type { LogRecord } from '../../shared/passage/records.ts'

export interface MemoryStore extends KioskStore {
  readonly records: () => readonly LogRecord[]
  /** From now on nothing can be written, as on a full disk. */
  failWrites: (fails: 'yes' | 'no') => void
  /** Alters a record of the present log where it lies, or takes it away. */
  harm: (seq: number, change: ((record: LogRecord) => LogRecord) | null) => void
}

interface Row {
  readonly log: LogName
  readonly record: LogRecord
  readonly hash: string
}

/** A disk in memory: the same contract, all or nothing, without a browser. */
export function memoryStore(): MemoryStore {
  let settings: { -readonly [name in keyof KioskSettings]?: KioskSettings[name] } = {}
  let head: LogHead | null = null
  let log: Row[] = []
  const passages = new Map<string, LocalPassage>()
  const pasts = new Map<LogName, PastLog>()
  let broken = false
  const present = (): LogName => (head ? nameOfLog(head) : '')
  const put = (draft: RecordDraft): void => {
    if (!head) throw new Error('the kiosk has no log yet: enrol first')
    const next = appendRecord(head, draft)
    log.push({ log: present(), record: next.record, hash: headerHash(next.record.header) })
    head = next.head
  }
  const guard = (): void => {
    if (broken) throw new DOMException('disk full', 'QuotaExceededError')
  }
  return {
    records: () => log.filter((row) => row.log === present()).map(({ record }) => record),
    harm: (seq, change) => {
      log = log.flatMap((row) =>
        row.log !== present() || row.record.header.seq !== seq ? [row] : change === null ? [] : [{ ...row, record: change(row.record) }],
      )
    },
    failWrites: (fails) => {
      broken = fails === 'yes'
    },
    read: async <K extends keyof KioskSettings>(name: K) => settings[name] ?? null,
    write: async (change) => {
      guard()
      settings = { ...settings, ...change }
    },
    begin: async (identity, change, beginning = { kind: 'enrolled' }) => {
      guard()
      const { keys, identity: before, acked } = settings
      if (beginning.kind === 'enrolled' && beginning.rest !== 'written-again' && head && before && keys && (acked?.seq ?? 0) < head.seq) {
        const name = nameOfLog(before)
        pasts.set(name, { name, identity: before, keys, head, acked: acked ?? { seq: 0, hash: null }, stopped: null })
      }
      if (beginning.kind === 'enrolled') {
        settings = { ...settings, contacts: 0, damage: null }
        for (const name of ['manifest', 'parts', 'shift', 'verifiers', 'shiftCodes', 'envelope', 'pending'] as const) delete settings[name]
        for (const [id, passage] of passages) if (!passage.decided) passages.delete(id)
      }
      head = emptyLog(identity.checkpoint, identity.kiosk, identity.epoch)
      settings = { ...settings, ...change, identity, acked: { seq: 0, hash: head.hash } }
      for (const draft of beginning.drafts ?? []) put(draft)
      return head
    },
    head: async () => head,
    append: async ({ drafts, passage, settings: change }) => {
      guard()
      if (!head) throw new Error('the kiosk has no log yet: enrol first')
      for (const draft of drafts) put(draft)
      if (passage) passages.set(passage.passage, passage)
      settings = { ...settings, ...change }
      return head
    },
    recordsAfter: async (seq, limit, named = present()) =>
      log
        .filter((row) => row.log === named && row.record.header.seq > seq)
        .map(({ record }) => record)
        .slice(0, limit),
    hashAt: async (seq, named = present()) => log.find((row) => row.log === named && row.record.header.seq === seq)?.hash ?? null,
    past: async () => [...pasts.values()],
    keepPast: async (past) => {
      guard()
      if (past.acked.seq >= past.head.seq) pasts.delete(past.name)
      else pasts.set(past.name, past)
    },
    wipe: async ({ queue }) => {
      guard()
      for (const name of [
        'manifest',
        'parts',
        'shift',
        'verifiers',
        'crossings',
        'vehiclesGone',
        'personal',
        'personalKey',
        'shiftCodes',
        'envelope',
        'pending',
      ] as const)
        delete settings[name]
      passages.clear()
      if (queue === 'keep') return
      log = []
      pasts.clear()
    },
    passage: async (id) => passages.get(id) ?? null,
    passagesOf: async (credential) => [...passages.values()].filter((passage) => passage.credential === credential),
    passagesSince: async (at) => [...passages.values()].filter((passage) => passage.scannedAt >= at),
    prune: async (before, ackedSeq) => {
      guard()
      const sentTo = (row: Row): number => (row.log === present() ? ackedSeq : (pasts.get(row.log)?.acked.seq ?? Number.MAX_SAFE_INTEGER))
      log = log.filter((row) => row.record.header.seq > sentTo(row) || row.record.header.occurredAt >= before)
    },
  }
}
