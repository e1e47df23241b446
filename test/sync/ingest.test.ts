import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recount } from '../../server/flow/recount.ts'
import { asKioskId, asPassageId } from '../../shared/ids.ts'
import { headerHash } from '../../shared/passage/chain.ts'
import type { LogRecord } from '../../shared/passage/records.ts'
import { PROTOCOL_VERSION, type SyncReply } from '../../shared/sync/protocol.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { aKiosk, errorOf, makeDeviceKey, type Reply, type SimulatedKiosk, signedHeaders } from '../support/a-kiosk.ts'

let core: Core
let kiosk: SimulatedKiosk

beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
})
afterEach(() => core.close())

const acked = (reply: Reply) => (reply.body as SyncReply).acked.seq

async function stored(): Promise<readonly number[]> {
  const rows = await core.storage.read.selectFrom('record').select('seq').where('kiosk_id', '=', kiosk.kiosk).orderBy('seq').execute()
  return rows.map((row) => row.seq)
}

async function personsToday(): Promise<number> {
  const row = await core.storage.read
    .selectFrom('flow')
    .select((eb) => eb.fn.sum<number>('persons').as('persons'))
    .where('grain', '=', 'day')
    .executeTakeFirst()
  return Number(row?.persons ?? 0)
}

async function rev(): Promise<number> {
  const row = await core.storage.read.selectFrom('flow_rev').select('rev').where('checkpoint_id', '=', kiosk.checkpoint).executeTakeFirst()
  return row?.rev ?? 0
}

async function kioskRow() {
  return core.storage.read.selectFrom('kiosk').selectAll().where('kiosk_id', '=', kiosk.kiosk).executeTakeFirstOrThrow()
}

async function expectRecountEqual(): Promise<void> {
  expect((await recount(core.storage)).mismatches).toEqual([])
}

describe('a batch', () => {
  it('is stored, acknowledged and counted', async () => {
    kiosk.decide('admit')
    kiosk.decide('turn-back')
    const reply = await kiosk.sync()
    expect(reply.status).toBe(200)
    expect(acked(reply)).toBe(4)
    expect(await stored()).toEqual([1, 2, 3, 4])
    expect(await personsToday()).toBe(2)
    expect(await kioskRow()).toMatchObject({ acked_seq: 4, queued: 0, last_contact_at: CORE_NOW, last_record_at: CORE_NOW })
    await expectRecountEqual()
  })

  it('that comes twice changes nothing the second time', async () => {
    kiosk.decide('admit')
    const request = kiosk.request()
    await kiosk.send(request)
    const before = [await stored(), await personsToday(), await rev()]
    const again = await kiosk.send(request)
    expect(acked(again)).toBe(2)
    expect([await stored(), await personsToday(), await rev()]).toEqual(before)
    await expectRecountEqual()
  })

  it('that overlaps what is here brings only the rest', async () => {
    kiosk.decide('admit')
    await kiosk.sync()
    kiosk.decide('refer')
    const reply = await kiosk.send(kiosk.request({ records: kiosk.log.slice(1) }))
    expect(acked(reply)).toBe(4)
    expect(await stored()).toEqual([1, 2, 3, 4])
    expect(await personsToday()).toBe(2)
    await expectRecountEqual()
  })

  it('that starts too late is a gap: the reply says where to go on, and nothing is stored', async () => {
    kiosk.decide('admit')
    kiosk.decide('admit')
    const reply = await kiosk.send(kiosk.request({ records: kiosk.log.slice(2) }))
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ error: 'gap', expectedSeq: 1, serverNow: CORE_NOW })
    expect(await stored()).toEqual([])
    await kiosk.syncAll()
    expect(await stored()).toEqual([1, 2, 3, 4])
  })

  it('with a hole inside is refused whole', async () => {
    kiosk.decide('admit')
    kiosk.decide('admit')
    const reply = await kiosk.send(kiosk.request({ records: kiosk.log.filter((record) => record.header.seq !== 2) }))
    expect(reply.body).toMatchObject({ error: 'broken-chain', seq: 3, expectedSeq: 1 })
    expect(await stored()).toEqual([])
  })

  it('of nothing is a contact: the server learns what is still to come', async () => {
    kiosk.decide('admit')
    const reply = await kiosk.send(kiosk.request({ records: [] }))
    expect(acked(reply)).toBe(0)
    expect(await kioskRow()).toMatchObject({ queued: 2, last_contact_at: CORE_NOW, last_record_at: null })
    expect(await rev()).toBe(0)
  })

  it('of two hundred passes, of two hundred and one does not', async () => {
    for (let i = 0; i < 201; i++) kiosk.scan()
    const one = await kiosk.send(kiosk.request({ records: kiosk.log.slice(0, 201) }))
    expect(one.status).toBe(422)
    expect(await stored()).toEqual([])
    const other = await kiosk.send(kiosk.request({ records: kiosk.log.slice(0, 200) }))
    expect(acked(other)).toBe(200)
  })

  it('of records that were acknowledged and have since been deleted here is no news', async () => {
    kiosk.decide('admit')
    const request = kiosk.request()
    await kiosk.send(request)
    await core.storage.write((tx) => tx.deleteFrom('record').execute())
    expect(acked(await kiosk.send(request))).toBe(2)
    expect(await stored()).toEqual([])
    expect(await personsToday()).toBe(1)
  })

  it('goes on after a restore: acknowledged may go back, and the kiosk fills the hole', async () => {
    kiosk.decide('admit')
    kiosk.decide('admit')
    await kiosk.sync()
    await core.storage.write(async (tx) => {
      await tx.deleteFrom('record').where('seq', '>', 2).execute()
      await tx
        .updateTable('kiosk')
        .set({ acked_seq: 2, acked_hash: hashAt(2) })
        .execute()
      await tx.deleteFrom('flow').execute()
      await tx.deleteFrom('passage').execute()
    })
    const back = await kiosk.sync()
    expect(acked(back)).toBe(2)
    await kiosk.syncAll()
    expect(await stored()).toEqual([1, 2, 3, 4])
  })
})

