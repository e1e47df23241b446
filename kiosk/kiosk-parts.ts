import { DEFAULT_STALENESS } from '../shared/bundle/bundle.ts'
import type { Verify } from '../shared/credential/credential.ts'
import { checkNumber } from '../shared/sync/check-number.ts'
import { reopenBundle } from './bundle/bundle-keeper.ts'
import type { ReadyBundle } from './bundle/ready-bundle.ts'
import { type ClockKeeper, createClockKeeper } from './clock/clock-keeper.ts'
import type { ClockReading } from './clock/guarded-clock.ts'
import { lostHere } from './enrol/enrolled-hint.ts'
import * as state from './kiosk-state.ts'
import { createJournal, type Journal } from './log/journal.ts'
import type { KioskStore } from './log/kiosk-store.ts'
import type { Damage } from './log/sending-settings.ts'
import { createDeviceLock } from './sealing/device-lock.ts'
import { createPersonalDrafts, type PersonalDrafts } from './sealing/personal-drafts.ts'
import { sealingKeyOf } from './sealing/sealing-key-of.ts'
import { webSealPort } from './sealing/web-seal-port.ts'
import { DEFAULT_PREFERENCES } from './shift/shift-desk.ts'
import { type Post, postByFetch } from './sync/kiosk-api.ts'

/** What the kiosk is made of, before anything runs. */
export interface KioskParts {
  readonly store: KioskStore
  readonly verify: Verify
  readonly clock: ClockKeeper
  readonly journal: Journal
  readonly personal: PersonalDrafts
  readonly post: Post
}

export async function assemble(store: KioskStore, verify: Verify): Promise<KioskParts> {
  const memory = await store.read('clock')
  const manifest = (await store.read('manifest'))?.manifest
  const policy = (await store.read('parts'))?.policy
  let clock: ClockKeeper | null = null
  const times = () => ({ occurredAt: clock?.now() ?? 0, wallAt: Date.now() })
  const journal = createJournal({ store, random, times })
  const aheadHours = (policy?.defaultStaleness ?? DEFAULT_STALENESS.defaultStaleness).referHours
  clock = createClockKeeper({ readClocks, journal, memory, floorAt: manifest?.issuedAt ?? 0, aheadHours })
  const lock = createDeviceLock(store, random)
  const sealingKey = () => sealingKeyOf(state.bundle.value)
  const personal = createPersonalDrafts({ store, lock, port: webSealPort, random, sealingKey })
  return { store, verify, clock, journal, personal, post: postByFetch }
}

/** After a reload everything stands as before: the bundle checked anew, the officer still on shift. */
export async function restore(parts: KioskParts): Promise<void> {
  const { store } = parts
  const preferences = (await store.read('preferences')) ?? DEFAULT_PREFERENCES
  state.language.value = preferences.language
  state.identity.value = await store.read('identity')
  holdBundle(parts, await reopenBundle(parts), preferences.lane)
  state.officer.value = (await store.read('shift'))?.officer ?? null
  state.handOver.value = await store.read('handOver')
  state.persisted.value = (await navigator.storage?.persisted?.()) ?? false
  await countQueue(parts)
  state.contact.value = { ...state.contact.value, lastAt: parts.clock.memory().contactAt }
  showClock(parts.clock)
  state.damage.value = unread(await store.read('damage'))
  const pending = await store.read('pending')
  state.checkNumberShown.value = pending && checkNumber(pending.token, pending.publicKey)
  // Also on a tablet in use: it must not turn into another kiosk under somebody's hands.
  if (pending) state.enrolToken.value = ''
  state.lostEnrolment.value = await lostHere(store)
  showPhase()
}

function unread(found: Damage | null): Damage | null {
  return found?.seenBy === null ? found : null
}

/** From the disk, at once: offline, the next sync that would say it may be minutes away. */
export async function countQueue({ store }: KioskParts): Promise<void> {
  const before = (await store.past()).filter(({ stopped }) => stopped === null)
  const older = before.reduce((sum, past) => sum + past.head.seq - past.acked.seq, 0)
  const head = await store.head()
  // Last: a sync that ends meanwhile has counted already, and its count must not give way to an older one.
  const acked = await store.read('acked')
  state.contact.value = { ...state.contact.value, queued: older + Math.max(0, (head?.seq ?? 0) - (acked?.seq ?? 0)) }
}

export function showPhase(): void {
  if (!state.identity.value || state.lostEnrolment.value) state.phase.value = { kind: 'enrol' }
  else if (!state.bundle.value) state.phase.value = { kind: 'waiting-for-bundle' }
  else state.phase.value = state.officer.value === null ? { kind: 'shift' } : { kind: 'scan' }
}

export function showClock(clock: ClockKeeper): void {
  state.now.value = clock.now()
  state.clockSure.value = clock.sure()
}

export function holdBundle(parts: KioskParts, ready: ReadyBundle | null, wanted: string | null): void {
  state.bundle.value = ready
  if (!ready) return
  parts.clock.setFloor(ready.held.manifest.issuedAt)
  const { lanes } = ready.held.parts.checkpoint
  state.lane.value = lanes.find((lane) => lane.id === wanted) ?? lanes[0] ?? null
}

export function readClocks(): ClockReading {
  return { wallAt: Date.now(), monotonicMs: performance.now() }
}

export function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes))
}
