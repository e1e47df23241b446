import type { VerifyWith } from '../../shared/credential/credential.ts'

/** By the browser's own WebCrypto, which has both algorithms everywhere. */
export const verifyWithPlatform: VerifyWith = async ({ algorithm, publicKey, signature, message }) => {
  const { imported, used } = PARAMETERS[algorithm]
  try {
    const key = await crypto.subtle.importKey(isPoint(publicKey) ? 'raw' : 'spki', new Uint8Array(publicKey), imported, false, ['verify'])
    return await crypto.subtle.verify(used, key, new Uint8Array(signature), new Uint8Array(message))
  } catch {
    // A key of another kind or a signature of another length is a bad signature, not a fault.
    return false
  }
}

const PARAMETERS = {
  es256: { imported: { name: 'ECDSA', namedCurve: 'P-256' }, used: { name: 'ECDSA', hash: 'SHA-256' } },
  ps256: { imported: { name: 'RSA-PSS', hash: 'SHA-256' }, used: { name: 'RSA-PSS', saltLength: 32 } },
} as const

/** An uncompressed point; SPKI begins with 0x30. */
function isPoint(publicKey: Uint8Array): boolean {
  return publicKey.length === 65 && publicKey[0] === 4
}