function hashAt(seq: number): string {
  const record = kiosk.log[seq - 1]
  if (!record) throw new Error('no such record')
  return headerHash(record.header)
}

describe('a log that is not what it should be', () => {
  const change = (record: LogRecord | undefined, header: Partial<LogRecord['header']>): LogRecord => {
    if (!record) throw new Error('no such record')
    return { ...record, header: { ...record.header, ...header } }
  }

  it('does not link: refused, nothing stored', async () => {
    kiosk.decide('admit')
    const [first, second] = kiosk.log
    if (!first) throw new Error('empty log')
    const reply = await kiosk.send(
      kiosk.request({ records: [first, change(second, { prev: 'b'.repeat(64) })], head: { seq: 9, hash: 'c'.repeat(64) } }),
    )
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ error: 'broken-chain', seq: 2, expectedSeq: 1 })
    expect(await stored()).toEqual([])
  })

  it('has an altered body: refused', async () => {
    kiosk.decide('admit')
    const [first, second] = kiosk.log
    if (!first || !second || second.body.form !== 'plain' || second.body.value.kind !== 'decision') throw new Error('no decision')
    const body = { ...second.body, value: { ...second.body.value, outcome: 'detain' as const } }
    const reply = await kiosk.send(kiosk.request({ records: [first, { ...second, body }] }))
    expect(reply.body).toMatchObject({ error: 'broken-chain', seq: 2 })
    expect(await stored()).toEqual([])
  })

  it('has an erased body: kept, parked, and the rest flows', async () => {
    kiosk.scan()
    kiosk.decide('admit')
    const [first, ...rest] = kiosk.log
    if (!first) throw new Error('empty log')
    const reply = await kiosk.send(kiosk.request({ records: [{ header: first.header, body: { form: 'erased' } }, ...rest] }))
    expect(reply.body).toMatchObject({ acked: { seq: 3 }, parked: [1] })
    expect(await personsToday()).toBe(1)
    await expectRecountEqual()
  })

  it('has a sealed body: kept, parked, and the rest flows', async () => {
    const sealedKiosk = kiosk
    sealedKiosk.decide('admit')
    const reply = await kiosk.sync()
    expect(reply.body).toMatchObject({ parked: [] })
    const poison = kiosk.record({ kind: 'clock', event: 'jump', skewMs: 5 })
    kiosk.log.pop()
    const { bodyHash } = await import('../../shared/passage/chain.ts')
    const body = { form: 'sealed', salt: 'a'.repeat(32), box: 'AAAA' } as const
    const header = { ...poison.header, bodyHash: bodyHash(body) }
    kiosk.log.push({ header, body })
    kiosk.head = { ...kiosk.head, hash: headerHash(header) }
    kiosk.decide('admit')
    expect((await kiosk.sync()).body).toMatchObject({ acked: { seq: 5 }, parked: [3] })
    expect(await personsToday()).toBe(2)
    await expectRecountEqual()
  })

  const poisons: readonly [name: string, value: unknown][] = [
    ['a kind that nobody knows', { kind: 'from-the-future', x: 1 }],
    ['a decision without outcome', { kind: 'decision' }],
    ['an outcome that does not exist', { kind: 'annul', passage: 'not a passage', reason: '', officer: null }],
    ['a field too many', { kind: 'health', batteryPercent: 1, queued: 0, persisted: true, appVersion: '1', extra: true }],
    ['a crossing of a million vehicles', { kind: 'crossing', vehicles: 1_000_000 }],
  ]
  it.each(poisons)('has a body of %s: parked, acknowledged, the rest flows', async (_name, value) => {
    kiosk.decide('admit')
    kiosk.record(value as never)
    kiosk.decide('admit')
    const request = kiosk.request()
    const reply = await kiosk.send(request)
    expect(reply.body).toMatchObject({ acked: { seq: 5 }, parked: [3] })
    const row = await core.storage.read.selectFrom('record').select('parked').where('seq', '=', 3).executeTakeFirst()
    expect(row?.parked).toBe('body-unreadable')
    expect(await personsToday()).toBe(2)
    expect((await kiosk.send(request)).body).toMatchObject({ acked: { seq: 5 }, parked: [3] })
    await expectRecountEqual()
  })

  it('names one kind in the header and another in the body: parked', async () => {
    const { record, head } = (await import('../../shared/passage/chain.ts')).appendRecord(kiosk.head, {
      value: { kind: 'clock', event: 'sure', skewMs: null },
      occurredAt: CORE_NOW,
      wallAt: CORE_NOW,
      salt: 'a'.repeat(32),
    })
    const header = { ...record.header, kind: 'shift' as const }
    const reply = await kiosk.send(kiosk.request({ records: [{ ...record, header }], head: { seq: head.seq, hash: headerHash(header) } }))
    expect(reply.body).toMatchObject({ acked: { seq: 1 }, parked: [1] })
  })

  it('is deeper than any of ours: refused as no request at all', async () => {
    let deep: unknown = 1
    for (let i = 0; i < 500; i++) deep = [deep]
    kiosk.scan()
    const [first] = kiosk.log
    const reply = await kiosk.send(kiosk.request({ records: [{ ...first, body: deep } as unknown as LogRecord] }))
    expect(reply.status).toBe(422)
    expect(await stored()).toEqual([])
  })
})

