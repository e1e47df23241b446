import { DEFAULT_STALENESS } from '../shared/bundle/bundle.ts'
import type { Lane } from '../shared/checkpoints/checkpoint.ts'
import type { Verify } from '../shared/credential/credential.ts'
import { DAY_MS, SECOND_MS } from '../shared/units.ts'
import { APP_VERSION } from './app-version.ts'
import { reopenBundle, takeBundle } from './bundle/bundle-keeper.ts'
import type { ReadyBundle } from './bundle/ready-bundle.ts'
import { type ClockKeeper, createClockKeeper } from './clock/clock-keeper.ts'
import type { ClockReading } from './clock/guarded-clock.ts'
import { makeDeviceKeys } from './enrol/device-keys.ts'
import { type EnrolProblem, identityOf, requestEnrolment } from './enrol/enrolment.ts'
import * as state from './kiosk-state.ts'
import { createJournal, type Journal } from './log/journal.ts'
import type { KioskStore } from './log/kiosk-store.ts'
import { createScanDesk, type ScanDesk } from './scan/scan-desk.ts'
import { createScanStation } from './scan/scan-station.ts'
import type { Situation } from './scan/situation.ts'
import { createShiftDesk, DEFAULT_PREFERENCES, type ShiftDesk } from './shift/shift-desk.ts'
import { type Post, postByFetch, signerOf } from './sync/kiosk-api.ts'
import { type SyncLoop, startSyncLoop } from './sync/sync-loop.ts'
import { type SyncDeps, type SyncOutcome, syncOnce } from './sync/sync-once.ts'
import { playOutcome } from './verdict/outcome-signal.ts'

/** Acknowledged records stay this long: they refill a server restored from a backup. */
const KEEP_ACKED_MS = 7 * DAY_MS
const LOOK_EVERY_MS = 5 * SECOND_MS
const PRUNE_EVERY_MS = DAY_MS / 4

/** The running kiosk, as its screens see it. */
export interface Kiosk {
  readonly scans: ScanDesk
  readonly shifts: ShiftDesk
  readonly enrol: (token: string) => Promise<EnrolProblem | null>
  readonly confirmClock: () => Promise<void>
  readonly syncNow: () => void
  readonly forgetSightings: () => void
}

interface Parts {
  readonly store: KioskStore
  readonly verify: Verify
  readonly clock: ClockKeeper
  readonly journal: Journal
  readonly post: Post
}

export async function startKiosk(store: KioskStore, verify: Verify): Promise<Kiosk> {
  const parts = await assemble(store, verify)
  await restore(parts)
  const shifts = createShiftDesk({ store, post: parts.post, sign: signerOf(store), random, journal: parts.journal, now: parts.clock.now })
  await endShiftOfStranger(shifts)
  const station = createScanStation({ store, verify, random, situation: () => situationNow(parts) })
  const loop = startLoop(parts, shifts)
  const scans = createScanDesk({
    station,
    store,
    now: parts.clock.now,
    monotonicMs: () => performance.now(),
    onRecorded: () => {
      void countQueue(parts).catch(() => undefined)
      loop.soon()
    },
    signal: playOutcome,
  })
  watchWorld(parts, loop)
  await scans.refresh()
  return {
    scans,
    shifts,
    enrol: (token) => enrol(parts, loop, token),
    confirmClock: async () => {
      await parts.clock.confirm()
      showClock(parts.clock)
    },
    syncNow: loop.again,
    forgetSightings: station.forget,
  }
}

async function assemble(store: KioskStore, verify: Verify): Promise<Parts> {
  const memory = await store.read('clock')
  const manifest = (await store.read('manifest'))?.manifest
  const policy = (await store.read('parts'))?.policy
  let clock: ClockKeeper | null = null
  const times = () => ({ occurredAt: clock?.now() ?? 0, wallAt: Date.now() })
  const journal = createJournal({ store, random, times })
  const aheadHours = (policy?.defaultStaleness ?? DEFAULT_STALENESS.defaultStaleness).referHours
  clock = createClockKeeper({ readClocks, journal, memory, floorAt: manifest?.issuedAt ?? 0, aheadHours })
  return { store, verify, clock, journal, post: postByFetch }
}

