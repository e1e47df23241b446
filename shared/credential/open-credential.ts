import { err, type Result } from '../result.ts'
import type { EpochMs } from '../units.ts'
import { checkSigner, findSigner } from './authenticity.ts'
import { COSE_HEADS, decodeCose } from './cose.ts'
import type { Credential, OpenError } from './credential.ts'
import { decodeClaims } from './decode-claims.ts'
import { bytesOfDigits, isBeginning } from './digits.ts'
import type { OpenTrust } from './open-trust.ts'
import { stripPrefix } from './prefix.ts'
import { checkValidity } from './validity.ts'

/** Authentic, then readable, then allowed, then in effect: one file per step. Keys and algorithm come from `trust`, never from the text. */
export async function openCredential(text: string, trust: OpenTrust, now: EpochMs): Promise<Result<Credential, OpenError>> {
  const digits = stripPrefix(text)
  if (!digits.ok) return bad('not-ours')
  const bytes = bytesOfDigits(digits.value)
  const message = bytes && decodeCose(bytes)
  if (message === null) return bad(Object.values(COSE_HEADS).some((head) => isBeginning(digits.value, head)) ? 'truncated' : 'malformed')
  const key = await findSigner(message, trust)
  if (!key.ok) return key
  const credential = decodeClaims(message.payload)
  if (credential === undefined) return bad('malformed')
  const allowed = checkSigner(credential, key.value, trust)
  return allowed.ok ? checkValidity(allowed.value, trust, now) : allowed
}

function bad(code: 'not-ours' | 'truncated' | 'malformed'): Result<never, OpenError> {
  return err({ kind: 'bad', code })
}
