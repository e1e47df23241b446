import { beforeEach, describe, expect, it } from 'vitest'
import { createSlowerLane, type LaneTurn, type SlowerLane } from '../../server/http/slower-lane.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'

let now: number
let lane: SlowerLane
beforeEach(() => {
  now = Date.UTC(2026, 10, 22)
  lane = createSlowerLane({ realNow: () => now })
})

const ticketOf = (turn: LaneTurn | null) => (turn?.kind === 'wait' ? turn.ticket : '')
const joinMany = (count: number) => Array.from({ length: count }, (_, at) => lane.join(`draft ${at}`))

describe('the slower lane', () => {
  it('lets twenty go at once, and tells the next how many are before them', () => {
    expect(joinMany(20).every((turn) => turn?.kind === 'go')).toBe(true)
    expect([lane.join('a'), lane.join('b'), lane.join('c')]).toEqual([
      { kind: 'wait', ticket: expect.any(String), ahead: 1, seconds: 1 },
      { kind: 'wait', ticket: expect.any(String), ahead: 2, seconds: 1 },
      { kind: 'wait', ticket: expect.any(String), ahead: 3, seconds: 2 },
    ])
  })

  it('calls two a second, in the order of coming, however often somebody asks', () => {
    joinMany(20)
    const tickets = Array.from({ length: 100 }, (_, at) => ticketOf(lane.join(`late ${at}`)))
    now += 10 * SECOND_MS - 1
    expect(lane.turn(tickets[19] ?? '', 'late 19')).toMatchObject({ kind: 'wait', ahead: 1 })
    for (let nth = 0; nth < 1000; nth++) lane.turn(tickets[99] ?? '', 'late 99')
    now += 1
    expect(lane.turn(tickets[19] ?? '', 'late 19')).toEqual({ kind: 'go' })
    expect(lane.turn(tickets[20] ?? '', 'late 20')).toMatchObject({ kind: 'wait', ahead: 1 })
  })

  it('gets everybody through who waits, however many come after them', () => {
    joinMany(20)
    const mine = ticketOf(lane.join('mine'))
    for (let second = 0; second < 3; second++) {
      joinMany(1000)
      now += SECOND_MS
    }
    expect(lane.turn(mine, 'mine')).toEqual({ kind: 'go' })
  })

  it('takes a place from nobody else, and none that was made up', () => {
    joinMany(20)
    const ticket = ticketOf(lane.join('mine'))
    now += MINUTE_MS
    const wrong = ['', 'x', `1.${'A'.repeat(43)}`, ticket.replace(/^\d+/, '5'), `${ticket}x`]
    expect([lane.turn(ticket, 'yours'), ...wrong.map((one) => lane.turn(one, 'mine'))]).toEqual(Array(6).fill(null))
  })

  it('keeps a place for ten minutes from its turn on, and for a lost reply or two', () => {
    joinMany(20)
    const [first, second] = [ticketOf(lane.join('a')), ticketOf(lane.join('b'))]
    now += SECOND_MS
    expect([1, 2, 3, 4].map(() => lane.turn(first, 'a')?.kind ?? null)).toEqual(['go', 'go', 'go', null])
    for (let minute = 0; minute < 10; minute++) {
      joinMany(121)
      now += MINUTE_MS
    }
    expect(lane.turn(second, 'b')).toBeNull()
  })

  it('is closed to more than an hour of waiting', () => {
    const turns = joinMany(20 + 7200 + 1)
    expect([turns[7219]?.kind, turns[7220]]).toEqual(['wait', null])
    now += SECOND_MS
    expect(lane.join('next')?.kind).toBe('wait')
  })
})
