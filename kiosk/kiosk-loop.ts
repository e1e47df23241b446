import { isOrderFor, type SignedOrder } from '../shared/sync/kiosk-order.ts'
import { APP_VERSION } from './app-version.ts'
import { takeBundle } from './bundle/bundle-keeper.ts'
import { heldManifestOf } from './bundle/ready-bundle.ts'
import { bindEnvelope } from './kiosk-enrol.ts'
import { holdBundle, type KioskParts, random, readClocks, showClock, showPhase } from './kiosk-parts.ts'
import * as state from './kiosk-state.ts'
import type { ShiftDesk } from './shift/shift-desk.ts'
import { signerOf } from './sync/kiosk-api.ts'
import { mendLog } from './sync/mend-log.ts'
import { type SyncLoop, startSyncLoop } from './sync/sync-loop.ts'
import { type MendOutcome, type SyncDeps, type SyncOutcome, syncOnce } from './sync/sync-once.ts'
import { syncPastOnce } from './sync/sync-past.ts'

/** Sends and fetches for as long as the page lives, and tells the screens what came of it. */
export function startLoop(parts: KioskParts, shifts: ShiftDesk): SyncLoop {
  const timer = { set: (work: () => void, ms: number) => window.setTimeout(work, ms), clear: (id: number) => window.clearTimeout(id) }
  const deps = syncDeps(parts, shifts)
  return startSyncLoop({ once: () => syncEverything(deps, parts), random: Math.random, onOutcome: (outcome) => showContact(parts, outcome), timer })
}

function syncDeps(parts: KioskParts, shifts: ShiftDesk): SyncDeps {
  return {
    store: parts.store,
    post: parts.post,
    sign: signerOf(parts.store),
    readClocks,
    appVersion: APP_VERSION,
    heldManifest: () => state.bundle.value && heldManifestOf(state.bundle.value),
    onContact: async (reading, serverNow) => {
      await parts.clock.contact(reading, serverNow)
      showClock(parts.clock)
    },
    onOrder: (signed) => obey(parts, signed),
    mend: (brokenAt) => mend(parts, brokenAt),
    onBundle: async (reply) => {
      const taken = await takeBundle(parts, state.bundle.value, reply)
      // The whole list is asked for at once: nobody at the checkpoint need be told.
      state.bundleProblem.value = taken.ok || taken.error === 'changes-unfit' ? null : taken.error
      if (taken.ok) holdBundle(parts, taken.value, state.lane.value?.id ?? null)
      if (taken.ok && state.phase.value.kind === 'waiting-for-bundle') showPhase()
      if (taken.ok) await endShiftOfStranger(shifts)
    },
  }
}

/** What older logs still hold goes first: it is older. Trouble with one of them keeps nothing back of the present one. */
async function syncEverything(deps: SyncDeps, parts: KioskParts): Promise<SyncOutcome> {
  await bindEnvelope(parts)
  const past = await syncPastOnce({ ...deps, journal: parts.journal })
  if (past?.kind === 'more' || (past?.kind === 'retry' && past.why === 'unreachable')) return past
  return syncOnce(deps)
}

async function mend(parts: KioskParts, brokenAt: number): Promise<MendOutcome> {
  const { store, post, clock } = parts
  const times = () => ({ occurredAt: clock.now(), wallAt: Date.now() })
  const outcome = await mendLog({ store, post, sign: signerOf(store), random, times }, brokenAt)
  state.identity.value = await store.read('identity')
  state.damage.value = outcome === 'mended' ? await store.read('damage') : state.damage.value
  return outcome
}

/** Only what the server of this enrolment signed for this tablet; a stranger's word wipes nothing. */
async function obey(parts: KioskParts, signed: SignedOrder): Promise<void> {
  const identity = await parts.store.read('identity')
  if (!identity || !(await isOrderFor(signed, identity, { bundleKey: identity.bundleKey, verify: parts.verify }))) return
  const isWiped = (await parts.store.read('manifest')) === null && (await parts.store.read('verifiers')) === null
  if (isWiped && signed.order.wipe === 'secrets') return
  await parts.store.wipe({ queue: signed.order.wipe === 'secrets' ? 'keep' : 'drop' })
  state.bundle.value = null
  state.officer.value = null
  state.view.value = null
  showPhase()
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
