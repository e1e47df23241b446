import type { Claims } from '../declaration/claims.ts'
import type { AuthorityId, CredentialId } from '../ids.ts'
import type { EpochMs } from '../units.ts'

/** Position = number in the QR code: append only. */
export const CREDENTIAL_TYPES = ['person', 'vehicle-pass', 'slip', 'completed-quarantine'] as const
export type CredentialType = (typeof CREDENTIAL_TYPES)[number]

/** Our signed envelope around what a traveller declared: verified, in effect, and of an issuer the bundle trusts. */
export interface Credential {
  readonly type: CredentialType
  readonly formVersion: number
  readonly issuer: AuthorityId
  readonly id: CredentialId
  readonly issuedAt: EpochMs
  readonly expiresAt: EpochMs
  /** Made by a demo key. Counts only where the bundle itself is a demo's. */
  readonly specimen: boolean
  readonly claims: Claims
}

/** Default life of a credential; a ruleset's policy may say otherwise. */
export const CREDENTIAL_LIFE_HOURS = 72

/** Phones and servers drift: a code issued up to this much in the kiosk's future still opens. */
export const MAX_ISSUE_SKEW_MS = 5 * 60 * 1000

/**
 * Why a text did not open. `bad`: the code itself is wrong, whoever looks. `unchecked`: this kiosk could not tell.
 * Both become `refer` with different words; neither is ever admitted.
 */
export type OpenError =
  | { readonly kind: 'bad'; readonly code: 'not-ours' | 'truncated' | 'malformed' | 'signature-invalid' | 'wrong-type' | 'specimen' }
  | { readonly kind: 'bad'; readonly code: 'expired' | 'not-yet-valid'; readonly at: EpochMs; readonly credentialId: CredentialId }
  | { readonly kind: 'bad'; readonly code: 'revoked'; readonly credentialId: CredentialId }
  | {
      readonly kind: 'unchecked'
      readonly code: 'unknown-key' | 'clock-doubtful' | 'revocations-stale' | 'keys-missing'
      readonly credentialId?: CredentialId
    }

export type CredentialAlgorithm = 'ed25519' | 'es256'

/** A key that may sign credentials, as the bundle's `keys` part lists it. */
export interface TrustedKey {
  /** 4 bytes as 8 hex digits: the first bytes of SHA-256 of the public key. */
  readonly keyId: string
  readonly issuer: AuthorityId
  /** 32 bytes, base64url without padding; with `es256` the 65 of an uncompressed P-256 point. */
  readonly publicKey: string
  /** Absent is `ed25519`. A kiosk signs slips with P-256, the one curve that every tablet keeps non-extractable. */
  readonly algorithm?: CredentialAlgorithm
  readonly types: readonly CredentialType[]
  readonly validFrom: EpochMs
  readonly validTo: EpochMs | null
  readonly specimen: boolean
}

/** Ed25519 over `message`; ports, because `shared` has no crypto of its own. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>
export type Verify = (publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array) => Promise<boolean>

/**
 * The signatures that WebCrypto has on every tablet: ES256 (ECDSA with SHA-256, r and s beside each other) and PS256 (RSA-PSS,
 * SHA-256, salt of 32). `publicKey` is SPKI, or for P-256 the 65 bytes of an uncompressed point. Never throws.
 */
export type VerifyWith = (what: {
  readonly algorithm: 'es256' | 'ps256'
  readonly publicKey: Uint8Array
  readonly signature: Uint8Array
  readonly message: Uint8Array
}) => Promise<boolean>
