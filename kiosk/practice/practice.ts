import { MINUTE_MS } from '../../shared/units.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { createCrossingDesk } from '../crossing/crossing-desk.ts'
import { bundle, notice, view } from '../kiosk-state.ts'
import { createPassageBook } from '../scan/passage-book.ts'
import { createScanDesk, type ScanDesk } from '../scan/scan-desk.ts'
import { createScanStation } from '../scan/scan-station.ts'
import type { Situation } from '../scan/situation.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'
import { playOutcome } from '../verdict/outcome-signal.ts'
import { createPracticeStore } from './practice-store.ts'
import { practice, type RunningPractice } from './running-practice.ts'
import type { SpecimenSet } from './specimens.ts'

/** Left lying, a practice ends by itself: nobody must scan a real person into it. */
export const PRACTICE_IDLE_MS = 5 * MINUTE_MS

export interface Practice {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface PracticeDeps {
  /** Those of the real station: its clocks and ports are borrowed, its disk and log never. */
  readonly station: StationDeps
  /** The real lists on the screen again. */
  readonly restore: () => Promise<void>
}

export function createPractice(deps: PracticeDeps): Practice {
  let idle: ReturnType<typeof setTimeout> | undefined
  const stop = async (): Promise<void> => {
    clearTimeout(idle)
    if (practice.value === null) return
    practice.value = null
    view.value = null
    await deps.restore()
  }
  const touch = (): void => {
    clearTimeout(idle)
    idle = setTimeout(() => void stop(), PRACTICE_IDLE_MS)
  }
  return {
    start: async () => {
      const held = bundle.value
      if (!held || practice.value !== null) return
      const { now } = await deps.station.situation()
      const { makeSpecimens } = await import('./specimens.ts')
      const set = await makeSpecimens({ bundle: held, now, random: deps.station.random })
      view.value = null
      practice.value = await runPractice(deps.station, set, touch)
      touch()
    },
    stop,
  }
}

async function runPractice(real: StationDeps, set: SpecimenSet, touch: () => void): Promise<RunningPractice> {
  const store = createPracticeStore()
  const station = createScanStation(practiceDeps(real, set, store))
  const now = (): number => Date.now()
  const book = createPassageBook(store, now)
  const vehicles = createCrossingDesk({ station, store, onRecorded: touch })
  const monotonicMs = (): number => performance.now()
  const scans = createScanDesk({ station, store, book, vehicles, monotonicMs, onRecorded: touch, signal: playOutcome })
  await book.restore()
  await vehicles.restore()
  return { scans: specimensOnly(scans, set), vehicles, forgetSightings: station.forget, specimens: set.specimens }
}

/** The real station's, but for the disk, the sealed drafts and the keys: only this practice's specimens open. */
export function practiceDeps(real: StationDeps, set: SpecimenSet, store: StationDeps['store']): StationDeps {
  const nothing = async () => ({ drafts: [], settings: {} })
  return {
    ...real,
    store,
    personal: { settle: nothing, settleAll: nothing, recall: async () => [] },
    situation: async (): Promise<Situation> => {
      const situation = await real.situation()
      return { ...situation, bundle: situation.bundle && withPracticeKey(situation.bundle, set) }
    },
  }
}

/** A demo's policy, so that specimens count as they would; the key of this practice and no other. */
function withPracticeKey(real: ReadyBundle, { key }: SpecimenSet): ReadyBundle {
  const { parts } = real.held
  return {
    ...real,
    held: { ...real.held, parts: { ...parts, keys: { keys: [key] }, policy: { ...parts.policy, demoOffsetMs: parts.policy.demoOffsetMs ?? 0 } } },
  }
}

/** A real person's code is never judged here: the screen says to leave the practice first. */
export function specimensOnly(scans: ScanDesk, { specimens }: SpecimenSet): ScanDesk {
  const known = new Set(specimens.map(({ code }) => code))
  return {
    ...scans,
    code: async (text) => {
      if (known.has(text)) return scans.code(text)
      notice.value = 'practice-real'
    },
  }
}
