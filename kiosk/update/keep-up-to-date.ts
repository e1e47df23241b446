import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { APP_VERSION, isOlderVersion } from '../app-version.ts'
import { bundle, contact, crossings, phase, updateReady, view } from '../kiosk-state.ts'
import { mayUpdate, type UpdateMoment } from './may-update.ts'

/** A kiosk page never navigates, so the browser would never look for a new worker by itself. */
const LOOK_EVERY_MS = 20 * MINUTE_MS
/** While the server or the bundle says that this version is too old. */
const LOOK_WHEN_FORCED_MS = MINUTE_MS
/** By then the page has loaded what it loads late: its decoder. */
const TIDY_AFTER_MS = 20 * SECOND_MS
const TRY_EVERY_MS = SECOND_MS

/** Own worker, own scope. A new version waits until nobody is being judged; the log lies on the disk and survives the reload. */
export function keepUpToDate(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { serviceWorker } = navigator
  let isReplaced = false
  let isControlled = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    // The first visit's worker takes over the page it came with: nothing changed, nothing to reload. Every later one does.
    isReplaced = isControlled
    isControlled = true
  })
  serviceWorker
    .register('/kiosk/sw.js', { scope: '/kiosk/', updateViaCache: 'none' })
    .then((registration) => watch(registration, () => isReplaced))
    .catch((error: unknown) => console.error('service worker', error))
}

function watch(registration: ServiceWorkerRegistration, isReplaced: () => boolean): void {
  const waitingSince = { ms: null as number | null }
  let lookedMs = performance.now()
  const isMine = (): boolean => phase.value.kind !== 'second-tab' && phase.value.kind !== 'starting'
  // This page runs on the files of its worker's cache; what older versions left is of no more use.
  setTimeout(() => isMine() && navigator.serviceWorker.controller?.postMessage('tidy'), TIDY_AFTER_MS)
  setInterval(() => {
    const nowMs = performance.now()
    const waiting = navigator.serviceWorker.controller ? registration.waiting : null
    updateReady.value = waiting !== null
    waitingSince.ms = waiting || isReplaced() ? (waitingSince.ms ?? nowMs) : null
    const moment = momentNow(waitingSince.ms === null ? 0 : nowMs - waitingSince.ms)
    // Another page of this tablet let the new worker in: this one still runs on its old files, until it is at rest too.
    if (isReplaced() && (mayUpdate(moment) || !isMine())) return location.reload()
    if (waiting && isMine() && mayUpdate(moment)) waiting.postMessage('take-over')
    if (nowMs - lookedMs < (isForced() ? LOOK_WHEN_FORCED_MS : LOOK_EVERY_MS)) return
    lookedMs = nowMs
    // Fails without a network, and while one is being installed: the next look is as good.
    void registration.update().catch(() => undefined)
  }, TRY_EVERY_MS)
}

function momentNow(waitedMs: number): UpdateMoment {
  return {
    isJudging: view.value !== null || crossings.value.length > 0 || document.querySelector('dialog[open]') !== null,
    isEnrolling: phase.value.kind === 'enrol',
    queued: contact.value.queued,
    waitedMs,
    isForced: isForced(),
  }
}

/** The server speaks to this version no more, or the bundle wants a later one. */
function isForced(): boolean {
  const least = bundle.value?.held.parts.policy.minAppVersion
  return contact.value.trouble === 'client-too-old' || (least !== undefined && isOlderVersion(APP_VERSION, least))
}
