import { checkNumber } from '../shared/sync/check-number.ts'
import { SECOND_MS } from '../shared/units.ts'
import { APP_VERSION } from './app-version.ts'
import { makeDeviceKeys } from './enrol/device-keys.ts'
import { bindEnvelopeKey, type EnrolTabletDeps, enrolTablet } from './enrol/enrol-tablet.ts'
import { leaveHint } from './enrol/enrolled-hint.ts'
import type { EnrolProblem } from './enrol/enrolment.ts'
import { type KioskParts, random, readClocks, showPhase } from './kiosk-parts.ts'
import * as state from './kiosk-state.ts'
import type { SyncLoop } from './sync/sync-loop.ts'

/** The server allows an address three hundred questions in ten minutes. */
const ASK_AGAIN_MS = 5 * SECOND_MS

/** Makes the tablet's keys, tells the server, and starts the log of this enrolment, at once or when it is confirmed. */
export async function enrolKiosk(parts: KioskParts, loop: SyncLoop, token: string): Promise<EnrolProblem | null> {
  state.enrolling.value = true
  try {
    const before = readClocks()
    const step = await enrolTablet(enrolDeps(parts), token)
    if (!step.ok) {
      if (step.error === 'link-used-or-expired') state.checkNumberShown.value = null
      return step.error
    }
    if (step.value.kind === 'pending') {
      state.checkNumberShown.value = checkNumber(token, step.value.publicKey)
      window.setTimeout(() => void askAgain(parts, loop, token), ASK_AGAIN_MS)
      return null
    }
    await parts.clock.contact(before, step.value.reply.serverNow)
    leaveHint(step.value.identity)
    state.persisted.value = (await navigator.storage?.persist?.()) ?? false
    state.identity.value = step.value.identity
    state.checkNumberShown.value = null
    state.lostEnrolment.value = null
    state.damage.value = null
    state.enrolToken.value = null
    state.bundle.value = null
    state.officer.value = null
    showPhase()
    loop.again()
    return null
  } finally {
    state.enrolling.value = false
  }
}

/** After a reload: the enrolment that was waiting for its confirmation waits on. */
export async function resumePending(parts: KioskParts, loop: SyncLoop): Promise<void> {
  const pending = await parts.store.read('pending')
  if (pending) await askAgain(parts, loop, pending.token)
}

/** The link itself stays good until it expires. */
export async function stopPending({ store }: KioskParts): Promise<void> {
  await store.write({ pending: null })
  state.checkNumberShown.value = null
  state.enrolToken.value = null
  state.enrolProblem.value = null
  showPhase()
}

async function askAgain(parts: KioskParts, loop: SyncLoop, token: string): Promise<void> {
  if ((await parts.store.read('pending'))?.token !== token) return
  const problem = await enrolKiosk(parts, loop, token)
  state.enrolProblem.value = problem
  const mayPass = problem === 'unreachable' || problem === 'server-trouble' || problem === 'too-many-tries'
  if (mayPass) window.setTimeout(() => void askAgain(parts, loop, token), ASK_AGAIN_MS)
}

/** Before the first records of an envelope's log leave, the server must know the key that signs them. */
export async function bindEnvelope(parts: KioskParts): Promise<void> {
  if ((await bindEnvelopeKey(enrolDeps(parts))) === 'bound') state.enrolProblem.value = null
}

function enrolDeps(parts: KioskParts): EnrolTabletDeps {
  const { store, post, clock } = parts
  const times = () => ({ occurredAt: clock.now(), wallAt: Date.now() })
  return { store, post, times, random, makeKeys: makeDeviceKeys, device: navigator.userAgent.slice(0, 200), appVersion: APP_VERSION }
}
