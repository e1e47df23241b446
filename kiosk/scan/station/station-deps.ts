import type { Verify } from '../../../shared/credential/credential.ts'
import type { KioskStore } from '../../log/kiosk-store.ts'
import type { PersonalDrafts } from '../../sealing/personal-drafts.ts'
import type { Situation } from '../situation.ts'

export interface StationDeps {
  readonly store: KioskStore
  readonly verify: Verify
  readonly personal: PersonalDrafts
  readonly random: (bytes: number) => Uint8Array
  /** Reads both clocks first, so that a jump is known before the verdict. */
  readonly situation: () => Promise<Situation>
}
