import { signal } from '@preact/signals'
import type { CrossingDesk } from '../crossing/crossing-desk.ts'
import type { ScanDesk } from '../scan/scan-desk.ts'
import type { Specimen } from './specimens.ts'

/** What the screens act on while a practice runs, in place of the real desks. */
export interface RunningPractice {
  readonly scans: ScanDesk
  readonly vehicles: CrossingDesk
  readonly forgetSightings: () => void
  readonly specimens: readonly Specimen[]
}

/** Runs in place of the real thing; null while people are scanned. */
export const practice = signal<RunningPractice | null>(null)
