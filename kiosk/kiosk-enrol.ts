import { APP_VERSION } from './app-version.ts'
import { makeDeviceKeys } from './enrol/device-keys.ts'
import { type EnrolProblem, identityOf, requestEnrolment } from './enrol/enrolment.ts'
import { type KioskParts, readClocks, showPhase } from './kiosk-parts.ts'
import * as state from './kiosk-state.ts'
import type { SyncLoop } from './sync/sync-loop.ts'

/** Makes the tablet's keys, tells the server, and starts the log of this enrolment. */
export async function enrolKiosk(parts: KioskParts, loop: SyncLoop, token: string): Promise<EnrolProblem | null> {
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
