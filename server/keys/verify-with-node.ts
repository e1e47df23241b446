import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { VerifyWith } from '../../shared/credential/credential.ts'

/** ES256 and PS256. A key or signature of another shape verifies nothing; it does not throw. */
export const verifyWithNode: VerifyWith = async ({ algorithm, publicKey, signature, message }) => {
  try {
    const key = keyOf(publicKey)
    if (algorithm === 'es256')
      return signature.length === SIGNATURE_BYTES[curveOf(key)] && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
    const isRsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss'
    return isRsa && verify('sha256', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature)
  } catch {
    return false
  }
}

function keyOf(publicKey: Uint8Array): KeyObject {
  if (publicKey.length !== 65 || publicKey[0] !== 4) return createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  const half = (from: number): string => Buffer.from(publicKey.subarray(from, from + 32)).toString('base64url')
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }, format: 'jwk' })
}

function curveOf(key: KeyObject): string {
  return (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve) || ''
}

const SIGNATURE_BYTES: { readonly [curve: string]: number } = { prime256v1: 64, secp384r1: 96 }
