import type { Division, PlaceCode } from '../areas/place.ts'
import type { Checkpoint } from '../checkpoints/checkpoint.ts'
import type { TrustedKey } from '../credential/credential.ts'
import type { CheckpointId, CredentialId, StaffId } from '../ids.ts'
import type { ListSubject } from '../lists/list-subject.ts'
import type { Hash } from '../passage/records.ts'
import type { WatchKind } from '../rules/passing.ts'
import type { Ruleset, Zone } from '../rules/ruleset.ts'
import type { EpochMs } from '../units.ts'

/** All that a kiosk needs to decide alone. Parts are replaced whole, swapped together, and show their age. */
export interface BundleParts {
  readonly keys: {
    readonly keys: readonly TrustedKey[]
    /** Keys of EU-format certificates, by country: "bad" and "could not check" are told apart by them. */
    readonly certificates?: readonly CertificateKey[]
    /** What personal bodies are sealed to: P-256, uncompressed point, base64url. */
    readonly sealing?: { readonly keyId: string; readonly publicKey: string }
  }
  readonly rules: { readonly rulesets: readonly Ruleset[] }
  readonly zones: { readonly zones: readonly Zone[] }
  /** `mapping`: which areas of 2021 lie in which commune of 2025; without it places of two divisions cannot be compared. */
  readonly areas: {
    readonly divisions: readonly { readonly division: Division; readonly table: string }[]
    readonly mapping?: string
    readonly sites: readonly SiteRow[]
  }
  readonly revocations: { readonly credentials: readonly CredentialId[] }
  readonly 'watch-list': {
    readonly byCredential: readonly WatchEntry[]
    readonly byDocument?: HashedEntries
    readonly byPlate?: HashedEntries
  }
  readonly checkpoint: Checkpoint
  readonly officers: { readonly officers: readonly Officer[] }
  /** Rosters, suspended passes, enterprises without commitment: slow hashes by list name. */
  readonly lists: { readonly lists: { readonly [name: string]: NamedList } }
  readonly policy: Policy
}

export const PART_NAMES = [
  'keys',
  'rules',
  'zones',
  'areas',
  'revocations',
  'watch-list',
  'checkpoint',
  'officers',
  'lists',
  'policy',
] as const satisfies readonly (keyof BundleParts)[]
export type PartName = (typeof PART_NAMES)[number]

export interface SiteRow {
  readonly place: PlaceCode
  readonly name: string
  readonly parent: PlaceCode | null
}

/**
 * Slow hashes (see `shared/lists`), salted per bundle: who holds a stolen tablet must pay for each guess. `entries` are
 * sorted by `hash`; `birthYear` confirms a hit by document, a plate has none.
 */
export interface HashedEntries {
  readonly salt: string
  readonly entries: readonly HashedEntry[]
  /** More entries, as sorted rows of fixed length (`shared/lists/packed-entries.ts`), base64url. */
  readonly packed?: string
}

export interface NamedList {
  readonly salt: string
  /** As in `HashedEntry`, sorted. */
  readonly hashes: readonly string[]
  /** What its entries are named by, and so what must be shown before somebody is known not to be on it. Absent is `document`. */
  readonly about?: readonly ListSubject[]
  /** Live credentials of people whose document is on it, and listed passes. */
  readonly credentials?: readonly CredentialId[]
}

export interface HashedEntry {
  /** First 16 bytes, hex. */
  readonly hash: string
  readonly kind: WatchKind
  readonly birthYear?: number
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly otherPassage?: { readonly checkpoint: string; readonly at: EpochMs }
}

/** A signer of EU-format certificates. */
export interface CertificateKey {
  /** First 8 bytes of SHA-256 of the DER certificate, base64. */
  readonly keyId: string
  /** ISO 3166-1 alpha-2 of the issuing country. */
  readonly country: string
  readonly algorithm: 'es256' | 'ps256'
  /** SPKI, base64url. */
  readonly publicKey: string
  /** What it may sign; empty is all. */
  readonly usages: readonly ('test' | 'vaccination' | 'recovery')[]
  readonly validFrom: EpochMs
  readonly validTo: EpochMs | null
}

export interface WatchEntry {
  readonly credential: CredentialId
  readonly kind: WatchKind
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly otherPassage?: { readonly checkpoint: string; readonly at: EpochMs }
  /** The number is the watched one and the declared year of birth is not, or nobody knows the year: for an officer to look at. */
  readonly unconfirmed?: true
}

/** Only this checkpoint's. No PIN and no hash of one: the tablet sets its own verifier at a first online login. */
export interface Officer {
  readonly id: StaffId
  readonly name: string
  /** Goes up when the PIN is set anew: a verifier of another one counts no more. Absent is `FIRST_PIN_VERSION`. */
  readonly pinVersion?: number
}

export interface Policy {
  /** Demo installations only: server clock minus real clock, ms. Absent in production. */
  readonly demoOffsetMs?: number
  /** Hours since contact: green up to `amber`, then `admit` waits for a tap, and beyond `refer` everything is `refer`. */
  readonly staleness: { readonly [part in PartName]?: { readonly amberHours: number; readonly referHours: number } }
  readonly defaultStaleness: { readonly amberHours: number; readonly referHours: number }
  readonly minAppVersion: string
  readonly credentialLifeHours: number
  /** Of a slip that a kiosk prints; absent: the app's own `SLIP_LIFE_HOURS`. */
  readonly slipLifeHours?: number
  /** Ids of rulesets without which nobody is admitted, such as the national layer. */
  readonly requiredRulesets?: readonly string[]
}

export const DEFAULT_STALENESS: Pick<Policy, 'staleness' | 'defaultStaleness'> = {
  defaultStaleness: { amberHours: 72, referHours: 72 },
  staleness: { revocations: { amberHours: 8, referHours: 72 }, 'watch-list': { amberHours: 8, referHours: 72 } },
}

/**
 * The signed list of what belongs together. `version` moves upwards only; the same version may come again with the same
 * parts and a later `issuedAt`, which is how a kiosk knows that what it has is still current.
 */
export interface BundleManifest {
  readonly v: 1
  readonly checkpoint: CheckpointId
  readonly version: number
  readonly issuedAt: EpochMs
  readonly parts: { readonly [part in PartName]: PartStamp }
}

export interface PartStamp {
  readonly version: number
  readonly hash: Hash
  /** When its content was last known to be current at the source. */
  readonly asOf: EpochMs
}

/** Ed25519 by the bundle key that the kiosk was given at enrolment, over `manifestText`. base64url. */
export interface SignedManifest {
  readonly manifest: BundleManifest
  readonly signature: string
}
