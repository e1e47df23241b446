import { MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { contact, phase, updateReady, view } from '../kiosk-state.ts'

/** A kiosk page never navigates, so the browser would never look for a new worker by itself. */
const LOOK_EVERY_MS = 20 * MINUTE_MS
const TRY_EVERY_MS = 5 * SECOND_MS

/** Own worker, own scope. A new version waits until nobody is being judged and everything is sent. */
export function keepUpToDate(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const wasControlled = navigator.serviceWorker.controller !== null
  let reloading = false
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first visit's worker takes over the page it came with: nothing changed, nothing to reload.
    if (!wasControlled || reloading) return
    reloading = true
    location.reload()
  })
  navigator.serviceWorker
    .register('/kiosk/sw.js', { scope: '/kiosk/', updateViaCache: 'none' })
    .then(watch)
    .catch((error: unknown) => console.error('service worker', error))
}

function watch(registration: ServiceWorkerRegistration): void {
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS)
  setInterval(() => {
    const waiting = navigator.serviceWorker.controller ? registration.waiting : null
    updateReady.value = waiting !== null
    if (waiting && isIdle()) waiting.postMessage('take-over')
  }, TRY_EVERY_MS)
}

function isIdle(): boolean {
  return view.value === null && contact.value.queued === 0 && phase.value.kind !== 'enrol'
}
