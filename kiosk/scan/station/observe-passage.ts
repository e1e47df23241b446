import type { ObservedValue } from '../../../shared/passage/observation.ts'
import type { BodyValue, PersonalClaims } from '../../../shared/passage/records.ts'
import type { NonEmpty } from '../../../shared/result.ts'
import { observationSlot } from '../../../shared/rules/observed.ts'
import { recordVerdict } from '../../../shared/rules/record-verdict.ts'
import type { KioskSettings } from '../../log/kiosk-store.ts'
import { judgePassage } from '../judge-passage.ts'
import { faultFinding, verdictOfFinding } from '../kiosk-findings.ts'
import type { PassageView, Step } from '../passage-view.ts'
import type { Situation } from '../situation.ts'
import { keepRecords } from './keep-records.ts'
import { ADMITTED, admission, localOf } from './scan-record.ts'
import type { StationDeps } from './station-deps.ts'

/** What the officer saw is judged with all that was known; a green one that turns stricter is taken back in the same breath. */
export async function observePassage(deps: StationDeps, view: PassageView, observed: ObservedValue): Promise<PassageView> {
  return judgeAgain(deps, await deps.situation(), { view, observed, personal: null })
}

export interface SeenAgain {
  readonly view: PassageView
  readonly observed: ObservedValue
  /** Of a document held up just now. */
  readonly personal: PersonalClaims | null
  /** The vehicles as they stand with it. */
  readonly settings?: Partial<KioskSettings>
}

/** The verdict with what came besides, and both in the log before anything is shown. */
export async function judgeAgain(deps: StationDeps, situation: Situation, { view, observed, personal, settings }: SeenAgain): Promise<PassageView> {
  const others = view.observations.filter((old) => observationSlot(old) !== observationSlot(observed))
  const observations = [...others, { ...observed, observedAt: situation.now }]
  try {
    const { verdict, handsFree } = judgePassage({ ...view, observations }, situation)
    const local = (await deps.store.passage(view.passage)) ?? localOf(view, null)
    const taken: BodyValue[] = []
    if (local.decided && view.step.kind === 'decided' && view.step.by === 'kiosk' && verdict.outcome !== 'admit')
      taken.push({ kind: 'annul', passage: view.passage, reason: ANNULLED_BY_OBSERVATION, officer: situation.officer })
    // What an officer took back by hand, only a hand gives again.
    const takenBack = view.step.kind === 'open' && view.step.because === 'annulled'
    const admits = handsFree && !local.decided && !takenBack
    const open: Step = takenBack ? view.step : { kind: 'open', because: verdict.outcome === 'admit' ? 'amber' : 'verdict' }
    const step: Step = admits ? ADMITTED : local.decided && taken.length === 0 ? view.step : open
    const next: PassageView = { ...view, observations, verdict, step }
    const seen: BodyValue = { kind: 'observation', passage: view.passage, observed, verdict: recordVerdict(verdict) }
    const values: NonEmpty<BodyValue> = [seen, ...taken, ...(admits ? admission(next) : [])]
    await keepRecords(deps, situation, { values, local: localOf(next, local.decided), ...(personal && { personal }), ...(settings && { settings }) })
    return next
  } catch (error) {
    return { ...view, observations, verdict: verdictOfFinding(faultFinding(String(error))), step: view.step.kind === 'decided' ? view.step : UNSAFE }
  }
}

const UNSAFE: Step = { kind: 'open', because: 'verdict' }
const ANNULLED_BY_OBSERVATION = 'Quan sát của cán bộ làm thay đổi kết quả'