describe('a clock that is wrong', () => {
  const absurd: readonly [name: string, at: number][] = [
    ['in 1970', 0],
    ['before any calendar of ours', -1_000_000_000_000],
    ['in the year 9000', Date.UTC(9000, 0, 1)],
  ]
  it.each(absurd)('%s is stored and counted where it says', async (_name, at) => {
    kiosk.decide('admit', { at })
    expect((await kiosk.sync()).body).toMatchObject({ acked: { seq: 2 }, parked: [] })
    const row = await core.storage.read.selectFrom('record').select('occurred_at').where('seq', '=', 1).executeTakeFirst()
    expect(row?.occurred_at).toBe(at)
    expect(await personsToday()).toBe(1)
    await expectRecountEqual()
  })

  const impossible = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, Date.UTC(9999, 0, 1)]
  it.each(impossible)('that no calendar has (%d) is kept aside, and the rest flows', async (at) => {
    kiosk.decide('admit', { at })
    kiosk.decide('admit')
    expect((await kiosk.sync()).body).toMatchObject({ acked: { seq: 4 }, parked: [1, 2] })
    expect(await personsToday()).toBe(1)
    await expectRecountEqual()
  })

  it('of a fraction is kept aside with its own hash, and the chain goes on', async () => {
    const [record] = [kiosk.record({ kind: 'clock', event: 'sure', skewMs: null })]
    const header = { ...record.header, occurredAt: 1613566800000.5 }
    const { hashText } = await import('../../shared/passage/chain.ts')
    const { canonicalJson } = await import('../../shared/canonical-json.ts')
    const text = canonicalJson({ ...header, occurredAt: 7 } as never).replace('"occurredAt":7', '"occurredAt":1613566800000.5')
    kiosk.log[0] = { ...record, header }
    kiosk.head = { ...kiosk.head, hash: hashText(`chot-record-1\n${text}`) }
    kiosk.decide('admit')
    expect((await kiosk.sync()).body).toMatchObject({ acked: { seq: 3 }, parked: [1] })
    await expectRecountEqual()
  })
})

