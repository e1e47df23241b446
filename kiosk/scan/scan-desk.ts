import type { PassageId } from '../../shared/ids.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import type { Result } from '../../shared/result.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { CrossingDesk } from '../crossing/crossing-desk.ts'
import { crossings, handsFreeHeld, type Notice, notice, storageFault, view } from '../kiosk-state.ts'
import type { KioskStore, LocalPassage } from '../log/kiosk-store.ts'
import { formTaker } from '../paper/form-taker.ts'
import type { PassageBook } from './passage-book.ts'
import type { PassageView } from './passage-view.ts'
import type { ScanStation } from './scan-station.ts'
import type { Choice, DecideRefusal } from './station/decide-passage.ts'
import type { HeldUp } from './station/read-passage.ts'

/** A green answer stays this long, or until another code is held up. */
export const ADMIT_SHOWN_MS = 2500
/** In a vehicle a red answer gives way to the next code, but never before it was seen. */
export const RED_SHOWN_MS = 1500
const NOTICE_MS = 2500

export interface ScanDeskDeps {
  readonly station: ScanStation
  readonly store: Pick<KioskStore, 'passage'>
  readonly book: PassageBook
  readonly vehicles: Pick<CrossingDesk, 'note' | 'viewOf'>
  readonly monotonicMs: () => number
  /** Something new lies in the log. */
  readonly onRecorded: () => void
  readonly signal: (outcome: Outcome) => void
  /** What a patrol records of itself with each new passage; null at a fixed checkpoint. */
  readonly standing?: () => ObservedValue | null
}

/** Which answer is on the screen, and what a code held up meanwhile does. */
export interface ScanDesk {
  readonly code: (text: string) => Promise<void>
  /** The code that the server has for nine letters that were typed. */
  readonly behindShortCode: (text: string) => Promise<void>
  readonly withoutCode: () => Promise<void>
  /** A form that was filled here stays on the screen until tapped; a paper keyed in is only noted. */
  readonly form: (read: PassageView) => Promise<void>
  readonly observe: (observed: ObservedValue) => Promise<void>
  readonly decide: (passage: PassageId, choice: Choice) => Promise<DecideRefusal | null>
  readonly annul: (passage: PassageId, reason: string) => Promise<DecideRefusal | null>
  readonly next: () => void
  /** Leaves a red answer open in its vehicle's list and goes on. */
  readonly later: () => void
  /** Brings an answer of the open vehicle back; false where its claims are gone. */
  readonly reopen: (passage: PassageId) => boolean
  /** A hand on a green answer: it no longer goes by itself. */
  readonly hold: () => void
}

export function createScanDesk(deps: ScanDeskDeps): ScanDesk {
  const screen = createScreen(deps.monotonicMs)
  const { show } = screen
  const recorded = async (next: PassageView): Promise<void> => {
    const local = await deps.store.passage(next.passage)
    if (local) await keepTrack(deps, next, local)
  }
  const shown = async (next: PassageView): Promise<void> => {
    show(next)
    // Behind the word on the screen, which is drawn first.
    await null
    deps.signal(next.verdict.outcome)
    deps.onRecorded()
    await recorded(next)
  }
  const arrived = async (next: PassageView): Promise<void> => {
    await shown(next)
    const standing = next.step.kind === 'unrecorded' ? null : (deps.standing?.() ?? null)
    if (standing) await stood(deps, next, { standing, show, recorded })
  }
  const read = codeReader(deps, { show, shown, arrived, shownForMs: screen.shownForMs })
  return {
    code: read,
    behindShortCode: (text) => read({ behindShortCode: text }),
    withoutCode: async () => arrived(await deps.station.readNothing()),
    form: async (read) => {
      const isPaper = read.reading.kind === 'form' && read.reading.paper !== null
      if (!isPaper) {
        await (view.value?.passage === read.passage ? shown(read) : arrived(read))
        return screen.hold()
      }
      deps.onRecorded()
      await recorded(read)
    },
    observe: async (observed) => {
      const current = view.value
      if (!current || current.step.kind === 'unrecorded') return
      await shown(await deps.station.observe(current, observed))
    },
    decide: async (passage, choice) => afterDeciding(deps, show, await deps.station.decide(passage, choice)),
    annul: async (passage, reason) => afterDeciding(deps, show, await deps.station.annul(passage, reason)),
    next: () => {
      if (!waitsForOfficer(view.value)) show(null)
    },
    later: () => {
      if (isAboard(view.value)) show(null)
    },
    reopen: (passage) => {
      const before = deps.vehicles.viewOf(passage)
      if (before) show(before, 'held')
      return before !== null
    },
    hold: screen.hold,
  }
}

async function keepTrack(deps: ScanDeskDeps, of: PassageView | null, local: LocalPassage): Promise<void> {
  deps.book.put(local)
  await deps.vehicles.note(of, local)
}

