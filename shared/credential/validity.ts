import { err, ok, type Result } from '../result.ts'
import type { EpochMs } from '../units.ts'
import { type Credential, MAX_ISSUE_SKEW_MS, type OpenError } from './credential.ts'
import type { OpenTrust } from './open-trust.ts'

/**
 * Whether an authentic credential is in effect now: from five minutes before its issue (clocks drift) to its expiry, the
 * expiry itself no longer. What is certain comes first: a revoked code is revoked whatever the clock says, and where the
 * clock may be wrong nobody is told that a code has expired.
 */
export function checkValidity(credential: Credential, trust: OpenTrust, now: EpochMs): Result<Credential, OpenError> {
  const { id: credentialId, issuedAt, expiresAt } = credential
  const revoked = trust.isRevoked(credentialId)
  if (revoked === true) return err({ kind: 'bad', code: 'revoked', credentialId })
  // Every comparison with a time that is no number is false, so that nothing would ever expire.
  if (trust.clock === 'doubtful' || Number.isNaN(now)) return err({ kind: 'unchecked', code: 'clock-doubtful', credentialId })
  if (now < issuedAt - MAX_ISSUE_SKEW_MS) return err({ kind: 'bad', code: 'not-yet-valid', at: issuedAt, credentialId })
  if (now >= expiresAt) return err({ kind: 'bad', code: 'expired', at: expiresAt, credentialId })
  if (revoked === 'unknown') return err({ kind: 'unchecked', code: 'revocations-stale', credentialId })
  return ok(credential)
}
