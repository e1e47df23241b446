import { base64UrlOf } from '../../shared/base64url.ts'
import { KIOSK_HEADER, SIGNATURE_HEADER, signedText } from '../../shared/sync/protocol.ts'
import { SECOND_MS } from '../../shared/units.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import type { DeviceKeys, KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'

/** What came back, or that nothing did. `body` is null where it was not JSON. */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreachable'; readonly why: string }

/** The network of a kiosk: JSON by POST to its own server, nothing else. */
export type Post = (path: string, body: string, headers: Readonly<Record<string, string>>) => Promise<HttpAnswer>

const TIMEOUT_MS = 20 * SECOND_MS

export const postByFetch: Post = async (path, body, headers) => {
  // By hand: `AbortSignal.timeout` came to Safari with 16, to Chrome with 103.
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(path, {
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      signal: ending.signal,
    })
    const text = await response.text()
    return { kind: 'answer', status: response.status, body: jsonOrNull(text) }
  } catch (error) {
    return { kind: 'unreachable', why: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** Headers that prove which tablet speaks. */
export type SignRequest = (path: string, body: string) => Promise<Readonly<Record<string, string>>>

/** As the present enrolment. */
export function signerOf(store: KioskStore): SignRequest {
  return async (path, body) => {
    const identity = await store.read('identity')
    const keys = await store.read('keys')
    if (!identity || !keys) throw new Error('a kiosk that is not enrolled cannot sign')
    return signWith(identity, keys)(path, body)
  }
}

/** As who this tablet is, or was. */
export function signWith({ kiosk }: Pick<KioskIdentity, 'kiosk'>, keys: Pick<DeviceKeys, 'sign'>): SignRequest {
  return async (path, body) => ({ [KIOSK_HEADER]: kiosk, [SIGNATURE_HEADER]: await signText(keys, signedText(path, body)) })
}

export async function signText(keys: Pick<DeviceKeys, 'sign'>, text: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.sign, new Uint8Array(utf8Bytes(text)))
  return base64UrlOf(new Uint8Array(signature))
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
