import type { ClockJump } from '../../shared/passage/records.ts'
import { type EpochMs, HOUR_MS, SECOND_MS } from '../../shared/units.ts'

/** Both clocks of the tablet, read together. `monotonicMs` starts anew with each page load. */
export interface ClockReading {
  readonly wallAt: EpochMs
  readonly monotonicMs: number
}

export type ClockDoubt = 'never-set' | 'went-back' | 'too-far-ahead' | 'jumped'

/** What survives a reload: the last moment at which both clocks agreed. */
export interface ClockMemory {
  /** Server minus wall at the last contact; a demo's offset is in it. Null before the first. */
  readonly skewMs: number | null
  readonly wallAt: EpochMs
  readonly guardedAt: EpochMs
  /** Server time of the last contact. */
  readonly contactAt: EpochMs | null
  readonly doubt: ClockDoubt | null
}

export interface GuardedClock {
  readonly memory: ClockMemory
  /** Monotonic reading that belongs to `memory.guardedAt`. */
  readonly baseMonotonicMs: number
  /** Issue time of the bundle held: no true clock can be earlier. */
  readonly floorAt: EpochMs
  /** The staleness window: a wall clock further ahead of the other than this proves nothing. */
  readonly aheadHours: number
}

export interface ClockStep {
  readonly clock: GuardedClock
  /** What the log must keep of it, or null. */
  readonly record: ClockJump | null
}

/** A clock that moves more than this between two readings was set by somebody or slept. */
export const JUMP_MS = 2 * SECOND_MS

/** After a page load: the wall clock is believed only if it stands between the last mark and the staleness window after it. */
export function startClock(
  memory: ClockMemory | null,
  reading: ClockReading,
  limits: { readonly floorAt: EpochMs; readonly aheadHours: number },
): ClockStep {
  const { floorAt, aheadHours } = limits
  if (!memory || memory.skewMs === null) {
    const unset: ClockMemory = { skewMs: null, wallAt: reading.wallAt, guardedAt: floorAt, contactAt: null, doubt: 'never-set' }
    return { clock: { memory: unset, baseMonotonicMs: reading.monotonicMs, floorAt, aheadHours }, record: null }
  }
  const doubt = memory.doubt ?? doubtAtStart(memory, reading.wallAt, aheadHours)
  const guardedAt = doubt ? memory.guardedAt : Math.max(reading.wallAt + memory.skewMs, memory.guardedAt)
  const wallAt = doubt ? memory.wallAt : reading.wallAt
  const clock = { memory: { ...memory, wallAt, guardedAt, doubt }, baseMonotonicMs: reading.monotonicMs, floorAt, aheadHours }
  const isNew = doubt !== null && memory.doubt === null
  return { clock, record: isNew ? { kind: 'clock', event: 'doubtful', skewMs: memory.skewMs } : null }
}

function doubtAtStart(memory: ClockMemory, wallAt: EpochMs, aheadHours: number): ClockDoubt | null {
  if (wallAt < memory.wallAt - JUMP_MS) return 'went-back'
  if (wallAt - memory.wallAt > aheadHours * HOUR_MS) return 'too-far-ahead'
  return null
}

/** The best estimate of the server's clock; never earlier than what was already known to have passed, never stamped into another year. */
export function guardedNow(clock: GuardedClock, reading: ClockReading): EpochMs {
  const byMonotonic = byBase(clock, reading)
  const { skewMs } = clock.memory
  const byWall = skewMs === null ? byMonotonic : reading.wallAt + skewMs
  const isTooFar = byWall - byMonotonic > clock.aheadHours * HOUR_MS
  return Math.max(isTooFar ? byMonotonic : byWall, byMonotonic, clock.floorAt)
}

function byBase(clock: GuardedClock, reading: ClockReading): EpochMs {
  return Math.round(clock.memory.guardedAt + Math.max(0, reading.monotonicMs - clock.baseMonotonicMs))
}

