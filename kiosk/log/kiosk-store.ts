import type { PlaceCode } from '../../shared/areas/place.ts'
import type { BundleParts, SignedManifest } from '../../shared/bundle/bundle.ts'
import type { Direction, Language } from '../../shared/checkpoints/checkpoint.ts'
import type { CredentialId, LaneId, PassageId, StaffId } from '../../shared/ids.ts'
import type { LogHead, RecordDraft } from '../../shared/passage/chain.ts'
import type { PassageState } from '../../shared/passage/passage-state.ts'
import type { Hash, LogRecord, RecordedVerdict } from '../../shared/passage/records.ts'
import type { NonEmpty } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ClockMemory } from '../clock/guarded-clock.ts'
import type { GoneVehicle, OpenCrossing } from '../crossing/open-crossing.ts'
import type { DeviceKeys, KioskIdentity } from './kiosk-identity.ts'
import type { Beginning, LogName, PastLog } from './past-log.ts'
import type { SendingSettings } from './sending-settings.ts'

export interface PinVerifier {
  readonly officer: StaffId
  /** Of the PIN it was made from; absent is `FIRST_PIN_VERSION`. */
  readonly pinVersion?: number
  /** base64url. */
  readonly salt: string
  readonly mac: string
  readonly failures: number
}

export interface StoredShift {
  readonly officer: StaffId
  readonly startedAt: EpochMs
}

export interface Preferences {
  readonly language: Language
  readonly lane: LaneId | null
  readonly camera: 'environment' | 'user'
  /** `day`: black on white, for the sun. Absent: `evening`. */
  readonly theme?: 'evening' | 'day'
  readonly letters?: 'normal' | 'large'
}

/** What an officer leaves to the next one; it stays on this tablet, for words may name people. */
export interface HandOver {
  readonly from: StaffId
  readonly at: EpochMs
  readonly note: string
  readonly openScans: number
}

/** Personal claims of an open passage, under this tablet's own key: AES-GCM, both base64url. */
export interface LockedDraft {
  readonly passage: PassageId
  readonly nonce: string
  readonly locked: string
}

/** The small things a kiosk must find again after a reload, by name. */
export interface KioskSettings extends SendingSettings {
  readonly identity: KioskIdentity
  readonly keys: DeviceKeys
  readonly acked: { readonly seq: number; readonly hash: Hash | null }
  readonly clock: ClockMemory
  /** Apart from the parts: it comes anew at each contact, they seldom change and are large. */
  readonly manifest: SignedManifest
  /** Without the lists, which lie closed beside it; a tablet of an earlier version has them here. */
  readonly parts: BundleParts
  readonly closedLists: Uint8Array | null
  /** Non-extractable; destroyed when the tablet was too long without contact. */
  readonly listKey: CryptoKey | null
  readonly preferences: Preferences
  readonly shift: StoredShift | null
  readonly handOver: HandOver | null
  readonly verifiers: readonly PinVerifier[]
  /** Vehicles not let go yet; the first is the one being scanned. */
  readonly crossings: readonly OpenCrossing[]
  /** The last ones let go, newest first. */
  readonly vehiclesGone: readonly GoneVehicle[]
  /** Non-extractable, made at the first need: a copy of the disk opens no draft. */
  readonly personalKey: CryptoKey
  readonly personal: readonly LockedDraft[]
  /** Serials of paper forms keyed in here, newest last. */
  readonly paperSerials: readonly string[]
  /** Hex; what the marks of documents that are not ours are salted with. */
  readonly documentSalt: string
}

/** What this kiosk still knows of a passage: no name, no face; enough for double use, open scans and annulment. */
export interface LocalPassage {
  readonly passage: PassageId
  /** Of a document that is not ours, its salted mark in the same form. */
  readonly credential: CredentialId | null
  readonly lane: LaneId
  readonly direction: Direction
  readonly origin: PlaceCode | null
  readonly scannedAt: EpochMs
  readonly verdict: RecordedVerdict
  readonly decided: PassageState['decided']
  /** Why it waits where the verdict does not say so; tablets of an earlier version kept none. Means nothing once it is decided. */
  readonly waits?: 'amber' | 'annulled'
}

/** What goes to the disk together or not at all. */
export interface LogEntry {
  readonly drafts: NonEmpty<RecordDraft>
  readonly passage?: LocalPassage
  readonly settings?: Partial<KioskSettings>
}

/** The disk of a kiosk. Every write is durable when its promise resolves; a rejected one changed nothing. */
export interface KioskStore {
  read<K extends keyof KioskSettings>(name: K): Promise<KioskSettings[K] | null>
  write(settings: Partial<KioskSettings>): Promise<void>
  /** Starts a new log. Records of earlier ones stay, and what they have not sent is kept as `past`. */
  begin(identity: KioskIdentity, settings: Partial<KioskSettings>, beginning?: Beginning): Promise<LogHead>
  head(): Promise<LogHead | null>
  /** Links the drafts to the log, in one transaction with what belongs to them. */
  append(entry: LogEntry): Promise<LogHead>
  /** Records with seq > `seq`, in order, as they lie on the disk; of the present log unless another is named. */
  recordsAfter(seq: number, limit: number, log?: LogName): Promise<readonly LogRecord[]>
  /** Hash of the header of a record, null where it is not there. */
  hashAt(seq: number, log?: LogName): Promise<Hash | null>
  /** Logs of earlier enrolments that have something left to send, oldest first. */
  past(): Promise<readonly PastLog[]>
  /** Notes how far it is sent; with nothing left it is removed. */
  keepPast(log: PastLog): Promise<void>
  /** Bundle, PINs, codes, drafts and the memory of passages go; with `queue: 'drop'` what was never sent, too. */
  wipe(what: { readonly queue: 'keep' | 'drop' }): Promise<void>
  passage(passage: PassageId): Promise<LocalPassage | null>
  passagesOf(credential: CredentialId): Promise<readonly LocalPassage[]>
  passagesSince(at: EpochMs): Promise<readonly LocalPassage[]>
  /** Removes acknowledged records and closed passages older than `before`. */
  prune(before: EpochMs, ackedSeq: number): Promise<void>
}
