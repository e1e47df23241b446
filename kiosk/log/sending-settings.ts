import type { StaffId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ShiftCodes } from '../shift/shift-code-list.ts'
import type { DeviceKeys } from './kiosk-identity.ts'

/** What enrolling and sending must find again after a reload. */
export interface SendingSettings {
  /** Contacts counted, so that none can be played again: see `SyncRequest.contact`. */
  readonly contacts: number
  /** An enrolment that the control room has still to confirm: the same token and key ask again, also after a reload. */
  readonly pending: PendingEnrolment | null
  /** Enrolled from a sealed envelope: the token that binds this tablet's key at the first contact. */
  readonly envelope: { readonly token: string; readonly publicKey: string } | null
  readonly damage: Damage | null
  readonly shiftCodes: ShiftCodes | null
}

export interface PendingEnrolment {
  readonly token: string
  readonly keys: DeviceKeys
  readonly publicKey: string
}

/** Records that were found damaged or gone. Nothing is decided until an officer has read it. */
export interface Damage {
  readonly epoch: number
  readonly fromSeq: number
  readonly toSeq: number
  readonly foundAt: EpochMs
  readonly seenBy: StaffId | 'nobody-on-shift' | null
}
