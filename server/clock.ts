import type { EpochMs } from '../shared/units.ts'

/** `now` is the installation's clock (a demo's stands in 2021 and ticks); `realNow` is for sessions, limits and logs. */
export interface Clock {
  now(): EpochMs
  realNow(): EpochMs
}

export function clockWithOffset(offsetMs: number): Clock {
  return { now: () => Date.now() + offsetMs, realNow: () => Date.now() }
}
