import { base64UrlOf } from '../../shared/base64url.ts'
import type { DeviceKeys } from '../log/kiosk-identity.ts'

/** Neither key can leave the device; only the public half of the first is ever seen outside. */
export async function makeDeviceKeys(): Promise<{ readonly keys: DeviceKeys; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const pin = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
  const publicKey = base64UrlOf(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)))
  return { keys: { sign: pair.privateKey, publicKey, pin }, publicKey }
}
