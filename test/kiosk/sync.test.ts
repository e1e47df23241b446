import { describe, expect, it } from 'vitest'
import type { KioskStore } from '../../kiosk/log/kiosk-store.ts'
import { RETRY_FIRST_MS, RETRY_LONGEST_MS, retryDelayMs, SYNC_IDLE_MS } from '../../kiosk/sync/backoff.ts'
import { batchOf } from '../../kiosk/sync/batch.ts'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { startSyncLoop } from '../../kiosk/sync/sync-loop.ts'
import { type SyncOutcome, syncOnce } from '../../kiosk/sync/sync-once.ts'
import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import type { LogRecord } from '../../shared/passage/records.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_RECORDS, type SyncReply, type SyncRequest } from '../../shared/sync/protocol.ts'
import { aSignedBundle } from './a-bundle.ts'
import { NOON } from './a-station.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'

const IDENTITY = { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: 'A'.repeat(43) }

async function storeWith(records: number): Promise<MemoryStore> {
  const store = memoryStore()
  await store.begin(IDENTITY, {})
  for (let i = 1; i <= records; i++) await store.append({ drafts: [draft(i)] })
  return store
}

function draft(n: number) {
  const salt = n.toString(16).padStart(32, '0')
  return { value: { kind: 'clock', event: 'sure', skewMs: n } as const, occurredAt: NOON + n, wallAt: NOON + n, salt }
}

interface Scripted {
  readonly outcome: SyncOutcome
  readonly sent: SyncRequest
  readonly contacts: number
}

async function sync(store: KioskStore, answer: (request: SyncRequest) => HttpAnswer | Promise<HttpAnswer>): Promise<Scripted> {
  let sent: SyncRequest | null = null
  let contacts = 0
  const outcome = await syncOnce({
    store,
    post: async (_path, body) => {
      const request: SyncRequest = JSON.parse(body)
      sent = request
      return answer(request)
    },
    sign: async () => ({}),
    readClocks: () => ({ wallAt: NOON, monotonicMs: 0 }),
    appVersion: '0.1.0',
    heldManifest: () => null,
    onContact: async () => {
      contacts++
    },
    onBundle: async () => undefined,
  })
  if (!sent) throw new Error('nothing was sent')
  return { outcome, sent, contacts }
}

/** Ports for calls that must not get as far as the network. */
const unanswered = {
  post: async () => Promise.reject(new Error('nothing should be sent')),
  sign: async () => ({}),
  readClocks: () => ({ wallAt: NOON, monotonicMs: 0 }),
  appVersion: '0.1.0',
  heldManifest: () => null,
  onContact: async () => undefined,
  onBundle: async () => undefined,
}

async function reply(seq: number, hash: string): Promise<HttpAnswer> {
  const { signed } = await aSignedBundle(NOON)
  const body: SyncReply = { protocol: 1, acked: { seq, hash }, serverNow: NOON, bundle: signed, parts: {}, parked: [] }
  return { kind: 'answer', status: 200, body: JSON.parse(JSON.stringify(body)) }
}

const hashOf = async (store: KioskStore, seq: number) => (await store.hashAt(seq)) ?? ''

it('names the version once held also where its parts were lost: a restored server must overtake it', async () => {
  const store = await storeWith(0)
  await store.write({ manifest: (await aSignedBundle(NOON, 7)).signed })
  expect((await sync(store, () => ({ kind: 'unreachable', why: 'offline' }))).sent).toMatchObject({ bundleVersion: 7, parts: {} })
})

