import type { ClockJump } from '../../shared/passage/records.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'
import type { Journal } from '../log/journal.ts'
import {
  type ClockMemory,
  type ClockReading,
  type ClockStep,
  confirmClock,
  guardedNow,
  isSure,
  lookAtClock,
  setByCarried,
  setByContact,
  startClock,
} from './guarded-clock.ts'

/** Holds the guarded clock, and keeps on the disk what a reload must know of it. */
export interface ClockKeeper {
  readonly now: () => EpochMs
  readonly memory: () => ClockMemory
  readonly sure: () => boolean
  /** Compare both clocks; writes a record on a jump and the mark once a minute. */
  readonly look: () => Promise<void>
  readonly contact: (reading: ClockReading, serverNow: EpochMs) => Promise<void>
  /** A signed bundle came by hand. */
  readonly carried: (issuedAt: EpochMs, presumedSkewMs: number) => Promise<void>
  /** An officer says that the time shown is right. */
  readonly confirm: () => Promise<void>
  readonly setFloor: (at: EpochMs) => void
}

export interface ClockKeeperDeps {
  readonly readClocks: () => ClockReading
  readonly journal: Journal
  readonly memory: ClockMemory | null
  readonly floorAt: EpochMs
  /** Longer off than this and the wall clock alone is no proof. */
  readonly aheadHours: number
}

const MARK_EVERY_MS = MINUTE_MS

export function createClockKeeper(deps: ClockKeeperDeps): ClockKeeper {
  const started = startClock(deps.memory, deps.readClocks(), deps)
  let clock = started.clock
  let pending: ClockJump | null = started.record
  let markedMs = -Infinity

  const take = async (step: ClockStep, mark: 'now' | 'when-due'): Promise<void> => {
    clock = step.clock
    const record = step.record ?? pending
    pending = null
    const { monotonicMs } = deps.readClocks()
    if (!record && mark === 'when-due' && monotonicMs - markedMs < MARK_EVERY_MS) return
    markedMs = monotonicMs
    await deps.journal.keep(record ? [record] : [], { clock: clock.memory })
  }
  return {
    now: () => guardedNow(clock, deps.readClocks()),
    memory: () => clock.memory,
    sure: () => isSure(clock),
    look: () => take(lookAtClock(clock, deps.readClocks()), 'when-due'),
    contact: (reading, serverNow) => take(setByContact(clock, reading, serverNow), 'when-due'),
    carried: (issuedAt, presumedSkewMs) => {
      const reading = deps.readClocks()
      return take(setByCarried(clock, reading, { issuedAt, presumedSkewMs }), 'now')
    },
    confirm: () => take(confirmClock(clock, deps.readClocks()), 'now'),
    setFloor: (at) => {
      clock = { ...clock, floorAt: Math.max(at, 0) }
    },
  }
}
