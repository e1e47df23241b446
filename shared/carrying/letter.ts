import type { BundleParts, SignedManifest } from '../bundle/bundle.ts'
import type { CheckpointId, KioskId } from '../ids.ts'
import type { Hash } from '../passage/records.ts'
import type { EpochMs } from '../units.ts'

/** What goes between a kiosk and its server by hand: a file on a stick, or a sequence of QR codes. Always JSON text. */
export const LETTER_VERSION = 1

/** To a kiosk: the bundle of its checkpoint, as a sync would have brought it. Parts that it holds already may be left out. */
export interface BundleLetter {
  readonly v: 1
  readonly kind: 'bundle'
  readonly checkpoint: CheckpointId
  readonly bundle: SignedManifest
  readonly parts: Partial<BundleParts>
}

/** From a kiosk: the very requests that it would have sent, each with its signature. They go through the same door. */
export interface LogLetter {
  readonly v: 1
  readonly kind: 'log'
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly requests: readonly CarriedRequest[]
}

export interface CarriedRequest {
  readonly headers: Readonly<Record<string, string>>
  /** The exact text that was signed. */
  readonly body: string
}

/** Back to the kiosk: what the server has on its disk now, and the newest bundle with it. */
export interface ReceiptLetter {
  readonly v: 1
  readonly kind: 'receipt'
  readonly checkpoint: CheckpointId
  readonly receipts: readonly SignedReceipt[]
  readonly bundle: SignedManifest
  readonly parts: Partial<BundleParts>
}

export interface Receipt {
  readonly v: 1
  readonly kiosk: KioskId
  readonly epoch: number
  readonly acked: { readonly seq: number; readonly hash: Hash }
  readonly serverNow: EpochMs
}

/** Ed25519 by the bundle key. */
export interface SignedReceipt {
  readonly receipt: Receipt
  readonly signature: string
}

/**
 * To a spare tablet that no network has ever reached: who it will be, the key to trust, a first bundle, and the token that
 * binds the tablet's own key at its first contact.
 */
export interface EnvelopeLetter {
  readonly v: 1
  readonly kind: 'envelope'
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly token: string
  readonly bundleKey: string
  readonly bundle: SignedManifest
  readonly parts: BundleParts
  readonly codes: SignedCodes | null
}

/** One-time shift codes for a checkpoint: only slow hashes, in the order of the numbers printed beside them. */
export interface ShiftCodeList {
  readonly v: 1
  readonly checkpoint: CheckpointId
  /** Hex; names the list, so that none is taken twice. */
  readonly list: string
  /** base64url. */
  readonly salt: string
  readonly hashes: readonly string[]
  readonly issuedAt: EpochMs
}

export interface SignedCodes {
  readonly codes: ShiftCodeList
  readonly signature: string
}

/** To a kiosk that is enrolled already: codes alone. */
export interface CodesLetter {
  readonly v: 1
  readonly kind: 'codes'
  readonly checkpoint: CheckpointId
  readonly codes: SignedCodes
}

export type Letter = BundleLetter | LogLetter | ReceiptLetter | EnvelopeLetter | CodesLetter
