import type { LaneId, StaffId } from '../../shared/ids.ts'
import type { Health, Shift } from '../../shared/passage/records.ts'
import type { Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { APP_VERSION } from '../app-version.ts'
import { bundle, contact, lane, language, officer, persisted, phase } from '../kiosk-state.ts'
import type { Journal } from '../log/journal.ts'
import type { KioskStore, Preferences } from '../log/kiosk-store.ts'
import type { PersonalDrafts } from '../sealing/personal-drafts.ts'
import { sealLeft } from '../sealing/seal-left.ts'
import { checkPin, type PinDeps, type PinProblem } from './check-pin.ts'

export interface ShiftDeskDeps extends PinDeps {
  readonly journal: Journal
  readonly personal: PersonalDrafts
  readonly now: () => EpochMs
}

export interface ShiftSummary {
  readonly decisions: number
  readonly openScans: number
}

export interface ShiftDesk {
  readonly start: (who: StaffId, pin: string) => Promise<PinProblem | null>
  /** Of anybody assigned here: a second officer's, without a shift of their own. */
  readonly checkPin: (who: StaffId, pin: string) => Promise<Result<null, PinProblem>>
  readonly summary: () => Promise<ShiftSummary>
  readonly end: () => Promise<void>
  readonly chooseLane: (id: LaneId) => Promise<void>
  readonly prefer: (change: Partial<Preferences>) => Promise<void>
}

export const DEFAULT_PREFERENCES: Preferences = { language: 'vi', lane: null, camera: 'environment' }

export function createShiftDesk(deps: ShiftDeskDeps): ShiftDesk {
  const prefer = async (change: Partial<Preferences>): Promise<void> => {
    const preferences = { ...((await deps.store.read('preferences')) ?? DEFAULT_PREFERENCES), ...change }
    await deps.store.write({ preferences })
    language.value = preferences.language
  }
  return {
    start: async (who, pin) => {
      const checked = await checkPin(deps, who, pin)
      if (!checked.ok) return checked.error
      const started: Shift = { kind: 'shift', event: 'start', officer: who, summary: null }
      await deps.journal.keep([started, await healthNow()], { shift: { officer: who, startedAt: deps.now() } })
      officer.value = who
      phase.value = { kind: 'scan' }
      return null
    },
    checkPin: (who, pin) => checkPin(deps, who, pin),
    summary: () => summaryOf(deps.store),
    end: async () => {
      const who = officer.value
      if (who === null) return
      await sealLeft(deps, { occurredAt: deps.now(), wallAt: Date.now() })
      const ended: Shift = { kind: 'shift', event: 'end', officer: who, summary: await summaryOf(deps.store) }
      await deps.journal.keep([ended], { shift: null })
      officer.value = null
      phase.value = { kind: 'shift' }
    },
    chooseLane: async (id) => {
      lane.value = bundle.value?.held.parts.checkpoint.lanes.find((known) => known.id === id) ?? lane.value
      await prefer({ lane: id })
    },
    prefer,
  }
}

/** What is handed over: decisions since the shift began, and scans that nobody has decided. */
async function summaryOf(store: KioskStore): Promise<ShiftSummary> {
  const shift = await store.read('shift')
  const startedAt = shift?.startedAt ?? 0
  const all = await store.passagesSince(0)
  return {
    decisions: all.filter(({ decided }) => decided && decided.decidedAt >= startedAt).length,
    openScans: all.filter(({ decided }) => !decided).length,
  }
}

async function healthNow(): Promise<Health> {
  return {
    kind: 'health',
    batteryPercent: await batteryPercent(),
    queued: contact.value.queued,
    persisted: persisted.value,
    appVersion: APP_VERSION,
  }
}

/** Chromium only; elsewhere nothing is known. */
async function batteryPercent(): Promise<number | null> {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null
  const battery: { readonly level?: unknown } = await navigator.getBattery()
  return typeof battery.level === 'number' ? Math.round(battery.level * 100) : null
}
