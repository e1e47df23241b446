import type { PlaceCode } from '../areas/place.ts'
import type { Direction } from '../checkpoints/checkpoint.ts'
import type { CredentialType } from '../credential/credential.ts'
import type { Claims } from '../declaration/claims.ts'
import type { AuthorityId, CheckpointId, CredentialId, CrossingId, KioskId, LaneId, PassageId, StaffId } from '../ids.ts'
import type { Duty, Outcome } from '../rules/verdict.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type { DocumentSource, ObservedValue, QueueLength } from './observation.ts'

/** The kiosk's append-only log, keyed (checkpoint, kiosk, epoch, seq). Kinds may be added, never changed. */
export const RECORD_KINDS = [
  'scan',
  'observation',
  'decision',
  'annul',
  'crossing',
  'shift',
  'clock',
  'bundle-switch',
  'lost',
  'health',
  'claims',
  'slip',
  'queue',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** SHA-256 as 64 lower-case hex digits. */
export type Hash = string

/** What the hash chain covers: the header, and the body only through its hash, so that bodies can be erased later. */
export interface RecordHeader {
  readonly v: 1
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  /** A new one at each enrolment, move, or loss of storage. From 1. */
  readonly epoch: number
  /** Without gaps from 1 in each epoch. */
  readonly seq: number
  readonly kind: RecordKind
  /** Guarded time: the kiosk's best estimate of the server's clock. */
  readonly occurredAt: EpochMs
  /** The tablet's own clock, whatever it said. */
  readonly wallAt: EpochMs
  readonly prev: Hash
  readonly bodyHash: Hash
}

/** The body beside its header. `salt` (16 random bytes, hex) keeps a short body from being guessed from its hash. */
export type RecordBody =
  | { readonly form: 'plain'; readonly salt: string; readonly value: BodyValue }
  /** Sealed to the server's key on the tablet; its hash is that of the sealed text. */
  | { readonly form: 'sealed'; readonly salt: string; readonly box: string }
  | { readonly form: 'erased' }

export interface LogRecord {
  readonly header: RecordHeader
  readonly body: RecordBody
}

export type BodyValue =
  | Scan
  | ObservationBody
  | Decision
  | Annul
  | Crossing
  | Shift
  | ClockJump
  | BundleSwitch
  | Lost
  | Health
  | PersonalClaims
  | Slip
  | Queue

/** A verdict as records keep it: rule ids and versions instead of texts. */
export interface RecordedVerdict {
  readonly outcome: Outcome
  readonly reasons: readonly {
    readonly ruleId: string
    readonly ruleVersion: number
    readonly outcome: Outcome
    readonly unknown?: readonly string[]
    readonly fault?: string
  }[]
  readonly duties: readonly Duty[]
}

/** The reading of a code or document; written before its verdict is shown. */
export interface Scan {
  readonly kind: 'scan'
  readonly passage: PassageId
  readonly crossing: CrossingId | null
  readonly lane: LaneId
  readonly direction: Direction
  readonly officer: StaffId | null
  readonly reading:
    | {
        readonly kind: 'credential'
        readonly id: CredentialId
        readonly issuer: AuthorityId
        readonly type: CredentialType
        readonly specimen: boolean
      }
    /** `code` as in `OpenError`; the hash tells two unreadable codes apart and names nobody. */
    | { readonly kind: 'unreadable'; readonly code: string; readonly textHash: Hash; readonly credential: CredentialId | null }
    /** A person without any code. */
    | { readonly kind: 'none' }
    /** A document that is not ours: what it says of the person lies in a sealed `claims` record, never here. */
    | DocumentReading
    /** The one-minute form; `paper` where it was first written on a numbered paper and keyed later by a second person. */
    | {
        readonly kind: 'form'
        readonly paper: { readonly serial: string; readonly writtenAt: EpochMs; readonly keyedBy: StaffId } | null
      }
    /** Typed, and opened by the server for this enrolled kiosk: the record names the credential, and nobody has seen its QR. */
    | { readonly kind: 'short-code'; readonly credential: CredentialId }
  /** Province (or country) where the journey began, for the flow; null where nothing says. */
  readonly origin: PlaceCode | null
  readonly verdict: RecordedVerdict
  /** Version of each bundle part that the verdict rests on, by part name. */
  readonly bundle: { readonly [part: string]: number }
  readonly clock: 'sure' | 'doubtful'
  readonly online: boolean
}

/** `attested`: its signature holds. `unsigned`: nothing to check. `unchecked`: signed by somebody this kiosk does not know. */
export type DocumentTrust = 'attested' | 'unsigned' | 'unchecked' | 'bad'

export interface DocumentReading {
  readonly kind: 'document'
  readonly document: DocumentSource
  readonly trust: DocumentTrust
  /** Why it did not open, a stable word; null where it did. */
  readonly problem: string | null
  /** Keyed by the passage, so that one person's trips cannot be joined by it. */
  readonly textHash: Hash
}

/**
 * What a form, card or certificate says of one person. Always sealed in the log; open it lies only under the kiosk's own
 * key, until its scan is closed. The server opens it for re-adjudication and for those who must follow up.
 */
export interface PersonalClaims {
  readonly kind: 'claims'
  readonly passage: PassageId
  readonly source: DocumentSource | 'form'
  readonly claims: Claims
  /** What no rule reads and somebody must follow up by; null where the document has none. */
  readonly contact: {
    readonly documentNumber: string | null
    readonly birthDate: LocalDate | null
    readonly phone: string | null
    readonly address: string | null
    /** Who declared for a child or for somebody who cannot. */
    readonly proxy: { readonly name: string; readonly documentNumber: string | null } | null
  }
}

/** A slip with a QR that this kiosk signed for a person without a phone. */
export interface Slip {
  readonly kind: 'slip'
  readonly passage: PassageId
  readonly credential: CredentialId
  readonly expiresAt: EpochMs
}

/**
 * How many wait at a lane, tapped now and then. Not an observation of the last passage: that would judge anew, and record
 * anew, somebody who has gone on and had no part in the queue.
 */
export interface Queue {
  readonly kind: 'queue'
  readonly lane: LaneId
  readonly officer: StaffId | null
  readonly length: QueueLength
}

export interface ObservationBody {
  readonly kind: 'observation'
  readonly passage: PassageId
  readonly observed: ObservedValue
  readonly verdict: RecordedVerdict
}

/** What was done. `admit` is written with its scan by the kiosk itself; everything else by an officer's tap. */
export interface Decision {
  readonly kind: 'decision'
  readonly passage: PassageId
  readonly lane: LaneId
  readonly direction: Direction
  readonly origin: PlaceCode | null
  readonly outcome: Outcome
  readonly verdictOutcome: Outcome
  /** Null: the kiosk admitted hands-free under the officer on shift. */
  readonly officer: StaffId | null
  readonly override: { readonly reason: string; readonly secondOfficer: StaffId | null } | null
  /** Of a paper keyed in later: when it was decided, and the minute in which it counts. */
  readonly writtenAt?: EpochMs
}

/** Takes the passage's decision back, on the same kiosk, within `ANNUL_WITHIN_MS`. */
export interface Annul {
  readonly kind: 'annul'
  readonly passage: PassageId
  readonly reason: string
  readonly officer: StaffId | null
}

export const ANNUL_WITHIN_MS = 15 * 60 * 1000

/** Closes the group that came through together. */
export interface Crossing {
  readonly kind: 'crossing'
  readonly crossing: CrossingId
  readonly lane: LaneId
  readonly direction: Direction
  readonly passages: readonly PassageId[]
  readonly personsCounted: number
  /** What the driver's declaration says; absent where nobody declared a number. A difference makes the crossing `refer`. */
  readonly personsDeclared?: number
  readonly vehicles: number
  readonly plate: string | null
  readonly trailerPlate: string | null
  /** The strictest decided aboard, and the driver's origin. */
  readonly outcome: Outcome
  readonly origin: PlaceCode | null
}

export interface Shift {
  readonly kind: 'shift'
  readonly event: 'start' | 'end'
  readonly officer: StaffId
  /** At the end: what the officer hands over. */
  readonly summary: ShiftSummary | null
  /** At the start: by which one-time code of a sealed envelope, so that one used on two tablets is seen. Absent with a PIN. */
  readonly code?: { readonly list: string; readonly number: number }
}

/** Kiosks of before they were counted say neither what was decided how nor what was still unsent. */
export interface ShiftSummary {
  readonly decisions: number
  readonly openScans: number
  readonly byOutcome?: { readonly [outcome in Outcome]?: number }
  readonly unsent?: number
}

/** The wall clock jumped, or contact showed a skew above two seconds. */
export interface ClockJump {
  readonly kind: 'clock'
  readonly event: 'jump' | 'contact' | 'doubtful' | 'sure'
  /** Server minus wall, ms; null where nothing is known. */
  readonly skewMs: number | null
}

export interface BundleSwitch {
  readonly kind: 'bundle-switch'
  readonly version: number
  readonly parts: { readonly [part: string]: number }
}

/** Records the kiosk knows it made and no longer has. */
export interface Lost {
  readonly kind: 'lost'
  readonly epoch: number
  readonly fromSeq: number
  readonly toSeq: number | null
  readonly cause: 'storage-lost' | 'damaged' | 'moved'
}

export interface Health {
  readonly kind: 'health'
  readonly batteryPercent: number | null
  readonly queued: number
  readonly persisted: boolean
  readonly appVersion: string
}
