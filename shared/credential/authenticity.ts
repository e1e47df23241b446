import { bytesOfBase64Url } from '../base64url.ts'
import { err, ok, type Result } from '../result.ts'
import type { Unverified } from './cose.ts'
import type { Credential, OpenError, TrustedKey } from './credential.ts'
import type { OpenTrust } from './open-trust.ts'

/** The key of the trust list that made this signature. Nothing of the payload has been read yet. */
export async function findSigner(message: Unverified, trust: OpenTrust): Promise<Result<TrustedKey, OpenError>> {
  if (trust.keys === null) return err({ kind: 'unchecked', code: 'keys-missing' })
  const candidates = trust.keys.filter((key) => key.keyId === message.keyId && (key.algorithm ?? 'ed25519') === message.algorithm)
  if (candidates.length === 0) return err({ kind: 'unchecked', code: 'unknown-key' })
  if (message.algorithm === 'es256' && !trust.verifyWith) return err({ kind: 'unchecked', code: 'unknown-key' })
  for (const key of candidates) if (await holds(message, key, trust)) return ok(key)
  return err({ kind: 'bad', code: 'signature-invalid' })
}

async function holds({ algorithm, signature, signed }: Unverified, key: TrustedKey, trust: OpenTrust): Promise<boolean> {
  const publicKey = bytesOfBase64Url(key.publicKey)
  if (!publicKey) return false
  if (algorithm === 'ed25519') return trust.verify(publicKey, signature, signed)
  return (await trust.verifyWith?.({ algorithm, publicKey, signature, message: signed })) ?? false
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
