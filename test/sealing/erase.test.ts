import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { webSealPort } from '../../kiosk/sealing/web-seal-port.ts'
import { recount } from '../../server/flow/recount.ts'
import { eraseBodies } from '../../server/sealing/erase-bodies.ts'
import { openClaims } from '../../server/sealing/open-claims.ts'
import { eraseExpired, RETENTION_DAYS } from '../../server/sealing/retention.ts'
import { storedRecord } from '../../server/sealing/stored-record.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import type { Json } from '../../shared/canonical-json.ts'
import { asPassageId, type PassageId } from '../../shared/ids.ts'
import { emptyLog, followsHead, headerHash } from '../../shared/passage/chain.ts'
import type { BodyValue, PersonalClaims } from '../../shared/passage/records.ts'
import { sealBody } from '../../shared/sealing/seal-body.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'

let core: Core
let kiosk: SimulatedKiosk

beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
})
afterEach(() => core.close())

const passageOf = (n: number): PassageId => asPassageId(n.toString(16).padStart(32, '0'))

const claimsOf = (passage: PassageId): PersonalClaims => ({
  kind: 'claims',
  passage,
  source: 'form',
  claims: ordinaryClaims,
  contact: { documentNumber: '022184000012', birthDate: '1984-03-12', phone: null, address: null, proxy: null },
})

/** A person with a form: scan, decision, sealed claims, and a temperature. */
async function aFormPassage(n: number, at: EpochMs = CORE_NOW): Promise<PassageId> {
  const passage = passageOf(n)
  kiosk.decide('admit', { passage, at })
  const measured: BodyValue = {
    kind: 'observation',
    passage,
    observed: { kind: 'temperature', tenths: 378 },
    verdict: { outcome: 'admit', reasons: [], duties: [] },
  }
  kiosk.record(measured, at)
  kiosk.seal('claims', await boxOf(passage), at)
  return passage
}

async function boxOf(passage: PassageId): Promise<string> {
  const { sealingKey } = core.deps.keys
  const place = { checkpoint: kiosk.checkpoint, kiosk: kiosk.kiosk, epoch: 1, kind: 'claims' } as const
  const publicKey = bytesOfBase64Url(sealingKey.publicKey) ?? new Uint8Array()
  return sealBody({ value: claimsOf(passage) as unknown as Json, passage, place }, { keyId: sealingKey.keyId, publicKey }, webSealPort)
}

const rows = () => core.storage.read.selectFrom('record').selectAll().orderBy('seq').execute()

async function formOfBodies(): Promise<string> {
  return (await rows()).map((row) => `${row.kind}:${storedRecord(row)?.body.form}`).join(' ')
}

/** Links every stored record to the one before it. */
async function chainFaults(): Promise<readonly unknown[]> {
  let head = emptyLog(kiosk.checkpoint, kiosk.kiosk, 1)
  const faults: unknown[] = []
  for (const row of await rows()) {
    const record = storedRecord(row)
    if (record === null) throw new Error('unreadable')
    faults.push(followsHead(head, record))
    head = { ...head, seq: record.header.seq, hash: headerHash(record.header) }
  }
  return faults
}

describe('sealed claims on the server', () => {
  it('are taken without being set apart, and open for those who must read them', async () => {
    const passage = await aFormPassage(1)
    await kiosk.syncAll()
    const sealed = (await rows()).find(({ kind }) => kind === 'claims')
    expect(sealed?.parked).toBeNull()
    expect(sealed && (await openClaims(core.deps, sealed))).toEqual({ ok: true, value: claimsOf(passage) })
  })

  it('are nowhere in plain text: not in the batch, not in the database', async () => {
    await aFormPassage(1)
    const sent = JSON.stringify(kiosk.request())
    await kiosk.syncAll()
    const stored = JSON.stringify(await rows())
    for (const text of [sent, stored])
      expect([text.includes('Phương'), text.includes('022184000012'), text.includes('1984-03')]).toEqual([false, false, false])
  })

  it('sealed for another kiosk are kept and told apart as altered', async () => {
    const other = await core.kiosk()
    other.seal('claims', await boxOf(passageOf(1)))
    await other.syncAll()
    const [row] = await rows()
    expect(row && [row.parked, await openClaims(core.deps, row)]).toEqual([null, { ok: false, error: 'altered' }])
  })

  it('in a box that is none are kept, never refused, and told apart as altered', async () => {
    kiosk.seal('claims', 'AAAA')
    await kiosk.syncAll()
    const [row] = await rows()
    expect(row && (await openClaims(core.deps, row))).toEqual({ ok: false, error: 'altered' })
  })
})

