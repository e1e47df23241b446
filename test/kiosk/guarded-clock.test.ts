import { describe, expect, it } from 'vitest'
import {
  type ClockMemory,
  confirmClock,
  type GuardedClock,
  guardedNow,
  isSure,
  JUMP_MS,
  lookAtClock,
  setByContact,
  startClock,
} from '../../kiosk/clock/guarded-clock.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'

const SERVER = Date.UTC(2021, 1, 17, 13)
/** The tablet's own clock stands in another year, as in a demo. */
const WALL = Date.UTC(2026, 10, 22)
const LIMITS = { floorAt: 0, aheadHours: 72 }

const memory: ClockMemory = { skewMs: SERVER - WALL, wallAt: WALL, guardedAt: SERVER, contactAt: SERVER, doubt: null }

function afterContact(): GuardedClock {
  const fresh = startClock(null, { wallAt: WALL, monotonicMs: 0 }, LIMITS).clock
  return setByContact(fresh, { wallAt: WALL, monotonicMs: 0 }, SERVER).clock
}

describe('before any contact', () => {
  it('nothing is sure', () => {
    expect(isSure(startClock(null, { wallAt: WALL, monotonicMs: 0 }, LIMITS).clock)).toBe(false)
  })

  it('the first contact sets the time and is recorded', () => {
    const fresh = startClock(null, { wallAt: WALL, monotonicMs: 0 }, LIMITS).clock
    const step = setByContact(fresh, { wallAt: WALL, monotonicMs: 0 }, SERVER)
    expect(step.record).toEqual({ kind: 'clock', event: 'contact', skewMs: SERVER - WALL })
    expect(isSure(step.clock)).toBe(true)
    expect(guardedNow(step.clock, { wallAt: WALL + MINUTE_MS, monotonicMs: MINUTE_MS })).toBe(SERVER + MINUTE_MS)
  })
})

describe('after a reload', () => {
  const cases: [name: string, wallMoved: number, doubt: ClockMemory['doubt']][] = [
    ['the wall clock stands where it stood', 0, null],
    ['it moved on by an hour', HOUR_MS, null],
    ['it went back by two seconds, which is drift', -JUMP_MS, null],
    ['it went back by a millisecond more', -JUMP_MS - 1, 'went-back'],
    ['it stands at the end of the staleness window', 72 * HOUR_MS, null],
    ['it stands a millisecond beyond it', 72 * HOUR_MS + 1, 'too-far-ahead'],
  ]
  it.each(cases)('%s', (_name, moved, doubt) => {
    const step = startClock(memory, { wallAt: WALL + moved, monotonicMs: 5 }, LIMITS)
    expect(step.clock.memory.doubt).toBe(doubt)
    expect(step.record).toEqual(doubt ? { kind: 'clock', event: 'doubtful', skewMs: SERVER - WALL } : null)
  })

  it('time never runs backwards', () => {
    const { clock } = startClock(memory, { wallAt: WALL - DAY_MS, monotonicMs: 0 }, LIMITS)
    expect(guardedNow(clock, { wallAt: WALL - DAY_MS + MINUTE_MS, monotonicMs: MINUTE_MS })).toBe(SERVER + MINUTE_MS)
  })

  it('time is never earlier than the bundle held', () => {
    const { clock } = startClock(memory, { wallAt: WALL, monotonicMs: 0 }, { ...LIMITS, floorAt: SERVER + HOUR_MS })
    expect(guardedNow(clock, { wallAt: WALL, monotonicMs: 0 })).toBe(SERVER + HOUR_MS)
  })

  it('a clock too far ahead stamps nothing into another year; set right, it is shown again for the officer to confirm', () => {
    const { clock } = startClock(memory, { wallAt: WALL + 900 * DAY_MS, monotonicMs: 0 }, LIMITS)
    expect(guardedNow(clock, { wallAt: WALL + 900 * DAY_MS, monotonicMs: 0 })).toBe(SERVER)
    const right = { wallAt: WALL + 8 * HOUR_MS, monotonicMs: MINUTE_MS }
    expect(isSure(lookAtClock(clock, right).clock)).toBe(false)
    expect(guardedNow(clock, right)).toBe(SERVER + 8 * HOUR_MS)
    expect(isSure(confirmClock(clock, right).clock)).toBe(true)
  })

  it('does not wash a doubt away', () => {
    const { clock, record } = startClock({ ...memory, doubt: 'jumped' }, { wallAt: WALL + HOUR_MS, monotonicMs: 0 }, LIMITS)
    expect(isSure(clock)).toBe(false)
    expect(record).toBeNull()
  })
})

