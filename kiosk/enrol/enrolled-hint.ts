import { asCheckpointId, asKioskId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/units.ts'
import type { KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'

/** Which kiosk this tablet was, when its log and its key are gone. */
export type LostEnrolment = Pick<KioskIdentity, 'kiosk' | 'checkpoint' | 'epoch'>

const KEY = 'chot-enrolled'
/** The longest that Chromium keeps a cookie. */
const HINT_LIFE_MS = 400 * DAY_MS

/**
 * Outside the database: where the browser threw that away, the tablet can still say so instead of looking new. No secret.
 * Local storage goes with the database when a whole origin is evicted; a cookie of this page alone does not.
 */
export function leaveHint({ kiosk, checkpoint, epoch }: LostEnrolment): void {
  const text = JSON.stringify({ kiosk, checkpoint, epoch })
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // The hint is a courtesy: without room for it the cookie is enough.
  }
  // Chromium only so far; elsewhere local storage alone.
  if (!('cookieStore' in window)) return
  const expires = Date.now() + HINT_LIFE_MS
  void window.cookieStore.set({ name: KEY, value: encodeURIComponent(text), path: '/kiosk/', sameSite: 'strict', expires }).catch(() => undefined)
}

/** Null for a tablet that is new, or whose enrolment and log are both there. */
export async function lostHere(store: KioskStore): Promise<LostEnrolment | null> {
  const identity = await store.read('identity')
  if (identity) return (await store.head()) ? null : identity
  return parseHint(readHint())
}

function readHint(): string | null {
  const inCookie = /(?:^|; )chot-enrolled=([^;]*)/.exec(document.cookie)?.[1]
  try {
    return localStorage.getItem(KEY) ?? (inCookie ? decodeURIComponent(inCookie) : null)
  } catch {
    return null
  }
}

export function parseHint(text: string | null): LostEnrolment | null {
  if (text === null) return null
  try {
    const { kiosk, checkpoint, epoch } = JSON.parse(text)
    return asKioskId.matches(kiosk) && asCheckpointId.matches(checkpoint) && Number.isInteger(epoch) ? { kiosk, checkpoint, epoch } : null
  } catch {
    return null
  }
}
