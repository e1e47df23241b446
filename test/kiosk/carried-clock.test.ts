import { expect, it } from 'vitest'
import { guardedNow, isSure, setByCarried, setByContact, startClock } from '../../kiosk/clock/guarded-clock.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { NOON } from './a-station.ts'

const LIMITS = { floorAt: 0, aheadHours: 72 }
const at = (wallAt: number, monotonicMs = 0) => ({ wallAt, monotonicMs })
const carried = (issuedAt: number) => ({ issuedAt, presumedSkewMs: 0 })

it.each([
  ['issued this moment', 0, 'sure'],
  ['issued as long ago as the staleness window', 72 * HOUR_MS, 'sure'],
  ['issued longer ago', 72 * HOUR_MS + 1, 'doubtful'],
  ['issued in this clock’s future', -1, 'doubtful'],
] as const)('a clock never set believes the wall after a bundle %s: %i ms, %s', (_name, ageMs, confidence) => {
  const clock = startClock(null, at(NOON), LIMITS).clock
  const { clock: next } = setByCarried(clock, at(NOON), carried(NOON - ageMs))
  expect(isSure(next) ? 'sure' : 'doubtful').toBe(confidence)
  expect(next.memory.contactAt).toBe(NOON - ageMs)
  expect(guardedNow(next, at(NOON))).toBeGreaterThanOrEqual(NOON - ageMs)
})

it('a clock set by the network is not moved back by an older bundle, which still counts as a contact', () => {
  const set = setByContact(startClock(null, at(NOON), LIMITS).clock, at(NOON), NOON - 5 * HOUR_MS).clock
  const later = at(NOON + MINUTE_MS, MINUTE_MS)
  const { clock: next } = setByCarried(set, later, carried(NOON - 5 * HOUR_MS + 1000))
  expect(guardedNow(next, later)).toBe(NOON - 5 * HOUR_MS + MINUTE_MS)
  expect(next.memory.contactAt).toBe(NOON - 5 * HOUR_MS + 1000)
  expect(isSure(next)).toBe(true)
})

it('a bundle from this clock’s future moves the time on and makes it doubtful until somebody confirms', () => {
  const set = setByContact(startClock(null, at(NOON), LIMITS).clock, at(NOON), NOON).clock
  const { clock: next } = setByCarried(set, at(NOON), carried(NOON + HOUR_MS))
  expect(guardedNow(next, at(NOON))).toBe(NOON + HOUR_MS)
  expect(isSure(next)).toBe(false)
})
