import type { VerifyWith } from '../../shared/credential/credential.ts'

/** By the browser's own WebCrypto, which has both algorithms everywhere. */
export const verifyWithPlatform: VerifyWith = async ({ algorithm, publicKey, signature, message }) => {
  const imported = algorithm === 'es256' ? { name: 'ECDSA', namedCurve: curveOf(publicKey) } : { name: 'RSA-PSS', hash: 'SHA-256' }
  try {
    const key = await crypto.subtle.importKey(isPoint(publicKey) ? 'raw' : 'spki', new Uint8Array(publicKey), imported, false, ['verify'])
    return await crypto.subtle.verify(USED[algorithm], key, new Uint8Array(signature), new Uint8Array(message))
  } catch {
    // A key of another kind or a signature of another length is a bad signature, not a fault.
    return false
  }
}

const USED = { es256: { name: 'ECDSA', hash: 'SHA-256' }, ps256: { name: 'RSA-PSS', saltLength: 32 } } as const

/** Some states sign ES256 by a key on P-384; its SPKI is 120 bytes long, that of P-256 91. */
function curveOf(publicKey: Uint8Array): string {
  return publicKey.length === 120 ? 'P-384' : 'P-256'
}

/** An uncompressed point; SPKI begins with 0x30. */
function isPoint(publicKey: Uint8Array): boolean {
  return publicKey.length === 65 && publicKey[0] === 4
}
