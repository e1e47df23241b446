import type { PassageId } from '../../shared/ids.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import type { Result } from '../../shared/result.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import { DAY_MS } from '../../shared/units.ts'
import { handsFreeHeld, lastDecided, type Notice, notice, openScans, storageFault, view } from '../kiosk-state.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import type { PassageView } from './passage-view.ts'
import type { ScanStation } from './scan-station.ts'
import type { DecideRefusal } from './station/decide-passage.ts'

/** A green answer stays this long, or until another code is held up. */
export const ADMIT_SHOWN_MS = 2500
const NOTICE_MS = 2500
/** Open scans of earlier shifts are still listed this long. */
const OPEN_LISTED_MS = 3 * DAY_MS

export interface ScanDeskDeps {
  readonly station: ScanStation
  readonly store: KioskStore
  readonly now: () => number
  readonly monotonicMs: () => number
  /** Something new lies in the log. */
  readonly onRecorded: () => void
  readonly signal: (outcome: Outcome) => void
}

/** Which answer is on the screen, and what a code held up meanwhile does. */
export interface ScanDesk {
  readonly code: (text: string) => Promise<void>
  readonly withoutCode: () => Promise<void>
  readonly observe: (observed: ObservedValue) => Promise<void>
  readonly decide: (passage: PassageId, outcome: Outcome, reason: string | null) => Promise<DecideRefusal | null>
  readonly annul: (passage: PassageId, reason: string) => Promise<DecideRefusal | null>
  readonly next: () => void
  /** A hand on a green answer: it no longer goes by itself. */
  readonly hold: () => void
  readonly refresh: () => Promise<void>
}

export function createScanDesk(deps: ScanDeskDeps): ScanDesk {
  const screen = createScreen()
  const { show } = screen
  const shown = async (next: PassageView): Promise<void> => {
    show(next)
    deps.signal(next.verdict.outcome)
    deps.onRecorded()
    await refresh(deps)
  }
  const after = async (result: Result<LocalPassage, DecideRefusal>): Promise<DecideRefusal | null> => {
    if (!result.ok) {
      if (result.error === 'storage') storageFault.value = true
      return result.error
    }
    const current = view.value
    if (current?.passage === result.value.passage) {
      const stepped = deps.station.restep(current, result.value)
      show(stepped.step.kind === 'open' ? stepped : null)
    }
    say(result.value.decided ? 'recorded' : 'annulled')
    deps.onRecorded()
    await refresh(deps)
    return null
  }
  return {
    code: codeReader(deps, { show, shown }),
    withoutCode: async () => shown(await deps.station.readNothing()),
    observe: async (observed) => {
      const current = view.value
      if (!current || current.step.kind === 'unrecorded') return
      await shown(await deps.station.observe(current, observed))
    },
    decide: async (passage, outcome, reason) => after(await deps.station.decide(passage, outcome, reason)),
    annul: async (passage, reason) => after(await deps.station.annul(passage, reason)),
    next: () => {
      if (!waitsForOfficer(view.value)) show(null)
    },
    hold: screen.hold,
    refresh: () => refresh(deps),
  }
}

/** What is on the screen, and when green leaves it. */
function createScreen(): { readonly show: (next: PassageView | null) => void; readonly hold: () => void } {
  let leaving: ReturnType<typeof setTimeout> | undefined
  const show = (next: PassageView | null): void => {
    clearTimeout(leaving)
    handsFreeHeld.value = false
    view.value = next
    if (next) storageFault.value = next.step.kind === 'unrecorded'
    if (next?.step.kind === 'decided' && next.step.by === 'kiosk') leaving = setTimeout(() => show(null), ADMIT_SHOWN_MS)
  }
  const hold = (): void => {
    clearTimeout(leaving)
    handsFreeHeld.value = true
  }
  return { show, hold }
}

interface Showing {
  readonly show: (next: PassageView) => void
  readonly shown: (next: PassageView) => Promise<void>
}

/** One code at a time; while an answer waits for the officer, others are not even read into the log. */
function codeReader(deps: ScanDeskDeps, { show, shown }: Showing): ScanDesk['code'] {
  let busy = false
  return async (text) => {
    if (busy) return
    if (waitsForOfficer(view.value)) return deps.station.sighted(text, deps.monotonicMs())
    busy = true
    try {
      const answer = await deps.station.readCode(text)
      if (answer.kind === 'new') await shown(answer.view)
      else if (waitsForOfficer(answer.view) && view.value === null) show(answer.view)
      else if (view.value?.passage !== answer.view.passage) say('just-read')
    } finally {
      busy = false
    }
  }
}

/** Nothing but green leaves the screen without a tap. */
export function waitsForOfficer(shown: PassageView | null): boolean {
  return shown?.step.kind === 'open'
}

async function refresh(deps: ScanDeskDeps): Promise<void> {
  const recent = await deps.store.passagesSince(deps.now() - OPEN_LISTED_MS)
  openScans.value = recent.filter((passage) => !passage.decided).sort((a, b) => b.scannedAt - a.scannedAt)
  const decided = recent.filter((passage) => passage.decided).sort((a, b) => (b.decided?.decidedAt ?? 0) - (a.decided?.decidedAt ?? 0))
  lastDecided.value = decided[0] ?? null
}

let fading: ReturnType<typeof setTimeout> | undefined

function say(what: Notice): void {
  clearTimeout(fading)
  notice.value = what
  fading = setTimeout(() => {
    notice.value = null
  }, NOTICE_MS)
}
