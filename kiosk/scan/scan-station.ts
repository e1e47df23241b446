import type { CrossingId, PassageId } from '../../shared/ids.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { hashText } from '../../shared/passage/chain.ts'
import type { ObservedValue } from '../../shared/passage/observation.ts'
import type { Crossing } from '../../shared/passage/records.ts'
import type { Result } from '../../shared/result.ts'
import {
  type AskedAnswer,
  answerAsked,
  beginCrossing,
  type CloseRefusal,
  type Closing,
  changeCrossing,
  closeCrossing,
  dropCrossing,
  takeUpCrossing,
} from '../crossing/close-crossing.ts'
import type { OpenCrossing } from '../crossing/open-crossing.ts'
import type { LocalPassage } from '../log/kiosk-store.ts'
import { joinForm } from '../paper/join-form.ts'
import { type FormRefusal, type KeyedPaper, readForm } from '../paper/read-form.ts'
import type { PassageView, Step } from './passage-view.ts'
import { Repeats } from './repeats.ts'
import { annulPassage } from './station/annul-passage.ts'
import { type Choice, type DecideRefusal, decidePassage } from './station/decide-passage.ts'
import { inTurn } from './station/in-turn.ts'
import { joinDocument } from './station/join-document.ts'
import { observePassage } from './station/observe-passage.ts'
import { type HeldUp, type ReadNow, readPassage } from './station/read-passage.ts'
import type { StationDeps } from './station/station-deps.ts'

export type ReadAnswer =
  | ReadNow
  /** The same code again within moments: the same answer, and nothing in the log. */
  | { readonly kind: 'repeat'; readonly view: PassageView }

/** The core of the kiosk: code in, records on the disk, answer out. Everything from outside is in `deps`. */
export interface ScanStation {
  readonly readCode: (held: HeldUp) => Promise<ReadAnswer>
  /** A code still in view while its answer waits for the officer: keeps it from counting as new a moment later. False where it is another. */
  readonly sighted: (text: string, monotonicMs: number) => boolean
  /** A further document of the person on the screen; null where it is not this passage's, or was taken a moment ago. */
  readonly addDocument: (view: PassageView, text: string) => Promise<PassageView | null>
  /** Another lane: the same code may now mean the other direction. */
  readonly forget: () => void
  /** A person who has no code at all. */
  readonly readNothing: () => Promise<PassageView>
  /** The one-minute form, or a paper that is keyed in. */
  readonly readForm: (input: FormInput, keyed: KeyedPaper | null) => Promise<Result<PassageView, FormRefusal>>
  /** The form of the person whose answer waits: no passage of its own. */
  readonly joinForm: (view: PassageView, input: FormInput) => Promise<Result<PassageView, FormRefusal>>
  readonly observe: (view: PassageView, observed: ObservedValue) => Promise<PassageView>
  readonly decide: (passage: PassageId, choice: Choice) => Promise<Result<LocalPassage, DecideRefusal>>
  readonly annul: (passage: PassageId, reason: string) => Promise<Result<LocalPassage, DecideRefusal>>
  /** The view as it stands after a decision or annulment of its passage. */
  readonly restep: (view: PassageView, passage: LocalPassage) => PassageView
  readonly beginCrossing: () => Promise<OpenCrossing>
  readonly changeCrossing: (id: CrossingId, change: (open: OpenCrossing) => OpenCrossing) => Promise<readonly OpenCrossing[]>
  readonly dropCrossing: (id: CrossingId) => Promise<void>
  readonly answerAsked: (id: CrossingId, answer: AskedAnswer) => Promise<void>
  readonly takeUpCrossing: (id: CrossingId) => Promise<void>
  readonly closeCrossing: (id: CrossingId, as: Closing) => Promise<Result<Crossing, CloseRefusal>>
}

/** Each act is a file of `station/` or `crossing/`; here they are put in turn and tied to what was just read. */
export function createScanStation(deps: StationDeps): ScanStation {
  const repeats = new Repeats<PassageView>()
  const next = inTurn()
  const renewed = (view: PassageView): PassageView => {
    repeats.renew(view, (old) => old.passage === view.passage)
    return view
  }
  return {
    readCode: (held) =>
      next(async (): Promise<ReadAnswer> => {
        const situation = await deps.situation()
        const code = hashText(typeof held === 'string' ? held : held.behindShortCode)
        const known = repeats.sighting(code, situation.monotonicMs)
        if (known) return { kind: 'repeat', view: known }
        const read = await readPassage(deps, situation, held)
        repeats.remember(code, read.view, situation.monotonicMs)
        return read
      }),
    sighted: (text, monotonicMs) => repeats.sighting(hashText(text), monotonicMs) !== null,
    addDocument: documentAdder(deps, next, { repeats, renewed }),
    forget: () => repeats.forget(),
    readNothing: () => next(async () => (await readPassage(deps, await deps.situation(), null)).view),
    readForm: (input, keyed) => next(() => readForm(deps, input, keyed)),
    joinForm: (view, input) =>
      next(async () => {
        const joined = await joinForm(deps, view, input)
        if (joined.ok) renewed(joined.value)
        return joined
      }),
    observe: (view, observed) => next(async () => renewed(await observePassage(deps, view, observed))),
    decide: (passage, choice) => next(() => decidePassage(deps, passage, choice)),
    annul: (passage, reason) => next(() => annulPassage(deps, passage, reason)),
    restep: (view, passage) => renewed({ ...view, step: stepAfter(passage) }),
    ...crossingActs(deps, next),
  }
}

interface Remembering {
  readonly repeats: Repeats<PassageView>
  readonly renewed: (view: PassageView) => PassageView
}

/** In front of the camera a paper is read ten times a second: it joins once, and one that does not belong is opened once. */
function documentAdder(deps: StationDeps, next: ReturnType<typeof inTurn>, { repeats, renewed }: Remembering): ScanStation['addDocument'] {
  const strangers = new Repeats<true>()
  return (view, text) =>
    next(async () => {
      const { monotonicMs } = await deps.situation()
      const code = hashText(text)
      const stranger = `${view.passage} ${code}`
      if (repeats.sighting(code, monotonicMs) || strangers.sighting(stranger, monotonicMs)) return null
      const joined = await joinDocument(deps, view, text)
      if (joined === null) strangers.remember(stranger, true, monotonicMs)
      else repeats.remember(code, joined, monotonicMs)
      return joined && renewed(joined)
    })
}

type CrossingActs = Pick<ScanStation, 'beginCrossing' | 'changeCrossing' | 'dropCrossing' | 'answerAsked' | 'takeUpCrossing' | 'closeCrossing'>

function crossingActs(deps: StationDeps, next: ReturnType<typeof inTurn>): CrossingActs {
  return {
    beginCrossing: () => next(async () => beginCrossing(deps, await deps.situation())),
    changeCrossing: (id, change) => next(async () => changeCrossing(deps, await deps.situation(), { id, change })),
    dropCrossing: (id) => next(() => dropCrossing(deps, id)),
    answerAsked: (id, answer) => next(async () => answerAsked(deps, await deps.situation(), { id, ...answer })),
    takeUpCrossing: (id) => next(() => takeUpCrossing(deps, id)),
    closeCrossing: (id, as) => next(async () => closeCrossing(deps, await deps.situation(), { id, as })),
  }
}

function stepAfter(passage: LocalPassage): Step {
  if (!passage.decided) return { kind: 'open', because: 'annulled' }
  return { kind: 'decided', outcome: passage.decided.outcome, by: 'officer' }
}
