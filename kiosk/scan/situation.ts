import type { Lane, Language } from '../../shared/checkpoints/checkpoint.ts'
import type { StaffId } from '../../shared/ids.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'

/** All that stands around a reading, taken at one moment. */
export interface Situation {
  readonly now: EpochMs
  readonly wallAt: EpochMs
  readonly monotonicMs: number
  readonly clock: 'sure' | 'doubtful'
  readonly bundle: ReadyBundle | null
  readonly officer: StaffId | null
  readonly lane: Lane
  readonly online: boolean
  readonly language: Language
}
