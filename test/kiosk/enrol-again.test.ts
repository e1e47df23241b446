import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerEnrolment, enrolmentAsking, enrolmentView } from '../../server/kiosks/confirm-enrolment.ts'
import { createEnrolment } from '../../server/kiosks/enrolment.ts'
import { kioskStatuses } from '../../server/kiosks/kiosk-statuses.ts'
import { logGaps } from '../../server/kiosks/log-gaps.ts'
import { revokeKiosk } from '../../server/kiosks/revoke-kiosk.ts'
import { asCheckpointId, type KioskId } from '../../shared/ids.ts'
import { checkNumber, tokenHashOf } from '../../shared/sync/check-number.ts'
import { DAY_MS } from '../../shared/units.ts'
import { aCore, type Core } from '../support/a-core.ts'
import { aTablet, personsCounted, type Tablet } from './a-tablet.ts'
import { memoryStore } from './memory-store.ts'

let core: Core
let tablet: Tablet
beforeEach(async () => {
  core = await aCore()
  tablet = aTablet(core)
})
afterEach(() => core.close())

async function link(more: { readonly forKiosk?: KioskId; readonly confirm?: 'needed' } = {}, checkpoint = 'bach-dang'): Promise<string> {
  const wanted = { checkpoint: asCheckpointId(checkpoint), createdBy: 'cli', lifeMs: DAY_MS, ...more } as const
  const made = await createEnrolment(core.storage, wanted, core.deps.clock)
  if (!made.ok) throw new Error(made.error)
  return made.value.token
}

const identity = async (of: Tablet = tablet) => {
  const found = await of.store.read('identity')
  if (!found) throw new Error('not enrolled')
  return found
}
const epochsOf = async (kiosk: string) =>
  core.storage.read.selectFrom('record').select(['epoch', 'seq']).where('kiosk_id', '=', kiosk).orderBy('epoch').orderBy('seq').execute()

describe('an enrolment that must be confirmed', () => {
  it('shows the same number on both screens, and is in when it is confirmed', async () => {
    const token = await link({ confirm: 'needed' })
    const id = tokenHashOf(token)
    expect((await enrolmentView(core.storage, id, core.deps.clock))?.state).toBe('waiting')
    const asked = await tablet.enrol(token)
    if (!asked.ok || asked.value.kind !== 'pending') throw new Error('not pending')
    const shown = checkNumber(token, asked.value.publicKey)
    expect(await enrolmentView(core.storage, id, core.deps.clock)).toMatchObject({ state: 'asking', checkNumber: shown })
    expect(await tablet.store.head()).toBeNull()
    expect(await enrolmentAsking(core.storage, shown, core.deps.clock)).toBe(id)
    expect((await answerEnrolment(core.storage, { id, checkNumber: shown, answer: 'yes', by: 'cli' }, core.deps.clock)).ok).toBe(true)
    expect(await tablet.enrol(token)).toMatchObject({ ok: true, value: { kind: 'enrolled' } })
    expect((await tablet.syncAll()).kind).toBe('in-step')
  })

  it('asks again with the same key after a reload', async () => {
    const token = await link({ confirm: 'needed' })
    const first = await tablet.enrol(token)
    const again = await aTablet(core, tablet.store).enrol(token)
    expect(again).toEqual(first)
  })

  it('is not confirmed by another number, and a second tablet with the same link is refused', async () => {
    const token = await link({ confirm: 'needed' })
    await tablet.enrol(token)
    const id = tokenHashOf(token)
    const shown = (await enrolmentView(core.storage, id, core.deps.clock))?.checkNumber ?? ''
    const other = ((Number(shown) + 1) % 1_000_000).toString().padStart(6, '0')
    expect(await answerEnrolment(core.storage, { id, checkNumber: other, answer: 'yes', by: 'cli' }, core.deps.clock)).toMatchObject({
      error: 'other-number',
    })
    expect(await aTablet(core).enrol(token)).toEqual({ ok: false, error: 'link-used-or-expired' })
  })

  it('is over when the control room says no', async () => {
    const token = await link({ confirm: 'needed' })
    await tablet.enrol(token)
    const id = tokenHashOf(token)
    const shown = (await enrolmentView(core.storage, id, core.deps.clock))?.checkNumber ?? ''
    await answerEnrolment(core.storage, { id, checkNumber: shown, answer: 'no', by: 'cli' }, core.deps.clock)
    expect(await tablet.enrol(token)).toEqual({ ok: false, error: 'link-used-or-expired' })
    expect(await tablet.store.read('pending')).toBeNull()
  })

  it('gives another number for another key', () => {
    expect(checkNumber('token', 'key-1')).toMatch(/^\d{6}$/)
    expect(checkNumber('token', 'key-1')).not.toBe(checkNumber('token', 'key-2'))
  })
})

