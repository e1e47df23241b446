import type { LaneId, StaffId } from '../../shared/ids.ts'
import type { Health, Shift, ShiftSummary } from '../../shared/passage/records.ts'
import type { Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import { APP_VERSION } from '../app-version.ts'
import { bundle, contact, handOver, lane, language, officer, persisted, phase } from '../kiosk-state.ts'
import type { Journal } from '../log/journal.ts'
import type { Preferences } from '../log/kiosk-store.ts'
import type { PersonalDrafts } from '../sealing/personal-drafts.ts'
import { sealLeft } from '../sealing/seal-left.ts'
import { batteryPercent } from './battery.ts'
import { checkPin, type PinDeps, type PinProblem } from './check-pin.ts'
import { checkShiftCode } from './shift-codes.ts'
import { summaryOf } from './shift-summary.ts'

export interface ShiftDeskDeps extends PinDeps {
  readonly journal: Journal
  readonly personal: PersonalDrafts
  readonly now: () => EpochMs
}

export interface ShiftDesk {
  readonly start: (who: StaffId, pin: string) => Promise<PinProblem | 'codes-locked' | null>
  /** Of anybody assigned here: a second officer's, without a shift of their own. */
  readonly checkPin: (who: StaffId, pin: string) => Promise<Result<null, PinProblem>>
  readonly summary: () => Promise<ShiftSummary>
  /** With a word for whoever comes next. */
  readonly end: (note?: string) => Promise<void>
  readonly chooseLane: (id: LaneId) => Promise<void>
  readonly prefer: (change: Partial<Preferences>) => Promise<void>
}

/** A few lines, read standing. */
export const MAX_NOTE = 300

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
      // Only where neither network nor verifier can say: then a code from a sealed envelope opens this one shift.
      const mayUseCode = !checked.ok && (checked.error === 'first-login-needs-network' || checked.error === 'locked')
      const code = mayUseCode ? await checkShiftCode(deps, pin) : null
      if (!checked.ok && !code?.ok) return code?.error === 'codes-locked' ? 'codes-locked' : checked.error
      const used = code?.ok ? code.value : null
      const started: Shift = { kind: 'shift', event: 'start', officer: who, summary: null, ...(used && { code: used.code }) }
      const shift = { officer: who, startedAt: deps.now() }
      await deps.journal.keep([started, await healthNow()], { shift, handOver: null, ...(used && { shiftCodes: used.left }) })
      officer.value = who
      handOver.value = null
      phase.value = { kind: 'scan' }
      return null
    },
    checkPin: (who, pin) => checkPin(deps, who, pin),
    summary: () => summaryOf(deps.store, contact.value.queued),
    end: async (note = '') => {
      const who = officer.value
      if (who === null) return
      await sealLeft(deps, { occurredAt: deps.now(), wallAt: Date.now() })
      const summary = await summaryOf(deps.store, contact.value.queued)
      const left = { from: who, at: deps.now(), note: note.trim().slice(0, MAX_NOTE), openScans: summary.openScans }
      await deps.journal.keep([{ kind: 'shift', event: 'end', officer: who, summary }], { shift: null, handOver: left })
      handOver.value = left
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

async function healthNow(): Promise<Health> {
  return {
    kind: 'health',
    batteryPercent: await batteryPercent(),
    queued: contact.value.queued,
    persisted: persisted.value,
    appVersion: APP_VERSION,
  }
}
