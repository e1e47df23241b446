import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { nodeSign } from '../../server/keys/node-sign.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import { CREDENTIAL_TYPES, type TrustedKey } from '../../shared/credential/credential.ts'
import type { Signer } from '../../shared/credential/issue-credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import type { OpenTrust } from '../../shared/credential/open-trust.ts'
import { asAuthorityId } from '../../shared/ids.ts'

/** A key that everybody knows: for tests and golden codes only. `seed` 1 to 255 gives as many. */
export interface TestKey {
  readonly privateKey: KeyObject
  readonly signer: Signer
  readonly trusted: TrustedKey
}

export function testKey(seed = 1, change: Partial<TrustedKey> = {}): TestKey {
  const privateKey = createPrivateKey({
    key: Buffer.from(PKCS8_HEAD + seed.toString(16).padStart(2, '0').repeat(32), 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? ''
  const keyId = keyIdOf(bytesOfBase64Url(publicKey) ?? new Uint8Array())
  const issuer = asAuthorityId('VN-22')
  const trusted = { keyId, issuer, publicKey, types: CREDENTIAL_TYPES, validFrom: 0, validTo: null, specimen: false, ...change }
  return { privateKey, signer: { keyId, sign: nodeSign(privateKey) }, trusted }
}

/** Trusts the first test key and finds nothing amiss. */
export function testTrust(change: Partial<OpenTrust> = {}): OpenTrust {
  return {
    keys: [testKey().trusted],
    specimens: 'refuse',
    isRevoked: () => false,
    clock: 'sure',
    verify: nodeVerify,
    types: CREDENTIAL_TYPES,
    ...change,
  }
}

/** RFC 8410: version 0, Ed25519, an octet string of 32 bytes. */
const PKCS8_HEAD = '302e020100300506032b657004220420'
