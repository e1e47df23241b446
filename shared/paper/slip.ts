import type { CredentialContent } from '../credential/issue-credential.ts'
import type { Claims } from '../declaration/claims.ts'
import { FORM_VERSION } from '../declaration/declaration.ts'
import type { AuthorityId, CredentialId } from '../ids.ts'
import { type EpochMs, HOUR_MS } from '../units.ts'

/** A day's journey through the checkpoints of a province; whoever travels longer is asked again. The bundle's policy may say otherwise. */
export const SLIP_LIFE_HOURS = 24

export interface NewSlip {
  readonly id: CredentialId
  readonly issuer: AuthorityId
  readonly now: EpochMs
  readonly lifeHours: number
  /** Whether the issuing installation is a demo. */
  readonly specimen: 'yes' | 'no'
}

/** What a kiosk signs for a person without a phone: the claims of the form, for a short time. */
export function slipContent(claims: Claims, { id, issuer, now, lifeHours, specimen }: NewSlip): CredentialContent {
  const expiresAt = now + lifeHours * HOUR_MS
  return { type: 'slip', formVersion: FORM_VERSION, issuer, id, issuedAt: now, expiresAt, specimen: specimen === 'yes', claims }
}
