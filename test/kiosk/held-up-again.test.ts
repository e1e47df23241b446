import { describe, expect, it } from 'vitest'
import { openCrossings } from '../../kiosk/crossing/close-crossing.ts'
import { type OpenCrossing, withoutPassenger } from '../../kiosk/crossing/open-crossing.ts'
import { forgetGone } from '../../kiosk/crossing/vehicle-of.ts'
import { createScanStation } from '../../kiosk/scan/scan-station.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { ordinaryClaims } from '../support/a-credential.ts'
import { aCode, aStation, HOME, NOON, otherId, type TestStation } from './a-station.ts'

/** Of the same person as the codes. */
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'
const PASSENGER: Partial<Claims> = { ...HOME, travel: { means: 'bus', personsAboard: 1 } }
const driver = (personsAboard: number): Partial<Claims> => ({ ...HOME, travel: { means: 'bus', personsAboard, plate: '14B00001' } })

let counter = 0x9000
async function scan(kiosk: TestStation, claims: Partial<Claims>) {
  counter += 1
  return (await kiosk.station.readCode(await aCode(claims, { id: otherId(counter) }))).view
}

async function current(kiosk: TestStation): Promise<OpenCrossing> {
  const [first] = await openCrossings(kiosk)
  if (!first) throw new Error('no vehicle is open')
  return first
}