describe('a tablet that is enrolled again', () => {
  it('stays the same kiosk in its next epoch, and sends the rest of its old log first, by its old key', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    await tablet.admit()
    const before = await identity()
    await tablet.enrol(await link())
    expect(await identity()).toMatchObject({ kiosk: before.kiosk, epoch: 2 })
    await tablet.admit()
    expect((await tablet.syncAll()).kind).toBe('in-step')
    expect(await tablet.store.past()).toEqual([])
    expect(new Set((await epochsOf(before.kiosk)).map(({ epoch }) => epoch))).toEqual(new Set([1, 2]))
    expect(await personsCounted(core)).toBe(2)
    const old = tablet.sent.findIndex(({ headers }) => headers['x-kiosk-epoch'] === '1')
    const present = tablet.sent.findLastIndex(({ body }) => body.includes('"kind":"decision"') && body.includes('"epoch":2'))
    expect([old > 0, old < present]).toEqual([true, true])
  })

  it('counts what it sends late where it was recorded, also from another checkpoint', async () => {
    await tablet.enrol(await link())
    await tablet.admit()
    await tablet.enrol(await link({}, 'da-bac'))
    await tablet.admit()
    await tablet.syncAll()
    expect([await personsCounted(core), await personsCounted(core, 'da-bac')]).toEqual([1, 1])
  })

  it('is behind in the control room’s eyes until its old log is sent too', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    for (let i = 0; i < 130; i++) await tablet.admit()
    await tablet.sync()
    const at = (await kioskStatuses(core.storage, 'all'))[0]
    core.pass(1000)
    await tablet.enrol(await link())
    const behind = (await kioskStatuses(core.storage, 'all'))[0]
    expect(behind).toMatchObject({ queued: at?.queued, lastRecordAt: at?.lastRecordAt })
    expect(behind?.queued).toBeGreaterThan(0)
    await tablet.syncAll()
    expect((await kioskStatuses(core.storage, 'all'))[0]?.queued).toBe(0)
  })

  it('sends the old log once, also where the answer was lost', async () => {
    await tablet.enrol(await link())
    await tablet.admit()
    await tablet.enrol(await link())
    tablet.network = 'loses-answers'
    await tablet.sync()
    tablet.network = 'up'
    await tablet.syncAll()
    expect(await personsCounted(core)).toBe(1)
  })

  it('may not write the old log with its new key, nor the new one with its old', async () => {
    await tablet.enrol(await link())
    await tablet.admit()
    const { kiosk } = await identity()
    await tablet.enrol(await link())
    const [past] = await tablet.store.past()
    const records = await tablet.store.recordsAfter(0, 10, past?.name)
    const body = JSON.stringify({
      protocol: 1,
      checkpoint: 'bach-dang',
      kiosk,
      epoch: 1,
      records,
      head: { seq: past?.head.seq, hash: past?.head.hash },
      wallAt: 0,
      appVersion: '0.1.0',
      bundleVersion: 0,
      parts: {},
    })
    const byNew = await core.post('/api/sync', body, await tablet.deps.sign('/api/sync', body))
    expect(byNew).toMatchObject({ status: 401, body: { error: 'wrong-epoch' } })
    const named = await core.post('/api/sync', body, { ...(await tablet.deps.sign('/api/sync', body)), 'x-kiosk-epoch': '1' })
    expect(named).toMatchObject({ status: 401, body: { error: 'signature-invalid' } })
  })

  it('without its key, by a link for this very kiosk, is that kiosk in its next epoch; the gap is shown for good', async () => {
    await tablet.enrol(await link())
    await tablet.admit()
    await tablet.syncAll()
    const { kiosk } = await identity()
    await tablet.admit()
    const empty = aTablet(core, memoryStore())
    await empty.enrol(await link({ forKiosk: kiosk }))
    expect(await identity(empty)).toMatchObject({ kiosk, epoch: 2 })
    const acked = (await tablet.store.read('acked'))?.seq ?? 0
    expect(await logGaps(core.storage)).toMatchObject([{ kiosk_id: kiosk, epoch: 1, from_seq: acked + 1, to_seq: null, cause: 'key-and-log-lost' }])
    await tablet.syncAll()
    expect(await personsCounted(core)).toBe(1)
  })
})