describe('one call', () => {
  it('sends from the first unacknowledged record and takes the acknowledgement', async () => {
    const store = await storeWith(5)
    await store.write({ acked: { seq: 2, hash: await hashOf(store, 2) } })
    const { sent, outcome, contacts } = await sync(store, async () => reply(5, await hashOf(store, 5)))
    expect(sent.records.map(({ header }) => header.seq)).toEqual([3, 4, 5])
    expect(sent.head.seq).toBe(5)
    expect(outcome).toEqual({ kind: 'in-step', queued: 0 })
    expect((await store.read('acked'))?.seq).toBe(5)
    expect(contacts).toBe(1)
  })

  it('goes back where the server was restored from a backup', async () => {
    const store = await storeWith(5)
    await store.write({ acked: { seq: 5, hash: await hashOf(store, 5) } })
    const { outcome } = await sync(store, async () => reply(2, await hashOf(store, 2)))
    expect(outcome).toEqual({ kind: 'more', queued: 3 })
    const again = await sync(store, async () => reply(5, await hashOf(store, 5)))
    expect(again.sent.records.map(({ header }) => header.seq)).toEqual([3, 4, 5])
  })

  it('resends from where a gap is named', async () => {
    const store = await storeWith(5)
    await store.write({ acked: { seq: 4, hash: await hashOf(store, 4) } })
    const gap = { error: 'gap', message: 'send 2', expectedSeq: 2, serverNow: NOON }
    const { outcome } = await sync(store, () => ({ kind: 'answer', status: 409, body: gap }))
    expect(outcome.kind).toBe('more')
    expect((await store.read('acked'))?.seq).toBe(1)
  })

  it('stops, deleting nothing, where the server holds another record than ours', async () => {
    const store = await storeWith(3)
    const { outcome } = await sync(store, () => reply(3, 'f'.repeat(64)))
    expect(outcome).toMatchObject({ kind: 'stopped', why: 'fork' })
    expect(store.records()).toHaveLength(3)
    expect((await store.read('acked'))?.seq).toBe(0)
  })

  it('stops where the server acknowledges more than was ever written here', async () => {
    const store = await storeWith(3)
    expect((await sync(store, () => reply(4, 'f'.repeat(64)))).outcome).toMatchObject({ kind: 'stopped', why: 'fork' })
  })

  it.each([
    [401, 'kiosk-revoked', 'not-known-here'],
    [401, 'kiosk-unknown', 'not-known-here'],
    [401, 'signature-invalid', 'not-known-here'],
    [401, 'wrong-epoch', 'not-known-here'],
    [401, 'something-new', 'not-known-here'],
    [409, 'fork', 'fork'],
    [409, 'broken-chain', 'broken-chain'],
  ])('%d %s keeps every record and says so', async (status, error, why) => {
    const store = await storeWith(3)
    const body = { error, message: 'no', seq: 1, expectedSeq: 1 }
    expect((await sync(store, () => ({ kind: 'answer', status, body }))).outcome).toMatchObject({ kind: 'stopped', why, queued: 3 })
    expect(store.records()).toHaveLength(3)
  })

  it.each([
    ['no network', { kind: 'unreachable', why: 'no route' }, 'unreachable'],
    ['a full server', { kind: 'answer', status: 507, body: { error: 'no-space', message: 'later' } }, 'no-space'],
    ['a proxy page', { kind: 'answer', status: 502, body: null }, 'server-trouble'],
    ['a captive portal that says 200', { kind: 'answer', status: 200, body: null }, 'server-trouble'],
    ['an older server', { kind: 'answer', status: 426, body: { error: 'server-too-old', message: '' } }, 'server-too-old'],
  ] as const)('%s is tried again later', async (_name, answer, why) => {
    const store = await storeWith(2)
    expect((await sync(store, () => answer)).outcome).toEqual({ kind: 'retry', why, queued: 2 })
    expect((await store.read('acked'))?.seq).toBe(0)
  })

  it('says that records are missing rather than leave a gap', async () => {
    const store = await storeWith(5)
    await store.prune(NOON + 3, 5)
    const outcome = await syncOnce({ ...unanswered, store })
    expect(outcome).toMatchObject({ kind: 'stopped', why: 'records-missing', queued: 5 })
  })
})

