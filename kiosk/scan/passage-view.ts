import type { PlaceCode } from '../../shared/areas/place.ts'
import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { Credential, OpenError } from '../../shared/credential/credential.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { ForeignDocument } from '../../shared/documents/foreign-document.ts'
import type { CredentialId, CrossingId, PassageId } from '../../shared/ids.ts'
import type { Hits } from '../../shared/lists/find-hits.ts'
import type { PaperForm } from '../../shared/paper/paper-form.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import type { PersonalClaims } from '../../shared/passage/records.ts'
import type { Outcome, Verdict } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { EarlierUse } from '../crossing/vehicle-of.ts'

/** What was held up: an opened credential, a text that did not open, or a person without any code. */
export type Reading = CredentialRead | DocumentRead | UnreadableRead | { readonly kind: 'fault' } | { readonly kind: 'none' } | FormReading

export interface UnreadableRead {
  readonly kind: 'unreadable'
  readonly error: OpenError
  /** Of a genuine code that has expired or was revoked: whose it was. No rule ever sees it. */
  readonly ended?: Credential
}

export interface CredentialRead {
  readonly kind: 'credential'
  readonly credential: Credential
}

/** A document that is not ours. Its whole number is for look-ups and the sealed record alone. */
export interface DocumentRead {
  readonly kind: 'document'
  readonly document: ForeignDocument
}

/** A further document of the same person, held up or filled in while the passage was on the screen. */
export type JoinedReading = CredentialRead | DocumentRead | FormReading

/** The one-minute form. `contact` is for the sealed record alone: no screen shows a whole number again. */
export interface FormReading {
  readonly kind: 'form'
  readonly claims: Claims
  readonly contact: PersonalClaims['contact']
  /** Null where the person stands here; else the paper that is keyed in, and its moment is what is judged. */
  readonly paper: PaperForm | null
  readonly filledAt: EpochMs
}

/** Where a passage stands: `amber` is an `admit` that waits for a tap because lists are old. */
export type Step =
  | { readonly kind: 'open'; readonly because: 'verdict' | 'amber' | 'annulled' }
  | { readonly kind: 'decided'; readonly outcome: Outcome; readonly by: 'kiosk' | 'officer' }
  | { readonly kind: 'unrecorded' }

/** What the screen shows of one passage. The claims live here only, in memory, until the next person comes. */
export interface PassageView {
  readonly passage: PassageId
  readonly reading: Reading
  readonly joined?: readonly JoinedReading[]
  /** What the lists say of all that was presented; absent where only the code's own id was looked up. */
  readonly hits?: Hits
  /** Of a document that is not ours: salted on this tablet, to know it again. */
  readonly mark?: CredentialId
  /** Typed in nine letters, and opened by the server: nobody has seen its QR. */
  readonly typed?: 'short-code'
  readonly observations: readonly Observation[]
  readonly earlier: EarlierUse | null
  readonly verdict: Verdict
  readonly lane: Lane
  readonly origin: PlaceCode | null
  readonly scannedAt: EpochMs
  readonly step: Step
  /** The vehicle's group that it was scanned into. */
  readonly crossing?: CrossingId | null
}
