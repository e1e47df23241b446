import type { Verify } from '../../../shared/credential/credential.ts'
import type { StaffId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { KioskStore, LogEntry } from '../../log/kiosk-store.ts'
import type { PersonalDrafts } from '../../sealing/personal-drafts.ts'
import type { PinProblem } from '../../shift/check-pin.ts'
import type { Situation } from '../situation.ts'

/** As much of the disk as the station writes and reads. */
export interface StationStore extends Pick<KioskStore, 'read' | 'write' | 'passage' | 'passagesOf'> {
  append(entry: LogEntry): Promise<unknown>
}

export interface StationDeps {
  readonly store: StationStore
  readonly verify: Verify
  readonly personal: PersonalDrafts
  readonly random: (bytes: number) => Uint8Array
  /** Reads both clocks first, so that a jump is known before the verdict. */
  readonly situation: () => Promise<Situation>
  /** Of a second officer, who stands by an override. */
  readonly checkPin: (officer: StaffId, pin: string) => Promise<Result<null, PinProblem>>
}
