import type { PlaceCode } from '../areas/place.ts'
import type { CheckpointId } from '../ids.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { Claims } from './claims.ts'
import type { DocumentKind } from './vocabulary.ts'

/** Version of the questions asked; printed in the credential, so that rules know what a form could not have asked. */
export const FORM_VERSION = 1

/** The form asks for today and the 14 local dates before it. */
export const DECLARED_DAYS = 15

/** Each alone keeps a code with fourteen stops at QR version 12; everything at its limit at once makes version 18, which still prints. */
export const LIMITS = {
  nameLength: 60,
  employerLength: 40,
  addressLength: 120,
  stops: 14,
  tests: 3,
  doses: 4,
  cargoVia: 4,
  personsAboard: 99,
} as const

/**
 * What the traveller states, parsed: self-asserted, unsigned. `claims` is all that the QR code carries and rules read;
 * the rest stays on the server for those who must follow up. Made only by `parseDeclaration`.
 */
export interface Declaration {
  readonly formVersion: number
  readonly claims: Claims
  readonly birthDate: LocalDate | null
  readonly document: { readonly kind: DocumentKind; readonly country: string; readonly number: string } | null
  /** National form, 10 digits starting with 0, or international with +. */
  readonly phone: string
  readonly permanentAddress: string | null
  readonly stay: { readonly place: PlaceCode; readonly address: string | null } | null
  readonly checkpoint: CheckpointId
  readonly direction: 'entry' | 'exit'
  /** When the traveller means to be at the checkpoint. */
  readonly arrivalAt: EpochMs
  /** Who filled the form for somebody else. */
  readonly proxy: { readonly name: string; readonly phone: string } | null
  readonly consent: true
}

/** `path` as in the JSON sent (`stops.1.place`), `code` is stable for programs, `message` tells a person how to mend it. */
export interface FieldError {
  readonly path: string
  readonly code: string
  readonly message: string
}
