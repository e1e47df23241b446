import { MINUTE_MS, SECOND_MS } from '../shared/units.ts'
import { goTo } from './actions.ts'
import { areas, errors, pending, sending } from './app-state.ts'
import { confirmAndSend } from './form-actions.ts'
import { loadPlaces } from './loading.ts'
import { stepHref } from './site/route.ts'

const FIRST_WAIT_MS = 5 * SECOND_MS
const LONGEST_WAIT_MS = 5 * MINUTE_MS

let waitMs = FIRST_WAIT_MS
let timer: ReturnType<typeof setTimeout> | undefined

/** Sends what waits on this device: when the network is back, when somebody looks at the page again, and now and then. */
export function keepSending(): void {
  window.addEventListener('online', tryNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryNow()
  })
  plan(SECOND_MS)
}

function tryNow(): void {
  waitMs = FIRST_WAIT_MS
  plan(0)
}

function plan(inMs: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void tryOnce(), inMs)
}

async function tryOnce(): Promise<void> {
  if (pending.value?.isWaiting && areas.value.state === 'failed') await loadPlaces()
  if (pending.value?.isWaiting && sending.value !== 'busy' && areas.value.state === 'ready' && navigator.onLine !== false) {
    await confirmAndSend()
    // What waited is not right any more, most often because the hour has passed: that cannot be mended unseen.
    if (errors.value.length > 0) goTo(stepHref('check'))
  }
  const { value } = sending
  plan(typeof value === 'object' && value.kind === 'busy' ? value.seconds * SECOND_MS : waitMs)
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
}
