import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import type { StaffId } from '../../shared/ids.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import type { PinVerifier } from '../log/kiosk-store.ts'

/** A PIN has few digits: the slow hash only helps because the device key under it cannot be carried away. */
const ITERATIONS = 100_000

export async function makeVerifier(
  key: CryptoKey,
  who: { readonly officer: StaffId; readonly pin: string; readonly pinVersion: number; readonly salt: Uint8Array },
): Promise<PinVerifier> {
  const { officer, pin, pinVersion, salt } = who
  return { officer, pinVersion, salt: base64UrlOf(salt), mac: await macOf(key, pin, salt), failures: 0 }
}

export async function matchesPin(key: CryptoKey, verifier: PinVerifier, pin: string): Promise<boolean> {
  const salt = bytesOfBase64Url(verifier.salt)
  return salt !== null && (await macOf(key, pin, salt)) === verifier.mac
}

async function macOf(key: CryptoKey, pin: string, salt: Uint8Array): Promise<string> {
  const secret = await crypto.subtle.importKey('raw', new Uint8Array(utf8Bytes(pin)), 'PBKDF2', false, ['deriveBits'])
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations: ITERATIONS },
    secret,
    256,
  )
  return base64UrlOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, stretched)))
}