/** A look at both clocks: where they agree the base moves on, where they do not the time is doubtful until they agree again. */
export function lookAtClock(clock: GuardedClock, reading: ClockReading): ClockStep {
  const { memory } = clock
  if (memory.skewMs === null) return { clock, record: null }
  const expected = byBase(clock, reading)
  const differs = Math.abs(reading.wallAt + memory.skewMs - expected) > JUMP_MS
  if (differs) {
    if (memory.doubt) return { clock, record: null }
    const jumped = { ...clock, memory: { ...memory, doubt: 'jumped' as const } }
    return { clock: jumped, record: { kind: 'clock', event: 'jump', skewMs: expected - reading.wallAt } }
  }
  if (memory.doubt && memory.doubt !== 'jumped') return { clock, record: null }
  const guardedAt = Math.max(reading.wallAt + memory.skewMs, memory.guardedAt)
  const agreed = { ...memory, guardedAt, wallAt: reading.wallAt, doubt: null }
  const next = { ...clock, memory: agreed, baseMonotonicMs: reading.monotonicMs }
  return { clock: next, record: memory.doubt ? { kind: 'clock', event: 'sure', skewMs: memory.skewMs } : null }
}

/** The server said what time it is; `reading` is the middle of that exchange. This alone may move guarded time back. */
export function setByContact(clock: GuardedClock, reading: ClockReading, serverNow: EpochMs): ClockStep {
  const skewMs = serverNow - reading.wallAt
  const before = clock.memory
  const moved = before.skewMs === null || Math.abs(skewMs - before.skewMs) > JUMP_MS || before.doubt !== null
  const memory: ClockMemory = { skewMs, wallAt: reading.wallAt, guardedAt: serverNow, contactAt: serverNow, doubt: null }
  return {
    clock: { ...clock, memory, baseMonotonicMs: reading.monotonicMs },
    record: moved ? { kind: 'clock', event: 'contact', skewMs } : null,
  }
}

/**
 * A signed bundle came by hand: it is at least `issuedAt`, and that is the last contact. The wall clock is believed where it
 * stands between that and the staleness window after it; else the time stays doubtful until an officer or the network confirms it.
 * `presumedSkewMs`: a demo's offset, where no contact has ever set one.
 */
export function setByCarried(
  clock: GuardedClock,
  reading: ClockReading,
  carried: { readonly issuedAt: EpochMs; readonly presumedSkewMs: number },
): ClockStep {
  const { memory } = clock
  const { issuedAt, presumedSkewMs } = carried
  const byWall = reading.wallAt + (memory.skewMs ?? presumedSkewMs)
  const isBelievable = byWall >= issuedAt && byWall - issuedAt <= clock.aheadHours * HOUR_MS
  const known = memory.skewMs === null ? 0 : guardedNow(clock, reading)
  const guardedAt = Math.max(known, isBelievable ? byWall : issuedAt)
  const doubt = memory.doubt === 'never-set' && isBelievable ? null : memory.doubt === null && issuedAt > byWall ? 'went-back' : memory.doubt
  const skewMs = guardedAt - reading.wallAt
  const contactAt = Math.max(memory.contactAt ?? 0, issuedAt)
  const next: ClockMemory = { skewMs, wallAt: reading.wallAt, guardedAt, contactAt, doubt }
  const moved = memory.skewMs === null || Math.abs(skewMs - memory.skewMs) > JUMP_MS || doubt !== memory.doubt
  return {
    clock: { ...clock, memory: next, baseMonotonicMs: reading.monotonicMs },
    record: moved ? { kind: 'clock', event: doubt === null ? 'contact' : 'doubtful', skewMs } : null,
  }
}

/** An officer compared the time on the screen with a watch: without it, a tablet that slept offline would be of no use. */
export function confirmClock(clock: GuardedClock, reading: ClockReading): ClockStep {
  if (clock.memory.skewMs === null) return { clock, record: null }
  const guardedAt = guardedNow(clock, reading)
  const skewMs = guardedAt - reading.wallAt
  const memory: ClockMemory = { ...clock.memory, skewMs, wallAt: reading.wallAt, guardedAt, doubt: null }
  return { clock: { ...clock, memory, baseMonotonicMs: reading.monotonicMs }, record: { kind: 'clock', event: 'sure', skewMs } }
}

export function isSure(clock: GuardedClock): boolean {
  return clock.memory.doubt === null
}
