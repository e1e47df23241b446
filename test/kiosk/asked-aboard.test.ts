import { describe, expect, it } from 'vitest'
import { FORGOTTEN_AFTER_MS } from '../../kiosk/crossing/asked-aboard.ts'
import { openCrossings } from '../../kiosk/crossing/close-crossing.ts'
import type { OpenCrossing } from '../../kiosk/crossing/open-crossing.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aCode, aStation, HOME, otherId, type TestStation } from './a-station.ts'

const CAR: Partial<Claims> = { ...HOME, travel: { means: 'car', personsAboard: 2, plate: '14A55566' } }
const PASSENGER: Partial<Claims> = { ...HOME, travel: { means: 'car', personsAboard: 1 } }
const SAME_PLATE: Partial<Claims> = { ...HOME, travel: { means: 'car', personsAboard: 1, plate: '14A-555.66' } }
const RIDER: Partial<Claims> = { ...HOME, travel: { means: 'motorbike', personsAboard: 1, plate: '14B112345' } }
const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'

let counter = 0xa000
const codeOf = (claims: Partial<Claims>): Promise<string> => aCode(claims, { id: otherId(++counter) })

async function scan(kiosk: TestStation, claims: Partial<Claims>) {
  return (await kiosk.station.readCode(await codeOf(claims))).view
}

async function first(kiosk: TestStation): Promise<OpenCrossing> {
  const [open] = await openCrossings(kiosk)
  if (!open) throw new Error('no vehicle is open')
  return open
}

const askedIn = ({ asked = [] }: OpenCrossing) => asked.map(({ passage }) => passage)

describe('somebody who declares another plate than the vehicle being checked', () => {
  it('is judged and recorded, but asked about before being counted in it', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    const rider = await scan(kiosk, RIDER)
    const open = await first(kiosk)
    expect(rider.verdict.outcome).toBe('admit')
    expect(open.passages).not.toContain(rider.passage)
    expect(askedIn(open)).toEqual([rider.passage])
    expect(kiosk.log().findLast(({ kind }) => kind === 'scan')).toMatchObject({ passage: rider.passage, crossing: null })
  })

  it.each([
    ['the same plate written otherwise', SAME_PLATE],
    ['no plate', PASSENGER],
  ])('unlike one with %s, who is aboard without a question', async (_name, claims) => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    const { passage } = await scan(kiosk, claims)
    expect(await first(kiosk)).toMatchObject({ passages: [expect.anything(), passage] })
    expect(askedIn(await first(kiosk))).toEqual([])
  })

  it('is aboard once the officer says it is the same vehicle', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    const rider = await scan(kiosk, RIDER)
    const { crossing } = await first(kiosk)
    await kiosk.station.answerAsked(crossing, { about: rider.passage, is: 'same' })
    const open = await first(kiosk)
    expect([open.crossing, open.plate, open.passages.at(-1), askedIn(open)]).toEqual([crossing, '14A55566', rider.passage, []])
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value).toMatchObject({ personsCounted: 2, personsDeclared: 2 })
  })

  it('begins another vehicle once the officer says so, and the first waits in the list', async () => {
    const kiosk = await aStation()
    const driver = await scan(kiosk, CAR)
    const rider = await scan(kiosk, RIDER)
    await kiosk.station.answerAsked((await first(kiosk)).crossing, { about: rider.passage, is: 'another' })
    const [own, car] = await openCrossings(kiosk)
    expect(own).toMatchObject({ plate: '14B112345', passages: [rider.passage], personsDeclared: 1 })
    expect(car).toMatchObject({ plate: '14A55566', passages: [driver.passage], asked: [] })
  })

  it('is not of a vehicle that goes without an answer', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    await scan(kiosk, PASSENGER)
    const rider = await scan(kiosk, RIDER)
    const closed = await kiosk.station.closeCrossing((await first(kiosk)).crossing, 'vehicle')
    expect(closed.ok && closed.value.passages).not.toContain(rider.passage)
    expect(await openCrossings(kiosk)).toEqual([])
    expect((await kiosk.store.passage(rider.passage))?.decided).toMatchObject({ outcome: 'admit' })
  })

  it('is asked about too where a card came first and the plate after it', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    const { view } = await kiosk.station.readCode(CARD)
    expect((await first(kiosk)).passages).toContain(view.passage)
    const joined = await kiosk.station.addDocument(view, await codeOf(RIDER))
    const open = await first(kiosk)
    expect(joined?.crossing).toBeNull()
    expect(open.passages).not.toContain(view.passage)
    expect(askedIn(open)).toEqual([view.passage])
  })
})

describe('a vehicle left open', () => {
  it.each([
    ['for as long as one may be checked', 0, 2, 0],
    ['a minute longer', MINUTE_MS, 1, 1],
  ])('%s takes in or asks', async (_name, more, aboard, asked) => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    kiosk.wait(FORGOTTEN_AFTER_MS + more)
    await scan(kiosk, PASSENGER)
    const open = await first(kiosk)
    expect([open.passages.length, askedIn(open).length]).toEqual([aboard, asked])
  })

  it('gives way to the next driver’s code, whatever its plate', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    kiosk.wait(FORGOTTEN_AFTER_MS + MINUTE_MS)
    const again = await scan(kiosk, CAR)
    const [now, before] = await openCrossings(kiosk)
    expect([now?.passages, before?.passages.length]).toEqual([[again.passage], 1])
  })

  it('goes on once the officer says that it is still this one, with all who were asked about', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    kiosk.wait(FORGOTTEN_AFTER_MS + MINUTE_MS)
    const second = await scan(kiosk, PASSENGER)
    const third = await scan(kiosk, PASSENGER)
    await kiosk.station.answerAsked((await first(kiosk)).crossing, { about: second.passage, is: 'same' })
    expect((await first(kiosk)).passages.slice(1)).toEqual([second.passage, third.passage])
    await scan(kiosk, PASSENGER)
    expect((await first(kiosk)).passages).toHaveLength(4)
  })

  it('once let go leaves those who were asked about as the beginning of the next', async () => {
    const kiosk = await aStation()
    const driver = await scan(kiosk, CAR)
    kiosk.wait(FORGOTTEN_AFTER_MS + MINUTE_MS)
    const second = await scan(kiosk, PASSENGER)
    const { crossing } = await first(kiosk)
    const closed = await kiosk.station.closeCrossing(crossing, 'vehicle')
    expect(closed.ok && closed.value.passages).toEqual([driver.passage])
    const next = await first(kiosk)
    expect(next.crossing).not.toBe(crossing)
    expect(next.passages).toEqual([second.passage])
  })

  it('asks about nobody of an hour ago', async () => {
    const kiosk = await aStation()
    await scan(kiosk, CAR)
    kiosk.wait(FORGOTTEN_AFTER_MS + MINUTE_MS)
    await scan(kiosk, PASSENGER)
    kiosk.wait(60 * MINUTE_MS)
    const late = await scan(kiosk, PASSENGER)
    expect(askedIn(await first(kiosk))).toEqual([late.passage])
  })
})
