import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { CredentialId, PassageId } from '../../shared/ids.ts'
import { appendRecord, emptyLog, headerHash, type LogHead } from '../../shared/passage/chain.ts'
import type { Hash, LogRecord } from '../../shared/passage/records.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { DeviceKeys, KioskIdentity } from './kiosk-identity.ts'
import type { KioskSettings, KioskStore, LocalPassage, LogEntry } from './kiosk-store.ts'
import { type Beginning, nameOfLog, type PastLog } from './past-log.ts'

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
  past: { key: string; value: PastLog }
}
type Database = IDBPDatabase<Schema>
type StoreName = 'setting' | 'record' | 'passage' | 'past'
type Transaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>

/** `default` durability is relaxed in today's browsers: the answer would come before the disk has it. */
const STRICT = { durability: 'strict' } as const
const ALL: StoreName[] = ['setting', 'record', 'passage', 'past']
/** 2 keeps the logs of earlier enrolments. */
const VERSION = 2

export interface StoreEvents {
  /** An older page of this tablet keeps the database from being brought up to date. */
  readonly onBlocked?: () => void
  /** A newer page wants to bring it up to date, or the browser closed it: this page can write no more. */
  readonly onClosed?: () => void
}

export async function openIndexedDbStore(name: string, events: StoreEvents = {}): Promise<KioskStore> {
  const db = await openDB<Schema>(name, VERSION, {
    blocked: () => events.onBlocked?.(),
    blocking: (_held, _wanted, { target }) => {
      if (target instanceof IDBDatabase) target.close()
      events.onClosed?.()
    },
    terminated: () => events.onClosed?.(),
    upgrade(created, from) {
      if (from < 2) created.createObjectStore('past', { keyPath: 'name' })
      if (from >= 1) return
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
    past: () => db.getAll('past'),
    keepPast: (log) =>
      inOneTransaction(db, async (tx) => {
        if (log.acked.seq >= log.head.seq) await tx.objectStore('past').delete(log.name)
        else await tx.objectStore('past').put(log)
      }),
    wipe: ({ queue }) => inOneTransaction(db, (tx) => wipe(tx, queue)),
  }
}

function settingsOf(db: Database): Pick<KioskStore, 'read' | 'write' | 'begin' | 'head'> {
  return {
    read: async <K extends keyof KioskSettings>(name: K) => ((await db.get('setting', name)) ?? null) as KioskSettings[K] | null,
    write: (settings) => inOneTransaction(db, (tx) => putSettings(tx, settings)),
    begin: (identity, settings, beginning = { kind: 'enrolled' }) => inOneTransaction(db, (tx) => begin(tx, { identity, settings, beginning })),
    head: async () => ((await db.get('setting', 'head')) ?? null) as LogHead | null,
  }
}

interface Begun {
  readonly identity: KioskIdentity
  readonly settings: Partial<KioskSettings>
  readonly beginning: Beginning
}

async function begin(tx: Transaction, { identity, settings, beginning }: Begun): Promise<LogHead> {
  const head = emptyLog(identity.checkpoint, identity.kiosk, identity.epoch)
  if (beginning.kind === 'enrolled') {
    if (beginning.rest !== 'written-again') await keepUnsent(tx)
    await forgetEnrolment(tx)
  }
  await putSettings(tx, { ...settings, identity, acked: { seq: 0, hash: head.hash } })
  await tx.objectStore('setting').put(head, 'head')
  const [first, ...others] = beginning.drafts ?? []
  return first ? append(tx, { drafts: [first, ...others] }) : head
}

async function keepUnsent(tx: Transaction): Promise<void> {
  const setting = tx.objectStore('setting')
  const head = (await setting.get('head')) as LogHead | undefined
  const identity = (await setting.get('identity')) as KioskIdentity | undefined
  const keys = (await setting.get('keys')) as DeviceKeys | undefined
  const acked = ((await setting.get('acked')) as KioskSettings['acked'] | undefined) ?? { seq: 0, hash: null }
  if (!head || !identity || !keys || acked.seq >= head.seq) return
  await tx.objectStore('past').put({ name: nameOfLog(identity), identity, keys, head, acked, stopped: null })
}

/** What a thief must not find, and nothing that the server has yet to get. */
async function wipe(tx: Transaction, queue: 'keep' | 'drop'): Promise<void> {
  const secrets = [
    'manifest',
    'parts',
    'closedLists',
    'listKey',
    'shift',
    'handOver',
    'verifiers',
    'crossings',
    'vehiclesGone',
    'personal',
    'personalKey',
    'shiftCodes',
    'envelope',
    'pending',
  ]
  for (const name of secrets) await tx.objectStore('setting').delete(name)
  await tx.objectStore('passage').clear()
  if (queue === 'keep') return
  await tx.objectStore('record').clear()
  await tx.objectStore('past').clear()
}

/** Bundle, shift and PIN verifiers belong to an enrolment; open scans belong to its log. Preferences and clock stay. */
async function forgetEnrolment(tx: Transaction): Promise<void> {
  for (const name of [
    'manifest',
    'parts',
    'closedLists',
    'listKey',
    'shift',
    'handOver',
    'verifiers',
    'crossings',
    'vehiclesGone',
    'shiftCodes',
    'envelope',
    'pending',
    'contacts',
    'damage',
  ])
    await tx.objectStore('setting').delete(name)
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
    recordsAfter: async (seq, limit, named) => {
      const log = named ?? (await logName())
      const rows = await db.getAll('record', IDBKeyRange.bound([log, seq + 1], [log, Number.MAX_SAFE_INTEGER]), limit)
      return rows.map((row) => row.record)
    },
    hashAt: async (seq, named) => (await db.get('record', [named ?? (await logName()), seq]))?.hash ?? null,
  }
}

async function append(tx: Transaction, entry: LogEntry): Promise<LogHead> {
  let head = (await tx.objectStore('setting').get('head')) as LogHead | undefined
  if (!head) throw new Error('the kiosk has no log yet: enrol first')
  const log = nameOfLog(head)
  // All asked at once: each answer waited for is a turn through the browser's other process, and a verdict waits for them.
  const asked: Promise<unknown>[] = []
  for (const draft of entry.drafts) {
    const next = appendRecord(head, draft)
    head = next.head
    const row = { log, seq: head.seq, occurredAt: draft.occurredAt, hash: headerHash(next.record.header), record: next.record }
    // add, never put: a seq that is taken aborts the whole transaction.
    asked.push(tx.objectStore('record').add(row))
  }
  asked.push(tx.objectStore('setting').put(head, 'head'))
  if (entry.passage) asked.push(tx.objectStore('passage').put({ ...entry.passage, credentialKey: entry.passage.credential ?? '' }))
  if (entry.settings) asked.push(putSettings(tx, entry.settings))
  await Promise.all(asked)
  return head
}

async function putSettings(tx: Transaction, settings: Partial<KioskSettings>): Promise<void> {
  await Promise.all(Object.entries(settings).map(([name, value]) => tx.objectStore('setting').put(value, name)))
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
    const unsent = new Map((await tx.objectStore('past').getAll()).map(({ name, acked }) => [name, acked.seq]))
    const old = IDBKeyRange.upperBound(before, true)
    for (let row = await tx.objectStore('record').index('time').openCursor(old); row; row = await row.continue()) {
      const sentTo = row.value.log === present ? ackedSeq : (unsent.get(row.value.log) ?? Number.MAX_SAFE_INTEGER)
      if (row.value.seq <= sentTo) await row.delete()
    }
    for (let row = await tx.objectStore('passage').index('time').openCursor(old); row; row = await row.continue()) {
      if (row.value.decided) await row.delete()
    }
  })
}