describe('decisions and their annulment', () => {
  const bounds: readonly [name: string, afterMs: number, persons: number, oddity: string | null][] = [
    ['at the last moment takes the person back', 15 * MINUTE_MS, 0, null],
    ['one millisecond later changes nothing', 15 * MINUTE_MS + 1, 1, 'annul-too-late'],
  ]
  it.each(bounds)('an annulment %s', async (_name, afterMs, persons, oddity) => {
    const passage = kiosk.decide('admit', { at: CORE_NOW })
    await kiosk.sync()
    kiosk.annul(passage, CORE_NOW + afterMs)
    await kiosk.sync()
    expect(await personsToday()).toBe(persons)
    const row = await core.storage.read.selectFrom('record').select('oddity').where('seq', '=', 3).executeTakeFirst()
    expect(row?.oddity).toBe(oddity)
    const projected = await core.storage.read.selectFrom('passage').selectAll().executeTakeFirstOrThrow()
    expect(projected.outcome).toBe(persons === 1 ? 'admit' : null)
    expect(projected.credential_id).toBe(passage.slice(0, 16))
    await expectRecountEqual()
  })

  it('after midnight takes the person back from the day that counted it', async () => {
    const midnight = Date.UTC(2021, 1, 17, 17)
    const passage = kiosk.decide('admit', { at: midnight - MINUTE_MS })
    kiosk.annul(passage, midnight + MINUTE_MS)
    kiosk.decide('admit', { at: midnight })
    core.pass(DAY_MS)
    await kiosk.sync()
    const days = await core.storage.read.selectFrom('flow').select(['slot_at', 'persons']).where('grain', '=', 'day').orderBy('slot_at').execute()
    expect(days).toEqual([
      { slot_at: midnight - DAY_MS, persons: 0 },
      { slot_at: midnight, persons: 1 },
    ])
    await expectRecountEqual()
  })

  it('of a tablet whose clock runs ahead count in the minute of their arrival, and go from there when annulled', async () => {
    const later = CORE_NOW + 40 * DAY_MS
    const taken = kiosk.decide('admit', { at: later })
    kiosk.decide('refer', { at: later })
    kiosk.cross(2, { at: later })
    await kiosk.sync()
    const arrived = Math.floor(CORE_NOW / MINUTE_MS) * MINUTE_MS
    const minutes = () =>
      core.storage.read.selectFrom('flow').select(['slot_at', 'outcome', 'persons', 'vehicles']).where('grain', '=', 'minute').execute()
    expect((await minutes()).map((row) => row.slot_at)).toEqual([arrived, arrived])
    core.pass(20 * MINUTE_MS)
    kiosk.annul(taken, later + MINUTE_MS)
    await kiosk.sync()
    expect(await minutes()).toEqual([
      { slot_at: arrived, outcome: 'admit', persons: 0, vehicles: 2 },
      { slot_at: arrived, outcome: 'refer', persons: 1, vehicles: 0 },
    ])
    await expectRecountEqual()
  })

  it('a passage decided twice counts once', async () => {
    const passage = kiosk.decide('admit')
    await kiosk.sync()
    kiosk.decide('turn-back', { passage })
    await kiosk.sync()
    expect(await personsToday()).toBe(1)
    const rows = await core.storage.read.selectFrom('record').select('oddity').where('oddity', 'is not', null).execute()
    expect(rows).toEqual([{ oddity: 'decided-twice' }])
    await expectRecountEqual()
  })

  it('a crossing counts vehicles, never persons', async () => {
    kiosk.cross(2)
    await kiosk.sync()
    const row = await core.storage.read.selectFrom('flow').select(['persons', 'vehicles']).where('grain', '=', 'day').executeTakeFirst()
    expect(row).toEqual({ persons: 0, vehicles: 2 })
    await expectRecountEqual()
  })

  it('scans alone move no counter and no rev', async () => {
    kiosk.scan()
    await kiosk.sync()
    expect(await rev()).toBe(0)
  })

  it('two kiosks of one checkpoint add up, and the rev grows with each', async () => {
    const other = await core.kiosk()
    kiosk.decide('admit')
    other.decide('admit')
    await Promise.all([kiosk.sync(), other.sync()])
    expect(await rev()).toBe(2)
    expect(await personsToday()).toBe(2)
    await expectRecountEqual()
  })

  it('the same passage id on two kiosks is two passages', async () => {
    const other = await core.kiosk()
    const passage = asPassageId('ab'.repeat(16))
    kiosk.decide('admit', { passage })
    other.decide('admit', { passage })
    await kiosk.sync()
    await other.sync()
    expect(await personsToday()).toBe(2)
    await expectRecountEqual()
  })
})

