import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { ClockKeeper } from '../clock/clock-keeper.ts'
import * as state from '../kiosk-state.ts'
import type { Situation } from './situation.ts'

/** The running kiosk's situation at this moment; both clocks are read first. */
export async function situationNow(clock: ClockKeeper): Promise<Situation> {
  await clock.look().catch(() => {
    state.storageFault.value = true
  })
  state.now.value = clock.now()
  state.clockSure.value = clock.sure()
  return {
    now: clock.now(),
    wallAt: Date.now(),
    monotonicMs: performance.now(),
    clock: clock.sure() ? 'sure' : 'doubtful',
    bundle: state.bundle.value,
    officer: state.officer.value,
    lane: laneNow(),
    online: state.contact.value.online,
    language: state.language.value,
  }
}

function laneNow(): Lane {
  const lane = state.lane.value
  if (!lane) throw new Error('no lane: the screen must not scan before a bundle is there')
  return lane
}
