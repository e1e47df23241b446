import type { CheckpointId, KioskId } from '../../shared/ids.ts'

/** One enrolment: which log this tablet writes and whose bundles it takes. */
export interface KioskIdentity {
  readonly kiosk: KioskId
  readonly checkpoint: CheckpointId
  readonly epoch: number
  /** base64url; pinned for the life of the enrolment. */
  readonly bundleKey: string
}

/** Non-extractable: structured clone keeps them so in IndexedDB. */
export interface DeviceKeys {
  readonly sign: CryptoKey
  /** SPKI of its public half, base64url; absent on tablets enrolled before kiosks printed slips. */
  readonly publicKey?: string
  /** HMAC key under officers' PIN verifiers: what is stored is worth nothing on another device. */
  readonly pin: CryptoKey
}
