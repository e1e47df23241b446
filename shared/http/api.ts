import type { Division, PlaceCode } from '../areas/place.ts'
import type { Checkpoint, Texts } from '../checkpoints/checkpoint.ts'
import type { FieldError } from '../declaration/declaration.ts'
import type { CheckpointFlow, FlowPush } from '../flow/flow.ts'
import type { CheckpointId, KioskId, StaffId } from '../ids.ts'
import type { RuleTopic } from '../rules/rule-topic.ts'
import type { RulesThatAsk } from '../rules/rules-that-ask.ts'
import type { Ruleset, Zone } from '../rules/ruleset.ts'
import type { Outcome, Verdict } from '../rules/verdict.ts'
import type { ZoneEdge } from '../rules/zone-edges.ts'
import type { ZoneName } from '../time.ts'
import type { EpochMs } from '../units.ts'

/** Every refusal over HTTP: a stable word for programs and a sentence that says what to do next. */
export interface ApiError {
  readonly error: string
  readonly message: string
}

export interface InvalidFields extends ApiError {
  readonly fields: readonly FieldError[]
}

// the declaration site ---------------------------------------------------------------------------------------------

/** `GET /api/site`: all that the public form and its preview need; public facts only. */
export interface SiteInfo {
  readonly demo: boolean
  /** The server's clock (a demo's stands in 2021). */
  readonly now: EpochMs
  readonly zone: ZoneName
  readonly divisions: readonly { readonly division: Division; readonly url: string }[]
  /** How the two divisions lie over each other, as text; absent where the installation has no such table. */
  readonly mappingUrl?: string
  readonly sites: readonly { readonly place: PlaceCode; readonly name: string; readonly parent: PlaceCode | null }[]
  readonly checkpoints: readonly Checkpoint[]
  /** Where the hour of a stay decides; left out, it is asked everywhere. */
  readonly zoneEdges?: readonly ZoneEdge[]
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
  /** Which questions the rules in force need, and by which clause. */
  readonly asked?: RulesThatAsk
}

/** `GET /api/form`: what the questions need. The rules come later, and only where a preview must be made without a network. */
export type FormInfo = Omit<SiteInfo, 'rulesets' | 'zones'>

/** The `Prefer` header of a page that will draw the code as soon as it is issued. */
export const PREFER_MODULES = 'code-modules'

/** 201 of `POST /api/declarations`, and 200 of `GET /api/declarations/:reference`. */
export interface IssuedDeclaration {
  /** 128 bits as 26 characters of Crockford base32: the private link. */
  readonly reference: string
  readonly shortCode: string
  readonly qrPayload: string
  readonly pngUrl: string
  /** The code itself as `packModules` packs it, where the request asked for it: the page then needs no second request to show it. */
  readonly modules?: string
  readonly issuedAt: EpochMs
  readonly expiresAt: EpochMs
  readonly checkpoint: CheckpointId
  readonly direction: 'entry' | 'exit'
  readonly arrivalAt: EpochMs
  /** What the checkpoint will say by the rules in force at `arrivalAt`, from typed facts only. */
  readonly verdict: Verdict
}

/**
 * `GET /api/declarations/:reference`: the pass as it stands now. Everything beyond `IssuedDeclaration` may have changed
 * since it was issued.
 */
export interface PassView extends IssuedDeclaration {
  readonly state: 'valid' | 'expired' | 'withdrawn' | 'replaced' | 'erased'
  /** What the checkpoint would say now, where the rules changed since the pass was issued and the answer with them; else null. */
  readonly changed: { readonly verdict: Verdict; readonly since: EpochMs } | null
  /** What was decided at checkpoints, oldest first; empty before the first crossing. */
  readonly decisions: readonly PassDecision[]
  /** Correcting or withdrawing ends with the first decision that let the person through. */
  readonly correctable: boolean
  /** Where a corrected declaration went on: told to who holds the old link. Null unless `state` is `replaced`. */
  readonly replacedBy?: string | null
  /** Whom to call about a decision; null where the installation names nobody. */
  readonly contact?: Contact | null
  /** Whose it is, for a paper among others: whoever reads the code reads the name as well. Left out once it is erased, and by older servers. */
  readonly holder?: string
}

/** Who answers travellers: a telephone number, and whose it is and when. */
export interface Contact {
  readonly phone: string
  readonly text: Texts
}

export interface PassDecision {
  readonly checkpoint: CheckpointId
  readonly direction: 'entry' | 'exit'
  readonly at: EpochMs
  readonly outcome: Outcome
  /** Deciding rules in words, their law, and what must be done until when. Never a finding from a list of persons. */
  readonly verdict: Verdict
}

/** `POST /api/declarations/:reference/correction` takes a whole declaration and answers 201 `IssuedDeclaration`: the old code is revoked. */
/** `POST /api/declarations/:reference/withdrawal` takes `{}` and answers 204. */

/** `POST /api/find`: a lost link. Unknown, wrong and too often are answered alike: 404 `not-found`. */
export interface FindRequest {
  readonly shortCode: string
  /** `YYYY-MM-DD`; where only the year was declared, which the QR code tells everybody, the phone number. */
  readonly birth: string
}
export interface FindReply {
  readonly reference: string
}