/** After a reload everything stands as before: the bundle checked anew, the officer still on shift. */
async function restore(parts: Parts): Promise<void> {
  const { store } = parts
  const preferences = (await store.read('preferences')) ?? DEFAULT_PREFERENCES
  state.language.value = preferences.language
  state.identity.value = await store.read('identity')
  holdBundle(parts, await reopenBundle(parts), preferences.lane)
  state.officer.value = (await store.read('shift'))?.officer ?? null
  state.persisted.value = (await navigator.storage?.persisted?.()) ?? false
  await countQueue(parts)
  state.contact.value = { ...state.contact.value, lastAt: parts.clock.memory().contactAt }
  showClock(parts.clock)
  showPhase()
}

/** From the disk, at once: offline, the next sync that would say it may be minutes away. */
async function countQueue({ store }: Parts): Promise<void> {
  const head = await store.head()
  const acked = await store.read('acked')
  state.contact.value = { ...state.contact.value, queued: Math.max(0, (head?.seq ?? 0) - (acked?.seq ?? 0)) }
}

function showPhase(): void {
  if (!state.identity.value) state.phase.value = { kind: 'enrol' }
  else if (!state.bundle.value) state.phase.value = { kind: 'waiting-for-bundle' }
  else state.phase.value = state.officer.value === null ? { kind: 'shift' } : { kind: 'scan' }
}

function showClock(clock: ClockKeeper): void {
  state.now.value = clock.now()
  state.clockSure.value = clock.sure()
}

function holdBundle(parts: Parts, ready: ReadyBundle | null, wanted: string | null): void {
  state.bundle.value = ready
  if (!ready) return
  parts.clock.setFloor(ready.held.manifest.issuedAt)
  const { lanes } = ready.held.parts.checkpoint
  state.lane.value = lanes.find((lane) => lane.id === wanted) ?? lanes[0] ?? null
}

/** Whoever is no longer of this checkpoint, by the bundle held, decides nothing more; what they left open stays listed. */
async function endShiftOfStranger(shifts: ShiftDesk): Promise<void> {
  const officers = state.bundle.value?.held.parts.officers.officers
  const onShift = state.officer.value
  if (officers && onShift !== null && !officers.some(({ id }) => id === onShift)) await shifts.end()
}

async function situationNow(parts: Parts): Promise<Situation> {
  await parts.clock.look().catch(() => {
    state.storageFault.value = true
  })
  showClock(parts.clock)
  return {
    now: parts.clock.now(),
    wallAt: Date.now(),
    monotonicMs: performance.now(),
    clock: parts.clock.sure() ? 'sure' : 'doubtful',
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

function startLoop(parts: Parts, shifts: ShiftDesk): SyncLoop {
  const deps: SyncDeps = {
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
  const timer = { set: (work: () => void, ms: number) => window.setTimeout(work, ms), clear: (id: number) => window.clearTimeout(id) }
  return startSyncLoop({ once: () => syncOnce(deps), random: Math.random, onOutcome: (outcome) => showContact(parts, outcome), timer })
}

function showContact(parts: Parts, outcome: SyncOutcome): void {
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

function watchWorld(parts: Parts, loop: SyncLoop): void {
  window.addEventListener('online', loop.again)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') loop.again()
  })
  window.setInterval(() => {
    parts.clock.look().catch(() => {
      state.storageFault.value = true
    })
    showClock(parts.clock)
  }, LOOK_EVERY_MS)
  const tidy = (): void => void prune(parts).catch(() => undefined)
  // Also at once: a tablet that is switched off every night never reaches the next turn.
  tidy()
  window.setInterval(tidy, PRUNE_EVERY_MS)
}

async function prune(parts: Parts): Promise<void> {
  if (!parts.clock.sure()) return
  const acked = (await parts.store.read('acked'))?.seq ?? 0
  await parts.store.prune(parts.clock.now() - KEEP_ACKED_MS, acked)
}

async function enrol(parts: Parts, loop: SyncLoop, token: string): Promise<EnrolProblem | null> {
  state.enrolling.value = true
  try {
    const { keys, publicKey } = await makeDeviceKeys()
    const before = readClocks()
    const reply = await requestEnrolment({ post: parts.post, device: navigator.userAgent.slice(0, 200), appVersion: APP_VERSION, publicKey }, token)
    if (!reply.ok) return reply.error
    const identity = identityOf(reply.value)
    await parts.store.begin(identity, { keys, verifiers: [], shift: null })
    await parts.clock.contact(before, reply.value.serverNow)
    state.persisted.value = (await navigator.storage?.persist?.()) ?? false
    state.identity.value = identity
    state.bundle.value = null
    state.officer.value = null
    showPhase()
    loop.again()
    return null
  } finally {
    state.enrolling.value = false
  }
}

function readClocks(): ClockReading {
  return { wallAt: Date.now(), monotonicMs: performance.now() }
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}
