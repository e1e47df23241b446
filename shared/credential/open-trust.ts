import type { CredentialId } from '../ids.ts'
import type { CredentialType, TrustedKey, Verify, VerifyWith } from './credential.ts'

/** All that opening a code depends on besides the text and the clock. */
export interface OpenTrust {
  /** Null where no bundle is held or its keys are too old to rely on. */
  readonly keys: readonly TrustedKey[] | null
  /** `accept` in a demo only. */
  readonly specimens: 'accept' | 'refuse'
  readonly isRevoked: (id: CredentialId) => boolean | 'unknown'
  readonly clock: 'sure' | 'doubtful'
  readonly verify: Verify
  /** For slips that a kiosk signed; without it they cannot be checked. */
  readonly verifyWith?: VerifyWith
  /** What this door takes. */
  readonly types: readonly CredentialType[]
}