describe('erasing', () => {
  it('one passage takes its claims and its observations, and leaves everybody else’s', async () => {
    const gone = await aFormPassage(1)
    await aFormPassage(2)
    await kiosk.syncAll()
    expect(await eraseBodies(core.deps, { passage: gone }, 'cli')).toEqual({ records: 2, forked: 0 })
    expect(await formOfBodies()).toBe(
      'scan:plain decision:plain observation:erased claims:erased scan:plain decision:plain observation:plain claims:sealed',
    )
  })

  it('leaves the log whole, header by header, and the counts as they were', async () => {
    const gone = await aFormPassage(1)
    await kiosk.syncAll()
    const before = await recount(core.storage)
    await eraseBodies(core.deps, { passage: gone }, 'cli')
    expect(await chainFaults()).toEqual([null, null, null, null])
    expect(await recount(core.storage)).toEqual(before)
    expect(before).toMatchObject({ persons: 1, mismatches: [] })
  })

  it('says of what is gone that it is erased', async () => {
    const gone = await aFormPassage(1)
    await kiosk.syncAll()
    await eraseBodies(core.deps, { passage: gone }, 'cli')
    const row = (await rows()).find(({ kind }) => kind === 'claims')
    expect(row && (await openClaims(core.deps, row))).toEqual({ ok: false, error: 'erased' })
  })

  it('lets the kiosk go on, and a batch sent again brings nothing back', async () => {
    const gone = await aFormPassage(1)
    const again = kiosk.request()
    await kiosk.syncAll()
    await eraseBodies(core.deps, { passage: gone }, 'cli')
    expect((await kiosk.send(again)).status).toBe(200)
    kiosk.decide('admit')
    await kiosk.syncAll()
    expect(await formOfBodies()).toBe('scan:plain decision:plain observation:erased claims:erased scan:plain decision:plain')
  })

  it('a second time finds nothing, and what was done stands in the audit without a name', async () => {
    const gone = await aFormPassage(1)
    await kiosk.syncAll()
    await eraseBodies(core.deps, { passage: gone }, 'cli')
    expect(await eraseBodies(core.deps, { passage: gone }, 'cli')).toEqual({ records: 0, forked: 0 })
    const entries = await core.storage.read.selectFrom('audit').select(['staff_id', 'detail']).where('action', '=', 'bodies-erased').execute()
    expect(entries).toEqual([{ staff_id: 'cli', detail: JSON.stringify({ passage: gone, records: 2, forked: 0 }) }])
  })

  it('by date ends right before the moment named', async () => {
    await aFormPassage(1, CORE_NOW - 1)
    await aFormPassage(2, CORE_NOW)
    await kiosk.syncAll()
    expect(await eraseBodies(core.deps, { before: CORE_NOW }, 'cli')).toEqual({ records: 2, forked: 0 })
    expect(await formOfBodies()).toBe(
      'scan:plain decision:plain observation:erased claims:erased scan:plain decision:plain observation:plain claims:sealed',
    )
  })

  it('takes more than one page of a night', async () => {
    for (let n = 0; n < 520; n++) kiosk.seal('claims', await boxOf(passageOf(1)), CORE_NOW - HOUR_MS)
    await kiosk.syncAll()
    expect(await eraseBodies(core.deps, { before: CORE_NOW }, 'cli')).toEqual({ records: 520, forked: 0 })
  })

  it('happens by itself once their time is over, and not a day before', async () => {
    await aFormPassage(1)
    await kiosk.syncAll()
    core.pass(RETENTION_DAYS * DAY_MS)
    expect(await eraseExpired(core.deps)).toEqual({ records: 0, forked: 0 })
    core.pass(1)
    expect(await eraseExpired(core.deps)).toEqual({ records: 2, forked: 0 })
  })
})