describe('a fork', () => {
  it('is found by the hash: both sides are kept, the kiosk is marked, somebody is told', async () => {
    const clone = aKiosk({ kiosk: kiosk.kiosk, checkpoint: kiosk.checkpoint, epoch: 1 }, kiosk.key, { post: core.post, now: core.now })
    kiosk.decide('admit')
    await kiosk.sync()
    clone.decide('turn-back')
    clone.decide('turn-back')
    const reply = await clone.sync()
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({ error: 'fork', seq: 1 })
    await clone.sync()
    const aside = await core.storage.read.selectFrom('fork_record').select('seq').orderBy('seq').execute()
    expect(aside.map((row) => row.seq)).toEqual([1, 2, 3, 4])
    expect((await kioskRow()).state).toBe('forked')
    const audit = await core.storage.read.selectFrom('audit').select('action').where('action', '=', 'kiosk-forked').execute()
    expect(audit.length).toBe(1)
    expect(await personsToday()).toBe(1)
    await expectRecountEqual()
  })

  it('stops the true kiosk as well, and loses none of its records', async () => {
    const clone = aKiosk({ kiosk: kiosk.kiosk, checkpoint: kiosk.checkpoint, epoch: 1 }, kiosk.key, { post: core.post, now: core.now })
    kiosk.decide('admit')
    await kiosk.sync()
    clone.decide('turn-back')
    await clone.sync()
    kiosk.decide('refer')
    expect(errorOf(await kiosk.sync())).toBe('fork')
    const aside = await core.storage.read.selectFrom('fork_record').select('seq').orderBy('seq').execute()
    expect(aside.map((row) => row.seq)).toEqual([1, 2, 3, 4])
  })

  it('is found by the head alone', async () => {
    kiosk.decide('admit')
    await kiosk.sync()
    const reply = await kiosk.send(kiosk.request({ head: { seq: 2, hash: 'd'.repeat(64) } }))
    expect(reply.body).toMatchObject({ error: 'fork', seq: 2 })
  })
})