describe('a batch', () => {
  it('holds as many records as the protocol allows and no more', async () => {
    const store = await storeWith(MAX_BATCH_RECORDS + 1)
    expect(batchOf(await store.recordsAfter(0, MAX_BATCH_RECORDS + 1))).toHaveLength(MAX_BATCH_RECORDS)
  })

  it('stays under the bytes that the protocol allows, in UTF-8', async () => {
    const store = await storeWith(1)
    const [record] = store.records()
    if (!record) throw new Error('no record')
    const long = (n: number): LogRecord => ({ ...record, body: { form: 'sealed', salt: '', box: `${n}${'ơ'.repeat(20_000)}` } })
    const batch = batchOf(Array.from({ length: 20 }, (_, n) => long(n)))
    expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(MAX_BATCH_BYTES)
    expect(batch.length).toBeGreaterThan(1)
  })

  it('is never empty while there is a record, however large', async () => {
    const store = await storeWith(1)
    const [record] = store.records()
    if (!record) throw new Error('no record')
    expect(batchOf([{ ...record, body: { form: 'sealed', salt: '', box: 'x'.repeat(MAX_BATCH_BYTES) } }])).toHaveLength(1)
  })
})

describe('the loop', () => {
  const work = () => {
    const delays: number[] = []
    let next: (() => void) | null = null
    const timer = {
      set: (run: () => void, ms: number) => {
        delays.push(ms)
        next = run
        return delays.length
      },
      clear: () => {
        next = null
      },
    }
    const step = async (): Promise<void> => {
      next?.()
      for (let i = 0; i < 5; i++) await Promise.resolve()
    }
    return { delays, timer, step }
  }

  it('backs off between one second and five minutes, at random, and never beyond', () => {
    expect(retryDelayMs(1, 0)).toBeGreaterThan(0)
    expect(retryDelayMs(1, 1)).toBe(2 * RETRY_FIRST_MS)
    expect(retryDelayMs(50, 1)).toBe(RETRY_LONGEST_MS)
    expect(retryDelayMs(4, 0.5)).toBeLessThan(retryDelayMs(5, 0.5))
  })

  it('waits longer after each failure, and starts anew when the network returns', async () => {
    const { delays, timer, step } = work()
    const once = async (): Promise<SyncOutcome> => ({ kind: 'retry', why: 'unreachable', queued: 1 })
    const loop = startSyncLoop({ once, random: () => 1, onOutcome: () => undefined, timer })
    for (let i = 0; i < 3; i++) await step()
    expect(delays).toEqual([0, 2000, 4000, 8000])
    loop.soon()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    expect(delays).toHaveLength(4)
    loop.again()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    expect(delays.at(-1)).toBe(2000)
  })

  it('rests when everything is sent, and goes at once when a decision comes', async () => {
    const { delays, timer, step } = work()
    let calls = 0
    const once = async (): Promise<SyncOutcome> => {
      calls++
      return { kind: 'in-step', queued: 0 }
    }
    const loop = startSyncLoop({ once, random: () => 0.5, onOutcome: () => undefined, timer })
    await step()
    expect(delays.at(-1)).toBe(SYNC_IDLE_MS)
    loop.soon()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    expect(calls).toBe(2)
  })

  it('does not spin where answers make no progress', async () => {
    const { delays, timer, step } = work()
    const once = async (): Promise<SyncOutcome> => ({ kind: 'more', queued: 1 })
    startSyncLoop({ once, random: () => 0.5, onOutcome: () => undefined, timer })
    for (let i = 0; i < 60; i++) await step()
    expect(delays.at(-1)).toBeGreaterThan(1000)
  })

  it('survives a call that throws', async () => {
    const { delays, timer, step } = work()
    const once = async (): Promise<SyncOutcome> => Promise.reject(new Error('bug'))
    startSyncLoop({ once, random: () => 1, onOutcome: () => undefined, timer })
    for (let i = 0; i < 2; i++) await step()
    expect(delays.length).toBeGreaterThan(2)
  })
})
