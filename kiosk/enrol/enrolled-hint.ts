import type { KioskIdentity, KioskStore } from '../log/kiosk-store.ts'

/** Which kiosk this tablet was, when its log and its key are gone. */
export type LostEnrolment = Pick<KioskIdentity, 'kiosk' | 'checkpoint' | 'epoch'>

const KEY = 'chot-enrolled'

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
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store has no synchronous write, and Safari has none at all
  document.cookie = `${KEY}=${encodeURIComponent(text)}; path=/kiosk/; max-age=34560000; samesite=strict`
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
    return typeof kiosk === 'string' && typeof checkpoint === 'string' && typeof epoch === 'number'
      ? ({ kiosk, checkpoint, epoch } as LostEnrolment)
      : null
  } catch {
    return null
  }
}
