import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asAuthorityId, asLaneId, asPassageId } from '../../shared/ids.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { HOME } from '../kiosk/a-station.ts'
import { areaCode } from '../support/a-credential.ts'
import { aProvince, type Province } from '../support/a-province.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

const BAI_CHAY = areaCode(306_670)

describe('a passage judged again', () => {
  it('is found right where nothing is new, and its record is as it was', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare()
    const answer = await tablet.station.readCode(qr)
    expect(answer.view.verdict.outcome).toBe('admit')
    await tablet.syncAll()
    const before = await province.storage.read.selectFrom('record').selectAll().orderBy('seq').execute()
    await province.adjudicate()
    expect(await province.judged()).toEqual(['ok'])
    expect(await province.flags()).toEqual([])
    expect(await province.storage.read.selectFrom('record').selectAll().orderBy('seq').execute()).toEqual(before)
  })

  it('is stale data where a zone of that time came to be known later', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare()
    const scanned = await tablet.station.readCode(qr)
    await tablet.syncAll()
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
    await province.zone(aZone(BAI_CHAY, province.now() - DAY_MS))
    await province.adjudicate()
    const [flag] = await province.flags()
    expect(flag?.class).toBe('stale-data')
    expect(flag?.detail).toMatchObject({ passage: scanned.view.passage, recorded: 'admit', decided: 'admit' })
  })

  it('is stale data where its code had been revoked while the tablet was out of contact, and not where that came later', async () => {
    const tablet = await province.tablet()
    const early = await province.declare()
    const late = await province.declare()
    await tablet.syncAll()
    tablet.network = 'down'
    await province.revoke(early.id)
    province.pass(HOUR_MS)
    await tablet.station.readCode(early.qr)
    await tablet.station.readCode(late.qr)
    province.pass(MINUTE_MS)
    await province.revoke(late.id)
    tablet.network = 'up'
    await tablet.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => [flag.class, flag.detail.expected])).toEqual([['stale-data', 'refer']])
  })

  it('is a wrong rule where the tablet says milder than its own data do', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare({ ...HOME, stops: [{ place: TAN_TRUONG, from: '2021-02-03', to: '2021-02-17' }] })
    const { view } = await tablet.station.readCode(qr)
    expect(view.verdict.outcome).not.toBe('admit')
    await tablet.syncAll()
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
    await forgeVerdict(view.passage)
    await judgeEverythingAnew()
    const [flag] = await province.flags()
    expect(flag).toMatchObject({ class: 'wrong-rule', detail: { recorded: 'admit', expected: view.verdict.outcome } })
  })

  it('names a code of ours that nobody here has declared', async () => {
    const tablet = await province.tablet()
    const { qr, id } = await province.declare()
    await tablet.station.readCode(qr)
    await tablet.syncAll()
    await province.storage.write((tx) => tx.deleteFrom('declaration').where('credential_id', '=', id).execute())
    await province.adjudicate()
    expect((await province.flags()).map((flag) => flag.class)).toEqual(['unknown-declaration'])
  })

  it('is not replayed, and never ok, where a code could not be read', async () => {
    const tablet = await province.tablet()
    const { view } = await tablet.station.readCode('KB1:123')
    await tablet.station.decide(view.passage, { outcome: 'refer', reason: null })
    await tablet.syncAll()
    await province.adjudicate()
    expect(await province.judged()).toEqual(['unreadable-code'])
    expect(await province.flags()).toEqual([])
  })

  it('says the same again without a further round, and goes on where it stopped', async () => {
    const tablet = await province.tablet()
    const { qr } = await province.declare()
    await tablet.station.readCode(qr)
    await tablet.syncAll()
    await province.adjudicate()
    await judgeEverythingAnew()
    await judgeEverythingAnew()
    expect(await province.judged()).toEqual(['ok'])
  })
})