describe('a code of somebody aboard held up again', () => {
  /** Out of sight for longer than one reading lasts. */
  const LATER = 5001
  const restarted = (kiosk: TestStation): TestStation => ({ ...kiosk, station: createScanStation(kiosk.deps) })

  it.each([
    ['out of sight for a while', (kiosk: TestStation) => kiosk],
    ['after a restart', restarted],
  ])('%s, counts nobody more, and after a green answer is a second use', async (_name, then) => {
    const kiosk = await aStation()
    const code = await aCode(driver(2), { id: otherId(0x501) })
    await kiosk.station.readCode(code)
    await scan(kiosk, PASSENGER)
    const open = await current(kiosk)
    kiosk.wait(LATER)
    const again = await then(kiosk).station.readCode(code)
    expect(again.view).toMatchObject({ crossing: null, verdict: { outcome: 'refer', reasons: [{ ruleId: 'CHOT-DOUBLE-USE' }] } })
    expect(await current(kiosk)).toEqual(open)
  })

  it.each([
    ['out of sight for a while', (kiosk: TestStation) => kiosk],
    ['after a restart', restarted],
  ])('%s, shows the answer that still waits, and writes nothing', async (_name, then) => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const code = await aCode({ ...ordinaryClaims, travel: { means: 'bus', personsAboard: 1 } }, { id: otherId(0x508) })
    const { view } = await kiosk.station.readCode(code)
    const [open, log] = [await current(kiosk), kiosk.log()]
    kiosk.wait(LATER)
    const again = await then(kiosk).station.readCode(code)
    expect(again).toMatchObject({ kind: 'aboard', view: { passage: view.passage, crossing: open.crossing, step: { kind: 'open' } } })
    expect(again.view.verdict.reasons).toEqual(view.verdict.reasons)
    expect(await current(kiosk)).toEqual(open)
    expect(kiosk.log()).toEqual(log)
  })

  it.each([
    ['that is still being scanned', 'open', 'trên xe 14B00001'],
    ['that has gone', 'closed', 'trên xe 14B00001'],
    ['begun by hand, without a plate', 'by-hand', 'cùng một xe hoặc nhóm'],
    ['that let them go as a stranger', 'left', null],
  ] as const)('alone outside says that it was counted in a vehicle %s, and when', async (_name, vehicle, words) => {
    const kiosk = await aStation()
    if (vehicle === 'by-hand') await kiosk.station.beginCrossing()
    else await scan(kiosk, driver(2))
    const code = await aCode(PASSENGER, { id: otherId(0x510) })
    const { view } = await kiosk.station.readCode(code)
    const { crossing } = await current(kiosk)
    if (vehicle === 'closed') expect((await kiosk.station.closeCrossing(crossing, 'vehicle')).ok).toBe(true)
    if (vehicle === 'left') await kiosk.station.changeCrossing(crossing, (open) => withoutPassenger(open, view.passage))
    kiosk.wait(5 * MINUTE_MS)
    const [why] = (await restarted(kiosk).station.readCode(code)).view.verdict.reasons
    expect(why).toMatchObject({ ruleId: 'CHOT-DOUBLE-USE', officerText: { vi: expect.stringContaining('(5 phút trước)') } })
    if (words === null) expect(why?.officerText.vi).toContain('để vào qua chốt lúc 20:00')
    else expect(why?.officerText.vi).toContain(`để vào qua chốt ${words} lúc 20:00`)
  })

  it('keeps the plates of the last twenty vehicles, and of none from before a given hour', async () => {
    const kiosk = await aStation()
    for (let n = 0; n < 21; n++) {
      kiosk.wait(MINUTE_MS)
      await kiosk.station.beginCrossing()
      await scan(kiosk, PASSENGER)
      await kiosk.station.closeCrossing((await current(kiosk)).crossing, 'vehicle')
    }
    const gone = async () => ((await kiosk.store.read('vehiclesGone')) ?? []).map(({ startedAt }) => (startedAt - NOON) / MINUTE_MS)
    expect(await gone()).toEqual(Array.from({ length: 20 }, (_, n) => 21 - n))
    await forgetGone(kiosk.store, NOON + 19 * MINUTE_MS)
    expect(await gone()).toEqual([21, 20, 19])
  })

  it('counts another code of the same name', async () => {
    const kiosk = await aStation()
    await kiosk.station.readCode(await aCode(driver(2), { id: otherId(0x502) }))
    kiosk.wait(LATER)
    const other = await kiosk.station.readCode(await aCode(PASSENGER, { id: otherId(0x503) }))
    expect(other.kind).toBe('new')
    expect((await current(kiosk)).passages).toHaveLength(2)
  })

  it('is a double use in the next vehicle', async () => {
    const kiosk = await aStation()
    const code = await aCode(PASSENGER, { id: otherId(0x504) })
    await kiosk.station.beginCrossing()
    await kiosk.station.readCode(code)
    await kiosk.station.beginCrossing()
    kiosk.wait(LATER)
    const again = await kiosk.station.readCode(code)
    expect(again).toMatchObject({ kind: 'new', view: { verdict: { outcome: 'refer', reasons: [{ ruleId: 'CHOT-DOUBLE-USE' }] } } })
    expect((await current(kiosk)).passages).toEqual([again.view.passage])
  })

  it.each([
    ['the card', () => CARD],
    ['the code', () => aCode(PASSENGER, { id: otherId(0x505) })],
  ])('knows %s of a person who showed both', async (_name, shown) => {
    const kiosk = await aStation()
    await kiosk.station.beginCrossing()
    const { view } = await kiosk.station.readCode(CARD)
    await kiosk.station.addDocument(view, await aCode(PASSENGER, { id: otherId(0x505) }))
    kiosk.wait(LATER)
    expect((await restarted(kiosk).station.readCode(await shown())).view.verdict.outcome).toBe('refer')
    expect((await current(kiosk)).passages).toEqual([view.passage])
  })

  it('counts whoever was let go of the vehicle before', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const code = await aCode(PASSENGER, { id: otherId(0x506) })
    const { view } = await kiosk.station.readCode(code)
    await kiosk.station.changeCrossing((await current(kiosk)).crossing, (open) => withoutPassenger(open, view.passage))
    kiosk.wait(LATER)
    expect(await kiosk.station.readCode(code)).toMatchObject({ kind: 'new', view: { verdict: { outcome: 'refer' } } })
  })

  it('is no milder for what a restart forgot', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const code = await aCode(PASSENGER, { id: otherId(0x507) })
    const { view } = await kiosk.station.readCode(code)
    const fever = await kiosk.station.observe(view, { kind: 'temperature', tenths: 385 })
    expect(fever.step.kind).toBe('open')
    kiosk.wait(LATER)
    const again = await restarted(kiosk).station.readCode(code)
    expect(again).toMatchObject({
      kind: 'aboard',
      view: { passage: view.passage, verdict: { outcome: fever.verdict.outcome }, step: { kind: 'open', because: 'verdict' } },
    })
  })

  it.each([
    ['for a tap because lists are old', { issuedAt: NOON - 8 * HOUR_MS - 1 }, 'amber'],
    ['because an officer took it back', {}, 'annulled'],
  ] as const)('says after a restart of a green one why it waits: %s', async (_name, options, because) => {
    const kiosk = await aStation(options)
    await scan(kiosk, driver(2))
    const code = await aCode(PASSENGER, { id: otherId(0x509) })
    const { view } = await kiosk.station.readCode(code)
    if (because === 'annulled') await kiosk.station.annul(view.passage, 'Nhầm người trong xe')
    kiosk.wait(LATER)
    const { view: again } = await restarted(kiosk).station.readCode(code)
    expect(again).toMatchObject({ passage: view.passage, verdict: { outcome: 'admit' }, step: { kind: 'open', because } })
    const seen = await kiosk.station.observe(again, { kind: 'mask', worn: true })
    expect([seen.step, (await kiosk.store.passage(view.passage))?.waits]).toEqual([{ kind: 'open', because }, because])
  })

  it('leaves a green one to a hand where a tablet of an earlier version kept no reason', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const code = await aCode(PASSENGER, { id: otherId(0x50a) })
    const { view } = await kiosk.station.readCode(code)
    await kiosk.station.annul(view.passage, 'Nhầm người trong xe')
    kiosk.wait(LATER)
    const passage = async (id: typeof view.passage) => {
      const { waits: _, ...known } = (await kiosk.store.passage(id)) ?? {}
      return 'passage' in known ? known : null
    }
    const old = createScanStation({ ...kiosk.deps, store: { ...kiosk.store, passage } })
    const { view: again } = await old.readCode(code)
    expect((await old.observe(again, { kind: 'mask', worn: true })).step.kind).toBe('open')
  })
})