describe('a kiosk that lies', () => {
  const nothingStored = async () => {
    expect(await stored()).toEqual([])
    expect(await rev()).toBe(0)
    expect((await kioskRow()).last_contact_at).toBeNull()
  }

  it('about its checkpoint', async () => {
    const elsewhere = aKiosk({ kiosk: kiosk.kiosk, checkpoint: 'da-bac' as never, epoch: 1 }, kiosk.key, { post: core.post, now: core.now })
    elsewhere.decide('admit')
    const reply = await elsewhere.sync()
    expect([reply.status, errorOf(reply)]).toEqual([409, 'broken-chain'])
    await nothingStored()
  })

  it('about its checkpoint in a plain contact: no bundle of another checkpoint comes back', async () => {
    const reply = await kiosk.send(kiosk.request({ checkpoint: 'da-bac' as never }))
    expect([reply.status, errorOf(reply)]).toEqual([409, 'broken-chain'])
    expect(reply.body).not.toHaveProperty('parts')
    await nothingStored()
  })

  it('about the checkpoint in a record only', async () => {
    const elsewhere = aKiosk({ kiosk: kiosk.kiosk, checkpoint: 'da-bac' as never, epoch: 1 }, kiosk.key, { post: core.post, now: core.now })
    elsewhere.decide('admit')
    expect(errorOf(await kiosk.send(kiosk.request({ records: elsewhere.log, head: elsewhere.head })))).toBe('invalid-request')
    expect(errorOf(await kiosk.send(kiosk.request({ records: elsewhere.log, head: { seq: 2, hash: elsewhere.head.hash } })))).toBe('broken-chain')
    await nothingStored()
  })

  it('about who it is', async () => {
    const other = await core.kiosk()
    kiosk.decide('admit')
    const reply = await kiosk.send(kiosk.request({ kiosk: other.kiosk }))
    expect([reply.status, errorOf(reply)]).toEqual([401, 'signature-invalid'])
    await nothingStored()
  })

  it('about its epoch', async () => {
    kiosk.decide('admit')
    const reply = await kiosk.send(kiosk.request({ epoch: 2 }))
    expect([reply.status, errorOf(reply)]).toEqual([401, 'wrong-epoch'])
    await nothingStored()
  })

  it('about where its log ends', async () => {
    kiosk.decide('admit')
    for (const head of [
      { seq: 1, hash: hashAt(1) },
      { seq: 2, hash: 'e'.repeat(64) },
    ])
      expect(errorOf(await kiosk.send(kiosk.request({ head })))).toBe('broken-chain')
    await nothingStored()
  })

  it('about its seq', async () => {
    kiosk.decide('admit')
    const records = kiosk.log.map((record) => ({ ...record, header: { ...record.header, seq: record.header.seq + 1 } }))
    expect(errorOf(await kiosk.send(kiosk.request({ records, head: { seq: 99, hash: 'f'.repeat(64) } })))).toBe('gap')
    await nothingStored()
  })

  it('with somebody else’s key, with none, or under an unknown name', async () => {
    const body = JSON.stringify(kiosk.request())
    const tries: readonly [Record<string, string>, string][] = [
      [signedHeaders(kiosk.kiosk, makeDeviceKey(), '/api/sync', body), 'signature-invalid'],
      [signedHeaders(kiosk.kiosk, kiosk.key, '/api/kiosks/pin', body), 'signature-invalid'],
      [signedHeaders(kiosk.kiosk, kiosk.key, '/api/sync', `${body} `), 'signature-invalid'],
      [signedHeaders(asKioskId('0'.repeat(16)), kiosk.key, '/api/sync', body), 'kiosk-unknown'],
      [{}, 'kiosk-unknown'],
    ]
    for (const [headers, error] of tries) {
      const reply = await core.post('/api/sync', body, headers)
      expect([reply.status, errorOf(reply)]).toEqual([401, error])
    }
    await nothingStored()
  })
})

describe('the reply', () => {
  it('refuses a protocol that is not spoken, either way', async () => {
    const newer = await kiosk.send({ ...kiosk.request(), protocol: PROTOCOL_VERSION + 1, somethingNew: true } as never)
    expect([newer.status, errorOf(newer)]).toEqual([426, 'server-too-old'])
    const older = await kiosk.send(kiosk.request({ protocol: 0 }))
    expect([older.status, errorOf(older)]).toEqual([426, 'client-too-old'])
  })

  it('says that the disk is full, and what it confirmed is what it holds', async () => {
    const small = await aCore({ maxPages: 170 })
    const tablet = await small.kiosk()
    let refusal: Reply | null = null
    for (let i = 0; i < 40 && !refusal; i++) {
      for (let j = 0; j < 50; j++) tablet.decide('admit')
      const reply = await tablet.sync()
      if (reply.status !== 200) refusal = reply
    }
    expect([refusal?.status, refusal && errorOf(refusal)]).toEqual([507, 'no-space'])
    const rows = await small.storage.read.selectFrom('record').select('seq').execute()
    expect(rows.length).toBe(tablet.acked)
    expect((await recount(small.storage)).mismatches).toEqual([])
    await small.close()
  })

  it('tells the server’s clock, in the language asked for', async () => {
    core.pass(HOUR_MS)
    const reply = (await kiosk.sync()).body as SyncReply
    expect(reply.serverNow).toBe(CORE_NOW + HOUR_MS)
    expect(reply.bundle.manifest.issuedAt).toBe(CORE_NOW + HOUR_MS)
  })
})
