import { APP_VERSION } from './app-version.ts'
import { takeBundle } from './bundle/bundle-keeper.ts'
import { holdBundle, type KioskParts, readClocks, showClock, showPhase } from './kiosk-parts.ts'
import * as state from './kiosk-state.ts'
import type { ShiftDesk } from './shift/shift-desk.ts'
import { signerOf } from './sync/kiosk-api.ts'
import { type SyncLoop, startSyncLoop } from './sync/sync-loop.ts'
import { type SyncDeps, type SyncOutcome, syncOnce } from './sync/sync-once.ts'

/** Sends and fetches for as long as the page lives, and tells the screens what came of it. */
export function startLoop(parts: KioskParts, shifts: ShiftDesk): SyncLoop {
  const timer = { set: (work: () => void, ms: number) => window.setTimeout(work, ms), clear: (id: number) => window.clearTimeout(id) }
  const deps = syncDeps(parts, shifts)
  return startSyncLoop({ once: () => syncOnce(deps), random: Math.random, onOutcome: (outcome) => showContact(parts, outcome), timer })
}

function syncDeps(parts: KioskParts, shifts: ShiftDesk): SyncDeps {
  return {
    store: parts.store,
    post: parts.post,
    sign: signerOf(parts.store),
    readClocks,
    appVersion: APP_VERSION,
    heldManifest: () => state.bundle.value?.held.manifest ?? null,
    onContact: async (reading, serverNow) => {
      await parts.clock.contact(reading, serverNow)
      showClock(parts.clock)
    },
    onBundle: async (reply) => {
      const taken = await takeBundle(parts, state.bundle.value, reply)
      state.bundleProblem.value = taken.ok ? null : taken.error
      if (taken.ok) holdBundle(parts, taken.value, state.lane.value?.id ?? null)
      if (taken.ok && state.phase.value.kind === 'waiting-for-bundle') showPhase()
      if (taken.ok) await endShiftOfStranger(shifts)
    },
  }
}

/** Whoever is no longer of this checkpoint, by the bundle held, decides nothing more; what they left open stays listed. */
export async function endShiftOfStranger(shifts: ShiftDesk): Promise<void> {
  const officers = state.bundle.value?.held.parts.officers.officers
  const onShift = state.officer.value
  if (officers && onShift !== null && !officers.some(({ id }) => id === onShift)) await shifts.end()
}

function showContact(parts: KioskParts, outcome: SyncOutcome): void {
  const before = state.contact.value
  if (outcome.kind === 'not-enrolled') return
  state.contact.value = {
    online: outcome.kind !== 'retry' || outcome.why !== 'unreachable',
    lastAt: parts.clock.memory().contactAt,
    queued: outcome.queued >= 0 ? outcome.queued : before.queued,
    stopped: outcome.kind === 'stopped' ? outcome.why : null,
    trouble: outcome.kind === 'retry' ? outcome.why : null,
  }
}