describe('while the page is open', () => {
  it.each([
    ['two seconds apart is drift', JUMP_MS, null],
    ['more is a jump ahead', JUMP_MS + 1, 'jumped'],
    ['two seconds behind is drift', -JUMP_MS, null],
    ['more is a jump back', -JUMP_MS - 1, 'jumped'],
  ] as const)('%s', (_name, apart, doubt) => {
    const step = lookAtClock(afterContact(), { wallAt: WALL + MINUTE_MS + apart, monotonicMs: MINUTE_MS })
    expect(step.clock.memory.doubt).toBe(doubt)
    expect(step.record?.event ?? null).toBe(doubt ? 'jump' : null)
  })

  it.each([
    ['to the end of the staleness window is believed until somebody confirms it', 72 * HOUR_MS, SERVER + 72 * HOUR_MS + MINUTE_MS],
    ['a millisecond beyond it is not', 72 * HOUR_MS + 1, SERVER + MINUTE_MS],
  ])('a jump ahead %s', (_name, by, now) => {
    const reading = { wallAt: WALL + MINUTE_MS + by, monotonicMs: MINUTE_MS }
    const jumped = lookAtClock(afterContact(), reading).clock
    expect([isSure(jumped), guardedNow(jumped, reading)]).toEqual([false, now])
  })

  it('a jump is recorded once', () => {
    const first = lookAtClock(afterContact(), { wallAt: WALL + HOUR_MS, monotonicMs: 1000 })
    const second = lookAtClock(first.clock, { wallAt: WALL + HOUR_MS + 1000, monotonicMs: 2000 })
    expect(second.record).toBeNull()
    expect(isSure(second.clock)).toBe(false)
  })

  it('set right again, the clock is believed again and the log says so', () => {
    const jumped = lookAtClock(afterContact(), { wallAt: WALL + HOUR_MS, monotonicMs: 1000 }).clock
    const back = lookAtClock(jumped, { wallAt: WALL + 2000, monotonicMs: 2000 })
    expect(isSure(back.clock)).toBe(true)
    expect(back.record?.event).toBe('sure')
  })

  it('slow drift over three days is followed, not doubted', () => {
    let clock = afterContact()
    for (let minute = 1; minute <= 3 * 24 * 60; minute++) {
      clock = lookAtClock(clock, { wallAt: WALL + minute * (MINUTE_MS + 5), monotonicMs: minute * MINUTE_MS }).clock
    }
    expect(isSure(clock)).toBe(true)
  })

  it('a contact ends every doubt and may move time back', () => {
    const jumped = lookAtClock(afterContact(), { wallAt: WALL + DAY_MS, monotonicMs: 1000 }).clock
    const step = setByContact(jumped, { wallAt: WALL + DAY_MS, monotonicMs: 2000 }, SERVER + 2000)
    expect(isSure(step.clock)).toBe(true)
    expect(guardedNow(step.clock, { wallAt: WALL + DAY_MS, monotonicMs: 2000 })).toBe(SERVER + 2000)
    expect(step.record).toEqual({ kind: 'clock', event: 'contact', skewMs: SERVER - WALL - DAY_MS + 2000 })
  })

  it.each([
    ['as much as two seconds is not news', JUMP_MS, false],
    ['more is', JUMP_MS + 1, true],
  ])('a contact that moves the skew by %s', (_name, by, recorded) => {
    const step = setByContact(afterContact(), { wallAt: WALL, monotonicMs: 0 }, SERVER + by)
    expect(step.record !== null).toBe(recorded)
  })

  it('an officer who confirms the time makes it sure, and the log says so', () => {
    const jumped = lookAtClock(afterContact(), { wallAt: WALL + HOUR_MS, monotonicMs: 1000 }).clock
    const step = confirmClock(jumped, { wallAt: WALL + HOUR_MS, monotonicMs: 1000 })
    expect(isSure(step.clock)).toBe(true)
    expect(step.record?.event).toBe('sure')
    expect(guardedNow(step.clock, { wallAt: WALL + HOUR_MS, monotonicMs: 1000 })).toBe(SERVER + HOUR_MS)
  })
})
