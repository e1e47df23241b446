import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { CredentialId, PassageId } from '../../shared/ids.ts'
import { appendRecord, emptyLog, headerHash, type LogHead } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { KioskIdentity, KioskSettings, KioskStore, LocalPassage, LogEntry } from './kiosk-store.ts'

/** `log` is the register (kiosk/epoch): a tablet enrolled again starts another and keeps the old one. */
interface RecordRow {
  readonly log: string
  readonly seq: number
  readonly occurredAt: EpochMs
  readonly hash: Hash
  readonly record: LogRecord
}

/** `credentialKey` is '' without a credential: IndexedDB cannot index null. */
type PassageRow = LocalPassage & { readonly credentialKey: string }

interface Schema extends DBSchema {
  setting: { key: string; value: unknown }
  record: { key: [string, number]; value: RecordRow; indexes: { time: number } }
  passage: { key: string; value: PassageRow; indexes: { credential: string; time: number } }
}
type Database = IDBPDatabase<Schema>
type StoreName = 'setting' | 'record' | 'passage'
type Transaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>

/** `default` durability is relaxed in today's browsers: the answer would come before the disk has it. */
const STRICT = { durability: 'strict' } as const
const ALL: StoreName[] = ['setting', 'record', 'passage']

export async function openIndexedDbStore(name: string): Promise<KioskStore> {
  const db = await openDB<Schema>(name, 1, {
    upgrade(created) {
      created.createObjectStore('setting')
      created.createObjectStore('record', { keyPath: ['log', 'seq'] }).createIndex('time', 'occurredAt')
      const passages = created.createObjectStore('passage', { keyPath: 'passage' })
      passages.createIndex('credential', 'credentialKey')
      passages.createIndex('time', 'scannedAt')
    },
  })
  return {
    ...settingsOf(db),
    ...logOf(db),
    passage: async (passage: PassageId) => (await db.get('passage', passage)) ?? null,
    passagesOf: (credential: CredentialId) => db.getAllFromIndex('passage', 'credential', credential),
    passagesSince: (at: EpochMs) => db.getAllFromIndex('passage', 'time', IDBKeyRange.lowerBound(at)),
    prune: (before, ackedSeq) => prune(db, before, ackedSeq),
  }
}

function settingsOf(db: Database): Pick<KioskStore, 'read' | 'write' | 'begin' | 'head'> {
  return {
    read: async <K extends keyof KioskSettings>(name: K) => ((await db.get('setting', name)) ?? null) as KioskSettings[K] | null,
    write: (settings) => inOneTransaction(db, (tx) => putSettings(tx, settings)),
    begin: (identity, settings) => {
      const head = emptyLog(identity.checkpoint, identity.kiosk, identity.epoch)
      return inOneTransaction(db, async (tx) => {
        await forgetEnrolment(tx)
        await putSettings(tx, { ...settings, identity, acked: { seq: 0, hash: head.hash } })
        await tx.objectStore('setting').put(head, 'head')
        return head
      })
    },
    head: async () => ((await db.get('setting', 'head')) ?? null) as LogHead | null,
  }
}

/** Bundle, shift and PIN verifiers belong to an enrolment; open scans belong to its log. Preferences and clock stay. */
async function forgetEnrolment(tx: Transaction): Promise<void> {
  for (const name of ['manifest', 'parts', 'shift', 'verifiers', 'crossings']) await tx.objectStore('setting').delete(name)
  for (let row = await tx.objectStore('passage').openCursor(); row; row = await row.continue()) {
    if (!row.value.decided) await row.delete()
  }
}

function logOf(db: Database): Pick<KioskStore, 'append' | 'recordsAfter' | 'hashAt'> {
  const logName = async (): Promise<string> => {
    const identity = (await db.get('setting', 'identity')) as KioskIdentity | undefined
    return identity ? nameOfLog(identity) : ''
  }
  return {
    append: (entry) => inOneTransaction(db, (tx) => append(tx, entry)),
    recordsAfter: async (seq, limit) => {
      const log = await logName()
      const rows = await db.getAll('record', IDBKeyRange.bound([log, seq + 1], [log, Number.MAX_SAFE_INTEGER]), limit)
      return rows.map((row) => row.record)
    },
    hashAt: async (seq) => (await db.get('record', [await logName(), seq]))?.hash ?? null,
  }
}

async function append(tx: Transaction, entry: LogEntry): Promise<LogHead> {
  let head = (await tx.objectStore('setting').get('head')) as LogHead | undefined
  if (!head) throw new Error('the kiosk has no log yet: enrol first')
  const log = nameOfLog(head)
  for (const draft of entry.drafts) {
    const next = appendRecord(head, draft)
    head = next.head
    // add, never put: a seq that is taken aborts the whole transaction.
    await tx
      .objectStore('record')
      .add({ log, seq: head.seq, occurredAt: draft.occurredAt, hash: headerHash(next.record.header), record: next.record })
  }
  await tx.objectStore('setting').put(head, 'head')
  if (entry.passage) await tx.objectStore('passage').put({ ...entry.passage, credentialKey: entry.passage.credential ?? '' })
  if (entry.settings) await putSettings(tx, entry.settings)
  return head
}

async function putSettings(tx: Transaction, settings: Partial<KioskSettings>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await tx.objectStore('setting').put(value, name)
}

function nameOfLog(of: Pick<KioskIdentity, 'kiosk' | 'epoch'>): string {
  return `${of.kiosk}/${of.epoch}`
}

async function inOneTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = db.transaction(ALL, 'readwrite', STRICT)
  try {
    const value = await work(tx)
    await tx.done
    return value
  } catch (error) {
    await abandon(tx)
    throw error
  }
}

async function abandon(tx: Transaction): Promise<void> {
  try {
    tx.abort()
  } catch {
    // A failed request has aborted it already.
  }
  await tx.done.catch(() => undefined)
}

async function prune(db: Database, before: EpochMs, ackedSeq: number): Promise<void> {
  await inOneTransaction(db, async (tx) => {
    const head = (await tx.objectStore('setting').get('head')) as LogHead | undefined
    const present = head ? nameOfLog(head) : ''
    const old = IDBKeyRange.upperBound(before, true)
    for (let row = await tx.objectStore('record').index('time').openCursor(old); row; row = await row.continue()) {
      if (row.value.log === present && row.value.seq <= ackedSeq) await row.delete()
    }
    for (let row = await tx.objectStore('passage').index('time').openCursor(old); row; row = await row.continue()) {
      if (row.value.decided) await row.delete()
    }
  })
}