/** `GET /api/declarations/:reference/data`: everything kept about the declaration, for its owner to download. */
export interface OwnData {
  readonly exportedAt: EpochMs
  readonly declaration: unknown
  readonly pass: PassView
  /** Until when it is kept, and by which rule; null where it may be erased now. */
  readonly keptUntil: EpochMs | null
  readonly keptBecause: Texts | null
}

/** `GET /api/checkpoints/:checkpoint`: the public page. Counts are coarse and never below five, so that they identify nobody. */
export interface CheckpointPage {
  readonly checkpoint: Checkpoint
  readonly state: 'open' | 'not-yet-open' | 'closed'
  readonly now: EpochMs
  /** Titles, law and plain words of the rules in force, strictest first. */
  readonly rules: readonly {
    readonly title: Texts
    readonly text: Texts
    readonly law: Texts
    readonly outcome: Outcome
    /** What it asks about; left out by older servers. */
    readonly topic?: RuleTopic
  }[]
  /** Persons per hour of the local day so far, rounded to tens; null below five. */
  readonly hours: readonly { readonly from: EpochMs; readonly persons: number | null }[]
  /** Expected minutes in the queue by the officers' newest queue tap and the flow since; null where nobody said. */
  readonly waitMinutes: { readonly from: number; readonly to: number; readonly saidAt: EpochMs } | null
}

/** `POST /api/groups` with `{rows, keys?}`, at most 60 declarations that travel together: good rows are issued, wrong ones come back with their faults. */
export interface GroupReply {
  readonly rows: readonly (
    | { readonly row: number; readonly issued: IssuedDeclaration }
    | { readonly row: number; readonly fields: readonly FieldError[] }
  )[]
}

/** 429 `proof-needed` of a site under attack: find `nonce` so that SHA-256 of `challenge:nonce` begins with so many zero bits. */
export interface ProofNeeded extends ApiError {
  readonly challenge: string
  readonly bits: number
}
/** `challenge:nonce`, on the repeated request. */
export const PROOF_HEADER = 'x-proof'

// staff ------------------------------------------------------------------------------------------------------------

/** `admin` runs the installation; `operator` the control room; `officer` a checkpoint. Further roles come with their work. */
export const ROLES = ['admin', 'operator', 'officer'] as const
export type Role = (typeof ROLES)[number]

export interface StaffView {
  readonly id: StaffId
  readonly name: string
  readonly role: Role
}

/** `POST /api/session`. Its reply, and that of `GET /api/session`, is a `StaffView`; 401 where nobody is signed in. */
export interface SignInRequest {
  readonly id: string
  readonly password: string
}

/** `POST /api/enrolments`: `url` opens the kiosk page and enrols the tablet that opens it, once. */
export interface EnrolmentLink {
  readonly url: string
  readonly token: string
  /** Names the link afterwards; worth nothing as a token. */
  readonly id: string
  readonly checkpoint: CheckpointId
  readonly expiresAt: EpochMs
}

/** `GET /api/enrolments/:enrolment`: what the control room sees of a link that it made. */
export interface EnrolmentView {
  /** `waiting`: no tablet has asked yet. `asking`: one shows a check number. */
  readonly state: 'waiting' | 'asking' | 'confirmed' | 'enrolled' | 'refused' | 'expired'
  readonly checkNumber: string | null
  /** What the tablet says that it is. */
  readonly device: string | null
  readonly kiosk: string | null
}

/** `GET /api/kiosks/gaps`: records that a tablet is known to have made and that no re-sync will bring. */
export interface LogGap {
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly epoch: number
  readonly fromSeq: number
  /** Null: nobody knows how many. */
  readonly toSeq: number | null
  readonly cause: string
  readonly notedAt: EpochMs
}

// the board --------------------------------------------------------------------------------------------------------

export interface KioskStatus {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  /** `revoked`: as stolen, nothing more of it counts. `retired`: out of service, and what it still holds counts. */
  readonly state: 'active' | 'revoked' | 'retired' | 'forked'
  readonly lastContactAt: EpochMs | null
  /** `occurredAt` of its newest record here. */
  readonly lastRecordAt: EpochMs | null
  /** Records it still held back at last contact. */
  readonly queued: number
  readonly bundleVersion: number
  readonly appVersion: string
}

/** `GET /api/board`: where a board starts, and starts again. */
export interface BoardSnapshot {
  readonly serverNow: EpochMs
  readonly zone: ZoneName
  readonly installation: Texts
  readonly checkpoints: readonly Checkpoint[]
  readonly flows: readonly CheckpointFlow[]
  readonly kiosks: readonly KioskStatus[]
}

/**
 * `GET /api/board/:checkpoint` answers a `CheckpointFlow` as the snapshot has it; with `?minutes=today` its minutes go back
 * to the start of the local day, for one checkpoint's picture by the hour.
 */
export const MINUTES_OF_TODAY = 'today'

/** Socket.io, namespace `/board`, cookie session. Server to client only. */
export interface BoardEvents {
  flow: (pushes: readonly FlowPush[]) => void
  /** All kiosks that are not revoked, as in the snapshot. */
  kiosks: (kiosks: readonly KioskStatus[], serverNow: EpochMs) => void
  /** How many flags nobody has acknowledged yet: at each connection, and when it changes. */
  flags: (open: number) => void
  /** The session ended or the account was closed: log in again. */
  'signed-out': () => void
}
