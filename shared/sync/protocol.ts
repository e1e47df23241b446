import type { BundleParts, PartName, SignedManifest } from '../bundle/bundle.ts'
import type { BundleChanges } from '../bundle/revocation-changes.ts'
import type { CheckpointId, KioskId, StaffId } from '../ids.ts'
import type { Hash, LogRecord } from '../passage/records.ts'
import type { EpochMs } from '../units.ts'
import type { SignedOrder } from './kiosk-order.ts'

/** The whole wire between kiosk and server, by direction. A server speaks the last two versions. */
export const PROTOCOL_VERSION = 1

/** A batch is at most this long, and at most this many bytes of JSON. */
export const MAX_BATCH_RECORDS = 200
export const MAX_BATCH_BYTES = 256 * 1024

/**
 * Device signature of a request: ECDSA P-256 / SHA-256 (r||s, base64url) by the tablet's non-extractable key over
 * `signedText`. P-256 because every tablet's WebCrypto has it. A repeated request does no harm: see the ingest.
 */
export const KIOSK_HEADER = 'x-kiosk'
export const SIGNATURE_HEADER = 'x-kiosk-signature'
/** Names the log of an earlier enrolment, whose own key then signs; absent for the present one. */
export const EPOCH_HEADER = 'x-kiosk-epoch'

/**
 * What a tablet understands beyond the first protocol: `revocation-changes`. A header, because servers of before it read the
 * body strictly; unsigned, because who adds or drops it only makes a list come whole, or be refused and then come whole.
 */
export const TAKES_HEADER = 'x-kiosk-takes'
export const TAKES_REVOCATION_CHANGES = 'revocation-changes'

export function signedText(path: string, body: string): string {
  return `chot-request-1\nPOST ${path}\n${body}`
}

// kiosk -> server --------------------------------------------------------------------------------------------------

/**
 * `POST /api/kiosks/enrol`, unsigned: the one-time token is the proof. 202 while somebody in the control room still has to
 * confirm the check number; the tablet then asks again with the same token and key.
 */
export interface EnrolRequest {
  readonly protocol: number
  readonly token: string
  /** SPKI of the device's P-256 key, base64url. */
  readonly publicKey: string
  readonly device: string
  readonly appVersion: string
  /** Who this tablet was, by its old key over `previousText`: it stays the same kiosk, in its next epoch. */
  readonly previous?: { readonly kiosk: KioskId; readonly epoch: number; readonly signature: string }
}

/** What the old key of a tablet signs when it is enrolled again. The hash keeps the token itself out of any log. */
export function previousText(tokenHash: Hash, publicKey: string): string {
  return `chot-previous-1\n${tokenHash}\n${publicKey}`
}

/**
 * `POST /api/kiosks/epoch`, signed: the log cannot go on, a record of it is damaged or gone. Closes it where the server stands
 * and opens the next epoch under the same key. The same answer again while that epoch is empty.
 */
export interface EpochRequest {
  readonly protocol: number
  readonly epoch: number
  readonly head: { readonly seq: number; readonly hash: Hash }
  readonly cause: 'damaged' | 'storage-lost'
}

/** `POST /api/sync`: push and pull in one call. `records` starts at the first unacknowledged one; empty is a plain contact. */
export interface SyncRequest {
  readonly protocol: number
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly epoch: number
  readonly records: readonly LogRecord[]
  /** Where the kiosk's log ends, so that the server knows how much is still to come. */
  readonly head: { readonly seq: number; readonly hash: Hash }
  readonly wallAt: EpochMs
  readonly appVersion: string
  /** Version of the bundle held (0: none) and the hash of each part held. */
  readonly bundleVersion: number
  readonly parts: { readonly [part in PartName]?: Hash }
  /**
   * Goes up with each request of an enrolment, so that one recorded and played again is no new contact. 0 in a request that
   * is carried by hand. Absent from tablets of before it was counted.
   */
  readonly contact?: number
}

/** `POST /api/kiosks/pin`, signed: an officer's first login on this tablet. */
export interface PinRequest {
  readonly officer: string
  readonly pin: string
}

/** `POST /api/kiosks/short-code`, signed: what an officer typed in place of a QR code. */
export interface ShortCodeRequest {
  readonly code: string
}

// server -> kiosk --------------------------------------------------------------------------------------------------

export interface EnrolReply {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly epoch: number
  /** The key that signs this kiosk's bundles, pinned for the life of the enrolment. base64url. */
  readonly bundleKey: string
  readonly serverNow: EpochMs
}

/** 202 of `/api/kiosks/enrol`: the number both screens show is `checkNumber` of the token and the key. */
export interface EnrolPending {
  readonly pending: true
}

export interface EpochReply {
  readonly epoch: number
  /** Where the closed log stands for good: everything after it is the tablet's to write again in the new one. */
  readonly closed: { readonly seq: number; readonly hash: Hash }
  readonly serverNow: EpochMs
}

/** `POST /api/kiosks/pin` with the right PIN. */
export interface PinReply {
  readonly officer: { readonly id: StaffId; readonly name: string; readonly pinVersion: number }
}

/** The text of the QR code, to be opened as if it had been scanned. */
export interface ShortCodeReply {
  readonly qrPayload: string
}

export interface SyncReply {
  readonly protocol: number
  /** Everything up to here is on the server's disk. May be lower than before: the server was restored, send again. */
  readonly acked: { readonly seq: number; readonly hash: Hash }
  /** The server's clock; in a demo, the demo's. */
  readonly serverNow: EpochMs
  readonly bundle: SignedManifest
  /** Only the parts whose hash the request did not have. */
  readonly parts: Partial<BundleParts>
  /** Of a part that is not in `parts` though its hash changed; only to a tablet that says it takes them. */
  readonly changes?: BundleChanges
  /** Records of this request that were kept aside because nobody could read them. Acknowledged all the same. */
  readonly parked: readonly number[]
}

/** Refusals of `/api/sync`. Nothing was stored; the kiosk loses nothing. */
export type SyncRefusal =
  /** 409: the batch starts after the next record; send from `expectedSeq`. */
  | { readonly error: 'gap'; readonly message: string; readonly expectedSeq: number; readonly serverNow: EpochMs }
  /** 409: another record with this seq is already here. Kept aside, the control room is alarmed; enrol again. */
  | { readonly error: 'fork'; readonly message: string; readonly seq: number }
  /** 409: the chain does not link, or a body is not the one its header names. */
  | { readonly error: 'broken-chain'; readonly message: string; readonly seq: number; readonly expectedSeq: number }
  /** 401: delete nothing, enrol again. */
  | { readonly error: 'kiosk-unknown' | 'signature-invalid' | 'wrong-epoch'; readonly message: string }
  /** 401. Only the signed order wipes; `acked` where the records of a retired tablet were taken all the same. */
  | {
      readonly error: 'kiosk-revoked'
      readonly message: string
      readonly order?: SignedOrder
      readonly acked?: { readonly seq: number; readonly hash: Hash }
    }
  /** 426 */
  | { readonly error: 'client-too-old' | 'server-too-old'; readonly message: string }
  /** 507: the server's disk is full; try later. */
  | { readonly error: 'no-space'; readonly message: string }
