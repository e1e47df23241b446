import { describe, expect, it } from 'vitest'
import { openCrossings } from '../../kiosk/crossing/close-crossing.ts'
import { type OpenCrossing, withoutPassenger } from '../../kiosk/crossing/open-crossing.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { plateKey } from '../../shared/lists/list-key.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { quickSalt, watchOf } from '../lists/a-list.ts'
import { areaCode, ordinaryClaims } from '../support/a-credential.ts'
import { bundleParts } from './a-bundle.ts'
import { aCode, aStation, HOME, NOON, otherId, type TestStation } from './a-station.ts'

/** Of the same person as the codes. */
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'
const REASON = 'Đã xem giấy tờ'
const ON_FOOT: Partial<Claims> = { ...HOME, travel: { means: 'on-foot', personsAboard: 1 } }
const PASSENGER: Partial<Claims> = { ...HOME, travel: { means: 'bus', personsAboard: 1 } }
const driver = (personsAboard: number, plate = '14B00001', trailerPlate?: string): Partial<Claims> => ({
  ...HOME,
  travel: { means: 'bus', personsAboard, plate, ...(trailerPlate === undefined ? {} : { trailerPlate }) },
})

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

describe('a vehicle', () => {
  it('begins by the code of a driver who says that several are aboard, in the transaction of the scan', async () => {
    const kiosk = await aStation()
    const view = await scan(kiosk, driver(3, '14A12345'))
    const open = await current(kiosk)
    expect(open).toMatchObject({ passages: [view.passage], driver: view.passage, personsDeclared: 3, plate: '14A12345' })
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', crossing: open.crossing })
  })

  it.each([
    ['somebody on foot', ON_FOOT],
    ['a passenger who gave no number', PASSENGER],
    ['a driver alone', driver(1)],
  ])('does not begin by the code of %s', async (_name, claims) => {
    const kiosk = await aStation()
    await scan(kiosk, claims)
    expect(await openCrossings(kiosk)).toEqual([])
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', crossing: null })
  })

  it.each([
    ['any', 1],
    ['goods', 1],
    ['persons', 1],
    ['on-foot', 0],
  ] as const)('at a lane for %s begins by itself %d times', async (vehicles, begun) => {
    const kiosk = await aStation()
    const [lane] = bundleParts().checkpoint.lanes
    if (!lane) throw new Error('no lane')
    kiosk.change({ lane: { ...lane, vehicles } })
    await scan(kiosk, driver(3))
    expect(await openCrossings(kiosk)).toHaveLength(begun)
  })

  it.each([
    ['somebody without a code', async (kiosk: TestStation) => kiosk.station.readNothing()],
    ['a card', async (kiosk: TestStation) => (await kiosk.station.readCode(CARD)).view],
  ])('begins by a driver’s code held up after %s, and its closing record names who the scan could not', async (_name, first) => {
    const kiosk = await aStation()
    const alone = await first(kiosk)
    expect(await openCrossings(kiosk)).toEqual([])
    const view = await kiosk.station.addDocument(alone, await aCode(driver(2, '14A12345', '14R00123'), { id: otherId(0x77) }))
    const open = await current(kiosk)
    expect(view).toMatchObject({ crossing: open.crossing, step: { kind: 'decided' } })
    expect(open).toMatchObject({ passages: [alone.passage], driver: alone.passage, personsDeclared: 2, plate: '14A12345', trailerPlate: '14R00123' })
    const passenger = await scan(kiosk, PASSENGER)
    const closed = await kiosk.station.closeCrossing(open.crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ passages: [alone.passage, passenger.passage], personsDeclared: 2, outcome: 'admit' })
    expect(kiosk.log()[0]).toMatchObject({ kind: 'scan', crossing: null })
  })

  it.each([
    ['a driver alone', driver(1)],
    ['somebody on foot', ON_FOOT],
  ])('does not begin by the code of %s held up after a card', async (_name, claims) => {
    const kiosk = await aStation()
    const { view } = await kiosk.station.readCode(CARD)
    expect(await kiosk.station.addDocument(view, await aCode(claims, { id: otherId(0x78) }))).toMatchObject({ verdict: { outcome: 'admit' } })
    expect(await openCrossings(kiosk)).toEqual([])
  })

  it('begun by hand with a card learns number and plate from the driver’s code, and takes nobody twice', async () => {
    const kiosk = await aStation()
    await kiosk.station.beginCrossing()
    const { view } = await kiosk.station.readCode(CARD)
    await kiosk.station.addDocument(view, await aCode(driver(4, '14A12345'), { id: otherId(0x79) }))
    expect(await current(kiosk)).toMatchObject({ passages: [view.passage], driver: view.passage, personsDeclared: 4, plate: '14A12345' })
  })

  it('keeps tractor and trailer apart', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2, '14C12345', '14R00123'))
    await scan(kiosk, PASSENGER)
    const closed = await kiosk.station.closeCrossing((await current(kiosk)).crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ plate: '14C12345', trailerPlate: '14R00123', vehicles: 1, outcome: 'admit' })
  })

  it('takes a bus of 45 with every scan durable alone, and closes as one vehicle', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(45))
    for (let seat = 2; seat <= 45; seat++) await scan(kiosk, PASSENGER)
    const open = await current(kiosk)
    const scans = kiosk.log().filter(({ kind }) => kind === 'scan')
    expect(scans).toHaveLength(45)
    expect(new Set(scans.map((body) => body.kind === 'scan' && body.crossing))).toEqual(new Set([open.crossing]))
    const closed = await kiosk.station.closeCrossing(open.crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ personsCounted: 45, personsDeclared: 45, vehicles: 1, outcome: 'admit' })
    expect(kiosk.log().filter(({ kind }) => kind === 'crossing')).toHaveLength(1)
    expect(await openCrossings(kiosk)).toEqual([])
  })

  it('does not go while anybody aboard is open, and then goes as its strictest', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const red = await scan(kiosk, { ...ordinaryClaims, travel: { means: 'bus', personsAboard: 1 } })
    const { crossing } = await current(kiosk)
    expect(await kiosk.station.closeCrossing(crossing, 'vehicle')).toEqual({ ok: false, error: 'open-aboard' })
    expect(kiosk.log().some(({ kind }) => kind === 'crossing')).toBe(false)
    await kiosk.station.decide(red.passage, { outcome: red.verdict.outcome, reason: null })
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ outcome: 'detain', personsCounted: 2 })
    const first = kiosk.log().filter((body) => body.kind === 'decision')[0]
    expect(first).toMatchObject({ outcome: 'admit' })
  })

  it.each([
    ['one more than declared', 45, 46, 'refer'],
    ['as many as declared and scanned', 2, 2, 'admit'],
    ['one fewer than declared', 3, 2, 'refer'],
    ['one there and not scanned', 3, 3, 'refer'],
  ])('with %s is referred as a vehicle, and nobody decided is rewritten', async (_name, declared, counted, outcome) => {
    const kiosk = await aStation()
    await scan(kiosk, driver(declared))
    await scan(kiosk, PASSENGER)
    const { crossing } = await current(kiosk)
    const before = kiosk.log().length
    await kiosk.station.changeCrossing(crossing, (open) => ({ ...open, personsCounted: counted }))
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ outcome, personsCounted: counted, personsDeclared: declared })
    expect(kiosk.log().slice(before)).toHaveLength(1)
  })

  it.each([
    ['on the list', '34C12345', 'refer', ['34C12345']],
    ['on no list', '34C12346', 'admit', []],
  ])('with a trailer’s plate typed that is %s', async (_name, plate, outcome, watched) => {
    const salt = quickSalt()
    const byPlate = await watchOf(salt, [{ key: plateKey('34C-123.45'), kind: 'breach', from: NOON - HOUR_MS, to: null }])
    const kiosk = await aStation({ parts: { 'watch-list': { byCredential: [], byPlate } } })
    await scan(kiosk, driver(2))
    await scan(kiosk, PASSENGER)
    const { crossing } = await current(kiosk)
    await kiosk.station.changeCrossing(crossing, (open) => ({ ...open, trailerPlate: plate }))
    expect((await current(kiosk)).watchedPlates).toEqual(watched)
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ outcome, trailerPlate: plate })
  })

  it('has its driver’s origin, whoever was scanned first', async () => {
    const kiosk = await aStation()
    await kiosk.station.beginCrossing()
    const away = areaCode(310_930)
    await scan(kiosk, { ...PASSENGER, stops: [{ place: away, from: '2021-02-03', to: '2021-02-17' }] })
    const at = await scan(kiosk, driver(2))
    const { crossing, passages } = await current(kiosk)
    for (const passage of passages) await kiosk.station.decide(passage, { outcome: 'refer', reason: REASON })
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value.origin).toBe(at.origin)
  })

  it('of a driver with another plate opens behind nothing: the one before waits to be closed', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2, '14A11111'))
    await scan(kiosk, driver(2, '14A22222'))
    await scan(kiosk, PASSENGER)
    const [second, first] = await openCrossings(kiosk)
    expect([second?.plate, second?.passages.length]).toEqual(['14A22222', 2])
    expect([first?.plate, first?.passages.length]).toEqual(['14A11111', 1])
  })

  it('lets go of somebody who does not belong to it; their passage stands', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    const stranger = await scan(kiosk, ON_FOOT)
    await scan(kiosk, PASSENGER)
    const { crossing } = await current(kiosk)
    await kiosk.station.changeCrossing(crossing, (open) => withoutPassenger(open, stranger.passage))
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ personsCounted: 2, outcome: 'admit' })
    expect((await kiosk.store.passage(stranger.passage))?.decided).toMatchObject({ outcome: 'admit' })
  })

  it('with nobody aboard cannot be closed, only dropped, without a trace', async () => {
    const kiosk = await aStation()
    const { crossing } = await kiosk.station.beginCrossing()
    expect(await kiosk.station.closeCrossing(crossing, 'vehicle')).toEqual({ ok: false, error: 'nobody-aboard' })
    await kiosk.station.dropCrossing(crossing)
    expect(await openCrossings(kiosk)).toEqual([])
    expect(kiosk.log()).toEqual([])
  })

  it('stays open as it was when the disk takes no record', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    await scan(kiosk, PASSENGER)
    const open = await current(kiosk)
    kiosk.store.failWrites('yes')
    expect(await kiosk.station.closeCrossing(open.crossing, 'vehicle')).toEqual({ ok: false, error: 'storage' })
    const lost = await scan(kiosk, PASSENGER)
    expect(lost.step.kind).toBe('unrecorded')
    expect(await openCrossings(kiosk)).toEqual([open])
  })

  it('does not board those who go the other way', async () => {
    const kiosk = await aStation()
    await scan(kiosk, driver(2))
    kiosk.setDirection('exit')
    kiosk.wait(HOUR_MS)
    await scan(kiosk, PASSENGER)
    expect((await current(kiosk)).passages).toHaveLength(1)
    expect(kiosk.log().findLast(({ kind }) => kind === 'scan')).toMatchObject({ crossing: null, direction: 'exit' })
  })
})