describe('a revoked tablet', () => {
  it('as retired: its rest is taken and counted, then it forgets bundle and PINs', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    await tablet.store.write({ verifiers: [] })
    await tablet.admit()
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'retired' }, core.deps.clock)
    expect(await tablet.syncAll()).toMatchObject({ kind: 'stopped', why: 'revoked', queued: 0 })
    expect(await personsCounted(core)).toBe(1)
    expect([await tablet.store.read('manifest'), await tablet.store.read('parts'), await tablet.store.read('verifiers')]).toEqual([null, null, null])
  })

  it('as stolen: its rest lies aside and counts nowhere, its unsent records stay on it, its secrets go', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    await tablet.admit()
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'stolen' }, core.deps.clock)
    expect(await tablet.syncAll()).toMatchObject({ kind: 'stopped', why: 'revoked', queued: 2 })
    expect(await personsCounted(core)).toBe(0)
    expect(await core.storage.read.selectFrom('aside_record').select('seq').execute()).toHaveLength(2)
    expect(await tablet.store.read('parts')).toBeNull()
    expect(await tablet.store.recordsAfter(0, 100)).not.toEqual([])
  })

  it('that was found again and is retired then sends its tail', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    await tablet.admit()
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'stolen' }, core.deps.clock)
    await tablet.syncAll()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'retired' }, core.deps.clock)
    await tablet.syncAll()
    expect(await personsCounted(core)).toBe(1)
  })

  it('drops what it never sent only where an operator ordered it', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    await tablet.admit()
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'stolen', queue: 'drop' }, core.deps.clock)
    await tablet.syncAll()
    expect(await tablet.store.recordsAfter(0, 100)).toEqual([])
  })

  it('forgets nothing on the word of a stranger, of another kiosk or of another epoch', async () => {
    await tablet.enrol(await link())
    await tablet.syncAll()
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli' }, core.deps.clock)
    tablet.network = 'up'
    await tablet.syncAll()
    const [order] = tablet.orders
    if (!order) throw new Error('no order')
    const other = aTablet(core)
    await other.enrol(await link())
    await other.syncAll()
    const forged = { ...order, order: { ...order.order, kiosk: (await identity(other)).kiosk } }
    for (const one of [order, forged]) await other.deps.onOrder?.(one)
    expect(other.orders).toEqual([])
    expect(await other.store.read('parts')).not.toBeNull()
  })

  it('that was stolen proves nothing by its key: enrolled again it is another kiosk', async () => {
    await tablet.enrol(await link())
    const { kiosk } = await identity()
    await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'stolen' }, core.deps.clock)
    await tablet.enrol(await link())
    expect((await identity()).kiosk).not.toBe(kiosk)
  })
})
