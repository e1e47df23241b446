import { hexOf } from '../../shared/hex.ts'
import { asPassageId, type PassageId } from '../../shared/ids.ts'
import { type FormField, fillForm } from '../../shared/paper/fill-form.ts'
import type { FormInput } from '../../shared/paper/form-input.ts'
import { checkPaper, type PaperForm, type PaperProblem } from '../../shared/paper/paper-form.ts'
import type { Decision } from '../../shared/passage/records.ts'
import { err, type NonEmpty, ok, type Result } from '../../shared/result.ts'
import { originOf } from '../../shared/rules/origin.ts'
import type { Outcome } from '../../shared/rules/verdict.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { webSlowHash } from '../bundle/web-slow-hash.ts'
import { boardCrossing } from '../crossing/board-crossing.ts'
import type { KioskSettings } from '../log/kiosk-store.ts'
import { judgePassage } from '../scan/judge-passage.ts'
import { faultFinding, storageFinding, verdictOfFinding } from '../scan/kiosk-findings.ts'
import type { FormReading, PassageView, Step } from '../scan/passage-view.ts'
import { hitsOf } from '../scan/presented.ts'
import type { Situation } from '../scan/situation.ts'
import { keepRecords } from '../scan/station/keep-records.ts'
import { personalOf } from '../scan/station/personal-of.ts'
import { ADMITTED, admission, localOf, scanOf } from '../scan/station/scan-record.ts'
import type { StationDeps } from '../scan/station/station-deps.ts'

/** A paper that was filled by hand while nobody could scan: whose it is, and what was done then. */
export interface KeyedPaper extends Pick<PaperForm, 'serial' | 'writtenAt' | 'writtenBy'> {
  readonly outcome: Outcome
}

export type FormRefusal =
  | { readonly kind: 'fields'; readonly fields: readonly FormField[] }
  | { readonly kind: 'paper'; readonly problem: PaperProblem }
  | { readonly kind: 'no-bundle' }

/** A filled form becomes a passage like any other: scan, verdict, and what is personal apart and sealed. */
export async function readForm(deps: StationDeps, input: FormInput, keyed: KeyedPaper | null): Promise<Result<PassageView, FormRefusal>> {
  const situation = await deps.situation()
  const { bundle } = situation
  if (!bundle) return err({ kind: 'no-bundle' })
  const paper = await paperOf(deps, situation, keyed)
  if (!paper.ok) return err({ kind: 'paper', problem: paper.error })
  const filledAt = paper.value?.writtenAt ?? situation.now
  const filled = fillForm(input, { now: filledAt, areas: bundle.areas })
  if (!filled.ok) return err({ kind: 'fields', fields: filled.error })
  const reading: FormReading = { kind: 'form', ...filled.value, paper: paper.value, filledAt }
  return ok(await keepForm(deps, situation, { reading, bundle, done: keyed?.outcome ?? null }))
}

async function paperOf(deps: StationDeps, { officer, now }: Situation, keyed: KeyedPaper | null): Promise<Result<PaperForm | null, PaperProblem>> {
  if (keyed === null) return ok(null)
  if (officer === null) return err('same-officer')
  const { serial, writtenAt, writtenBy } = keyed
  return checkPaper({ serial, writtenAt, writtenBy, keyedBy: officer }, now, await serialsHere(deps))
}

async function serialsHere({ store }: Pick<StationDeps, 'store'>): Promise<readonly string[]> {
  return (await store.read('paperSerials')) ?? []
}

interface NewForm {
  readonly reading: FormReading
  readonly bundle: ReadyBundle
  /** What the writer of a paper did; null where the person stands here. */
  readonly done: Outcome | null
}

async function keepForm(deps: StationDeps, situation: Situation, form: NewForm): Promise<PassageView> {
  const { reading } = form
  const view = await judgeForm(asPassageId(hexOf(deps.random(16))), situation, form)
  const personal = personalOf(view.passage, reading)
  try {
    // Whoever is on a paper went on hours ago: no vehicle of now is theirs.
    const { crossing, crossings } = reading.paper ? { crossing: null, crossings: null } : await boardCrossing(deps, situation, view)
    const decided = form.done === null ? admission(view) : [paperDecision(view, reading, form.done)]
    const values: NonEmpty<ReturnType<typeof scanOf> | Decision> = [{ ...scanOf(situation, view, null), crossing }, ...decided]
    const settings = { ...(crossings && { crossings }), ...(await serialKept(deps, reading)) }
    await keepRecords(deps, situation, { values, local: localOf(view, null), settings, ...(personal && { personal }) })
    return { ...view, crossing }
  } catch {
    return { ...view, verdict: verdictOfFinding(storageFinding()), step: { kind: 'unrecorded' } }
  }
}

/** Whatever breaks, the answer is `refer`. */
async function judgeForm(passage: PassageId, situation: Situation, { reading, bundle, done }: NewForm): Promise<PassageView> {
  const what = { passage, reading, observations: [], earlier: null, lane: situation.lane, scannedAt: situation.now }
  const origin = originOf(reading.claims, bundle.areas)
  try {
    const hits = await hitsOf([reading], bundle, webSlowHash)
    const { verdict, handsFree } = judgePassage({ ...what, hits }, situation)
    return { ...what, hits, verdict, origin, step: stepOf(done, handsFree, verdict.outcome) }
  } catch (error) {
    const verdict = verdictOfFinding(faultFinding(String(error)))
    return { ...what, verdict, origin, step: stepOf(done, false, verdict.outcome) }
  }
}

function stepOf(done: Outcome | null, handsFree: boolean, outcome: Outcome): Step {
  if (done !== null) return { kind: 'decided', outcome: done, by: 'officer' }
  return handsFree ? ADMITTED : { kind: 'open', because: outcome === 'admit' ? 'amber' : 'verdict' }
}

/** What was done stands on the paper; where the rules would have said otherwise, the paper itself is the reason. */
function paperDecision(view: PassageView, { paper }: FormReading, outcome: Outcome): Decision {
  const { passage, lane, origin, verdict } = view
  const reason = `Theo phiếu giấy số ${paper?.serial ?? ''}`
  return {
    kind: 'decision',
    passage,
    lane: lane.id,
    direction: lane.direction,
    origin,
    outcome,
    verdictOutcome: verdict.outcome,
    officer: paper?.writtenBy ?? null,
    override: outcome === verdict.outcome ? null : { reason, secondOfficer: paper?.keyedBy ?? null },
    ...(paper && { writtenAt: paper.writtenAt }),
  }
}

/** Enough for a checkpoint's papers of several outages; what is older is seen by the server. */
const SERIALS_KEPT = 5000

async function serialKept(deps: StationDeps, { paper }: FormReading): Promise<Partial<KioskSettings>> {
  return paper === null ? {} : { paperSerials: [...(await serialsHere(deps)), paper.serial].slice(-SERIALS_KEPT) }
}
