import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import type { Verify } from '../../shared/credential/credential.ts'
import { utf8Bytes } from '../../shared/utf8.ts'

/** Ed25519. A key or signature of the wrong shape verifies nothing; it does not throw. */
export const nodeVerify: Verify = async (publicKey, signature, message) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  return orFalse(() => verify(null, message, ed25519PublicKey(publicKey), signature))
}

/** A tablet's signature by its non-extractable key: ECDSA on P-256 with SHA-256, r and s of 32 bytes each, as WebCrypto makes it. */
export function verifyDeviceSignature(spkiBase64Url: string, signatureBase64Url: string, text: string): boolean {
  const spki = bytesOfBase64Url(spkiBase64Url)
  const signature = bytesOfBase64Url(signatureBase64Url)
  if (!spki || signature?.length !== 64) return false
  return orFalse(() => {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return isP256(key) && verify('sha256', utf8Bytes(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
  })
}

/** From its 32 bytes. */
function ed25519PublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64UrlOf(publicKey) }, format: 'jwk' })
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
}

/** Node throws on bytes that are no key at all; to the caller that is one more signature that does not hold. */
function orFalse(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}