/** Where a patrol stands goes with the passage, and changes the screen only where it changes the answer. */
async function stood(
  deps: ScanDeskDeps,
  next: PassageView,
  by: { readonly standing: ObservedValue; readonly show: (next: PassageView) => void; readonly recorded: (next: PassageView) => Promise<void> },
): Promise<void> {
  const standing = await deps.station.observe(next, by.standing)
  if (view.value?.passage === next.passage && standing.verdict.outcome !== next.verdict.outcome) by.show(standing)
  else if (view.value?.passage === next.passage) view.value = standing
  deps.onRecorded()
  await by.recorded(standing)
}

async function afterDeciding(
  deps: ScanDeskDeps,
  show: (next: PassageView | null) => void,
  result: Result<LocalPassage, DecideRefusal>,
): Promise<DecideRefusal | null> {
  if (!result.ok) {
    if (result.error === 'storage') storageFault.value = true
    return result.error
  }
  const local = result.value
  const current = view.value?.passage === local.passage ? view.value : deps.vehicles.viewOf(local.passage)
  const stepped = current && deps.station.restep(current, local)
  if (stepped && view.value?.passage === local.passage) show(stepped.step.kind === 'open' ? stepped : null)
  say(local.decided ? 'recorded' : 'annulled')
  deps.onRecorded()
  await keepTrack(deps, stepped, local)
  return null
}

type Manner = 'passing' | 'held'

interface Screen {
  readonly show: (next: PassageView | null, manner?: Manner) => void
  readonly hold: () => void
  readonly shownForMs: () => number
}

/** What is on the screen, and when green leaves it. */
function createScreen(monotonicMs: () => number): Screen {
  let leaving: ReturnType<typeof setTimeout> | undefined
  let since = -Infinity
  const hold = (): void => {
    clearTimeout(leaving)
    handsFreeHeld.value = true
  }
  const show = (next: PassageView | null, manner: Manner = 'passing'): void => {
    clearTimeout(leaving)
    handsFreeHeld.value = false
    view.value = next
    since = monotonicMs()
    if (next) storageFault.value = next.step.kind === 'unrecorded'
    if (next?.step.kind !== 'decided') return
    if (manner === 'held') hold()
    else if (next.step.by === 'kiosk') leaving = setTimeout(() => show(null), ADMIT_SHOWN_MS)
  }
  return { show, hold, shownForMs: () => monotonicMs() - since }
}

interface Showing {
  readonly show: Screen['show']
  readonly shown: (next: PassageView) => Promise<void>
  readonly arrived: (next: PassageView) => Promise<void>
  readonly shownForMs: () => number
}

/** One code at a time; while an answer waits for the officer, only further documents of the same person go into the log. */
function codeReader(deps: ScanDeskDeps, { show, shown, arrived, shownForMs }: Showing): (held: HeldUp) => Promise<void> {
  let busy = false
  const holdsTheScreen = (): boolean => waitsForOfficer(view.value) && !(flowsOn(view.value) && shownForMs() >= RED_SHOWN_MS)
  return async (held) => {
    const text = typeof held === 'string' ? held : held.behindShortCode
    if (busy || formTaker.value?.(text)) return
    busy = true
    try {
      const joined = view.value && (await deps.station.addDocument(view.value, text))
      if (joined) return await shown(joined)
      if (holdsTheScreen()) {
        if (!deps.station.sighted(text, deps.monotonicMs())) say('decide-first')
        return
      }
      const answer = await deps.station.readCode(held)
      if (answer.kind === 'new') return await arrived(answer.view)
      // What was seen of somebody aboard is in the desk's memory; the station's answer stands in after a reload.
      const known = deps.vehicles.viewOf(answer.view.passage) ?? answer.view
      if (answer.kind === 'aboard') {
        show(known, 'held')
        say('already-aboard')
      } else if (waitsForOfficer(known) && !flowsOn(known) && view.value === null) show(known)
      else if (view.value?.passage !== answer.view.passage) say('just-read')
    } finally {
      busy = false
    }
  }
}

/** Nothing but green leaves the screen without a tap; what has not been recorded is nobody's to lose either. */
export function waitsForOfficer(shown: PassageView | null): boolean {
  return shown?.step.kind === 'open'
}

/** In the vehicle that is being scanned: its list keeps what is open in sight, so the screen may go on. */
export function isAboard(shown: PassageView | null): boolean {
  return shown?.crossing !== undefined && shown.crossing !== null && crossings.value[0]?.crossing === shown.crossing
}

function flowsOn(shown: PassageView | null): boolean {
  return isAboard(shown) && crossings.value[0]?.reds === 'wait-in-the-list'
}

let fading: ReturnType<typeof setTimeout> | undefined

/** A line over the picture for a moment. */
export function say(what: Notice): void {
  clearTimeout(fading)
  notice.value = what
  fading = setTimeout(() => {
    notice.value = null
  }, NOTICE_MS)
}