describe('one code at two places', () => {
  it('is a double use at the second, whichever of the two is heard of first', async () => {
    for (const order of ['as-it-happened', 'the-other-way'] as const) {
      const first = await province.tablet('bach-dang')
      const second = await province.tablet('bach-dang')
      const { qr } = await province.declare()
      await first.station.readCode(qr)
      province.pass(30 * MINUTE_MS)
      await second.station.readCode(qr)
      const before = (await province.flags()).length
      for (const tablet of order === 'as-it-happened' ? [first, second] : [second, first]) {
        await tablet.syncAll()
        await province.adjudicate()
      }
      const flags = await province.flags()
      expect(flags.length).toBe(before + 1)
      expect(flags.at(-1)).toMatchObject({ class: 'double-use', detail: { how: 'same-way', minutes: 30 } })
      expect(flags.at(-1)?.records[0]?.kiosk).toBe(second.kiosk)
    }
  })

  it('is withdrawn when the passage out between comes in late, and the answer that was given is kept', async () => {
    const one = await province.tablet('bach-dang')
    const two = await province.tablet('bach-dang')
    const { qr } = await province.declare()
    await one.station.readCode(qr)
    province.pass(HOUR_MS)
    two.setDirection('exit')
    await two.station.readCode(qr)
    province.pass(HOUR_MS)
    const three = await province.tablet('bach-dang')
    await three.station.readCode(qr)
    await one.syncAll()
    await three.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => flag.class)).toEqual(['double-use'])
    await two.syncAll()
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
    const rounds = await province.storage.read
      .selectFrom('adjudication')
      .select(['round', 'findings'])
      .where('topic', '=', 'use')
      .orderBy('round')
      .execute()
    expect(rounds.map((row) => [row.round, row.findings === '[]'])).toEqual([
      [1, false],
      [2, true],
    ])
  })

  it('is one honest trip through several checkpoints', async () => {
    const border = await province.tablet('bach-dang')
    const inner = await province.tablet('da-bac')
    const { qr } = await province.declare()
    await border.station.readCode(qr)
    province.pass(20 * MINUTE_MS)
    await inner.station.readCode(qr)
    province.pass(5 * HOUR_MS)
    inner.setDirection('exit')
    await inner.station.readCode(qr)
    province.pass(20 * MINUTE_MS)
    border.setDirection('exit')
    await border.station.readCode(qr)
    await border.syncAll()
    await inner.syncAll()
    await province.adjudicate()
    expect(await province.flags()).toEqual([])
  })

  it.each([
    [2 * MINUTE_MS, []],
    [2 * MINUTE_MS - 1, ['too-fast']],
  ])('is too fast for the road after %i ms: %j', async (ms, how) => {
    const here = await province.tablet('bach-dang')
    const there = await province.tablet('da-bac')
    const { qr } = await province.declare()
    await here.station.readCode(qr)
    province.pass(ms)
    await there.station.readCode(qr)
    await there.syncAll()
    await here.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => flag.detail.how)).toEqual(how)
  })
})

describe('what needs no replay', () => {
  it('flags a passage that a clock put ahead of its arrival', async () => {
    const kiosk = await province.kiosk()
    kiosk.decide('refer', { at: province.now() + 3 * MINUTE_MS })
    kiosk.decide('refer', { at: province.now() + 2 * MINUTE_MS })
    await kiosk.syncAll()
    await province.adjudicate()
    expect((await province.flags()).map((flag) => [flag.class, flag.detail.cause])).toEqual([
      ['clock-suspect', 'ahead'],
      ['wrong-rule', undefined],
      ['wrong-rule', undefined],
    ])
  })

  it.each([
    [72 * HOUR_MS, false],
    [72 * HOUR_MS + 1, true],
  ])('flags who was let in on a bundle that was followed by another %i ms before: %j', async (ms, isFlagged) => {
    const tablet = await province.tablet()
    const manifest = tablet.bundle()?.held.manifest
    if (!manifest) throw new Error('the tablet has no bundle')
    const bundle = Object.fromEntries(Object.entries(manifest.parts).map(([part, { version }]) => [part, version]))
    await province.zone(aZone(TAN_TRUONG, 0))
    await province.tablet()
    const kiosk = await province.kiosk()
    province.pass(ms)
    kiosk.record({ ...SCAN_OF_NOBODY, passage: asPassageId('5'.repeat(32)), bundle })
    await kiosk.syncAll()
    await province.adjudicate()
    expect((await province.flags()).some((flag) => flag.class === 'expired-bundle')).toBe(isFlagged)
  })

  it('lists an unreadable record and goes on with the next', async () => {
    const kiosk = await province.kiosk()
    kiosk.record({ kind: 'scan' } as never)
    kiosk.decide('refer')
    await kiosk.syncAll()
    await province.adjudicate()
    const flags = await province.flags()
    expect(flags.filter((flag) => flag.class === 'unreadable-record').map((flag) => flag.records)).toEqual([
      [{ checkpoint: 'bach-dang', kiosk: kiosk.kiosk, epoch: 1, seq: 1 }],
    ])
    expect(await province.judged()).toHaveLength(1)
  })
})

const TAN_TRUONG = areaCode(310_930)

function aZone(place: Zone['place'], from: number): Zone {
  const source = { vi: 'Thông báo thử', en: 'Test notice' }
  return { zoneId: 'zone-thu', place, kind: 'outbreak', state: 'active', from, to: null, authority: asAuthorityId('VN'), source }
}

const SCAN_OF_NOBODY = {
  kind: 'scan',
  crossing: null,
  lane: asLaneId('1'),
  direction: 'entry',
  officer: null,
  reading: { kind: 'none' },
  origin: null,
  verdict: { outcome: 'admit', reasons: [], duties: [] },
  clock: 'sure',
  online: false,
} as const

async function forgeVerdict(passage: string): Promise<void> {
  const { storage } = province
  const row = await storage.read.selectFrom('record').selectAll().where('kind', '=', 'scan').executeTakeFirstOrThrow()
  const body = JSON.parse(row.body)
  expect(asPassageId(body.value.passage)).toBe(passage)
  const forged = { ...body, value: { ...body.value, verdict: { outcome: 'admit', reasons: [], duties: [] } } }
  await storage.write((tx) =>
    tx
      .updateTable('record')
      .set({ body: JSON.stringify(forged) })
      .where('kiosk_id', '=', row.kiosk_id)
      .where('seq', '=', row.seq)
      .execute(),
  )
}

async function judgeEverythingAnew(): Promise<void> {
  await province.storage.write((tx) => tx.updateTable('log_progress').set({ done_seq: 0 }).execute())
  await province.adjudicate()
}
