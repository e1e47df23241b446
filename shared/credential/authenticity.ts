import { bytesOfBase64Url } from '../base64url.ts'
import { err, ok, type Result } from '../result.ts'
import type { Unverified } from './cose.ts'
import type { Credential, OpenError, TrustedKey } from './credential.ts'
import type { OpenTrust } from './open-trust.ts'

/** The key of the trust list that made this signature. Nothing of the payload has been read yet. */
export async function findSigner(message: Unverified, trust: OpenTrust): Promise<Result<TrustedKey, OpenError>> {
  if (trust.keys === null) return err({ kind: 'unchecked', code: 'keys-missing' })
  const candidates = trust.keys.filter((key) => key.keyId === message.keyId)
  if (candidates.length === 0) return err({ kind: 'unchecked', code: 'unknown-key' })
  for (const key of candidates) {
    const publicKey = bytesOfBase64Url(key.publicKey)
    if (publicKey && (await trust.verify(publicKey, message.signature, message.signed))) return ok(key)
  }
  return err({ kind: 'bad', code: 'signature-invalid' })
}

/**
 * Whether this key may speak for this credential: a key signs for its own authority, while it was in service, types that it
 * was given, and a demo key makes specimens only, whatever the claims say.
 */
export function checkSigner(credential: Credential, key: TrustedKey, trust: OpenTrust): Result<Credential, OpenError> {
  const wasInService = credential.issuedAt >= key.validFrom && (key.validTo === null || credential.issuedAt < key.validTo)
  if (credential.issuer !== key.issuer || !wasInService) return err({ kind: 'bad', code: 'signature-invalid' })
  if (!key.types.includes(credential.type) || !trust.types.includes(credential.type)) return err({ kind: 'bad', code: 'wrong-type' })
  const specimen = credential.specimen || key.specimen
  if (specimen && trust.specimens === 'refuse') return err({ kind: 'bad', code: 'specimen' })
  return ok({ ...credential, specimen })
}
