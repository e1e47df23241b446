import type { Claims } from '../declaration/claims.ts'
import type { DocumentKind, Sex } from '../declaration/vocabulary.ts'
import type { DocumentSource } from '../passage/observation.ts'
import type { DocumentTrust } from '../passage/records.ts'
import type { EpochMs, LocalDate } from '../units.ts'

/** Documents that our own servers and kiosks did not make. */
export type ForeignSource = Extract<DocumentSource, 'eu-certificate' | 'id-card' | 'personal-qr-2021' | 'passport'>

/**
 * Why a document did not open, or could not be checked. With trust `bad` the document is wrong, whoever looks; with
 * `unchecked` this kiosk cannot tell. Both are `refer`, in different words.
 */
export type DocumentProblem =
  | 'malformed'
  | 'check-digit'
  | 'signature-invalid'
  | 'key-not-in-service'
  | 'wrong-usage'
  | 'expired'
  | 'not-yet-valid'
  | 'unknown-key'
  | 'unknown-country'
  | 'keys-missing'
  | 'clock-doubtful'
  | 'content-unknown'

/** Who a document says its holder is. The number is whole here: for look-ups and the sealed record, never shown or logged. */
export interface DocumentIdentity {
  readonly kind: DocumentKind
  /** ISO 3166-1 alpha-2, or `UNKNOWN_COUNTRY`. */
  readonly country: string
  readonly number: string
}

/** What a code or typed lines that are not ours say of one person. */
export interface ForeignDocument {
  readonly source: ForeignSource
  readonly trust: DocumentTrust
  readonly problem: DocumentProblem | null
  /** Null where it is bad: nothing of a bad document is believed. */
  readonly claims: Claims | null
  /** When it was made, as far as it says; 0 where it does not. */
  readonly issuedAt: EpochMs
  readonly identities: readonly DocumentIdentity[]
  readonly birthDate: LocalDate | null
  readonly address: string | null
  /** Tells this document from every other, for double use: to be hashed before it is kept. Null where nothing does. */
  readonly mark: string | null
  /** Who signed it, by the trusted key: ISO 3166-1 alpha-2. */
  readonly signedBy: string | null
  /** When its own term is over; null where it has none. */
  readonly expiresAt: EpochMs | null
}

/** Names EU-format certificates of the one version there is. */
export const EU_PREFIX = 'HC1:'

/** ISO 3166-1 leaves it to users: a document that does not say its holder's country. */
export const UNKNOWN_COUNTRY = 'ZZ'

/** A document that is wrong, and of which nothing else is said. */
export function badDocument(source: ForeignSource, problem: DocumentProblem): ForeignDocument {
  return {
    source,
    trust: 'bad',
    problem,
    claims: null,
    issuedAt: 0,
    identities: [],
    birthDate: null,
    address: null,
    mark: null,
    signedBy: null,
    expiresAt: null,
  }
}

/** What a card says of its holder; of journey and health it says nothing, which is not "none". */
export function identityClaims(holder: {
  readonly name: string
  readonly birthYear: number
  readonly sex: Sex | null
  readonly nationality: string
  readonly document: Claims['document']
}): Claims {
  return {
    ...holder,
    residence: null,
    stops: [],
    destination: null,
    purpose: null,
    sector: null,
    employer: null,
    travel: null,
    cargo: null,
    symptoms: null,
    exposures: null,
    tests: [],
    doses: [],
    homePossible: null,
    revised: false,
  }
}

/** Control characters and lone halves are dropped, blanks folded, and no name is longer than a line. */
export function nameOn(text: string): string {
  return text
    .slice(0, 4 * MAX_NAME)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME)
}

const MAX_NAME = 80
