import { PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import type { Lane } from '../../shared/checkpoints/checkpoint.ts'
import type { OpenError } from '../../shared/credential/credential.ts'
import type { PassageId } from '../../shared/ids.ts'
import { lookUpCredentials } from '../../shared/lists/find-hits.ts'
import type { Observation } from '../../shared/passage/observation.ts'
import { isNonEmpty } from '../../shared/result.ts'
import type { Explanation } from '../../shared/rules/explain.ts'
import { verdictOfOpenError } from '../../shared/rules/findings.ts'
import type { Listed, Lists, Passing } from '../../shared/rules/passing.ts'
import { compareOutcomes, type Reason, type Verdict } from '../../shared/rules/verdict.ts'
import { type EpochMs, HOUR_MS } from '../../shared/units.ts'
import { APP_VERSION, isOlderVersion } from '../app-version.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { type BundleFreshness, freshnessOfBundle } from '../bundle/staleness.ts'
import type { EarlierUse } from '../crossing/vehicle-of.ts'
import { documentFindings, inTheirWords } from './document-findings.ts'
import { clockFinding, doubleUseFinding, noBundleFinding, oldAppFinding, staleFinding, verdictOfFinding, withFindings } from './kiosk-findings.ts'
import type { PassageView } from './passage-view.ts'
import { presentedBy, readingsOf } from './presented.ts'
import type { Situation } from './situation.ts'

export interface Case extends Pick<PassageView, 'reading' | 'joined' | 'hits'> {
  readonly passage: PassageId
  readonly observations: readonly Observation[]
  readonly earlier: EarlierUse | null
  readonly lane: Lane
}

/** As much of the situation as a verdict hangs on. */
export type Moment = Pick<Situation, 'now' | 'clock' | 'bundle'>

export interface Judgement {
  readonly verdict: Verdict
  /** An `admit` that no officer has to touch. */
  readonly handsFree: boolean
}

/** Parts whose age no rule can see: too old, and everything is `refer`. Zones and watch-list become unknown facts instead. */
const PARTS_UNDER_EVERY_VERDICT: readonly PartName[] = ['rules', 'keys', 'areas', 'checkpoint', 'policy']

export function judgePassage(what: Case, situation: Situation): Judgement {
  const { bundle } = situation
  if (!bundle) return { verdict: verdictOfFinding(noBundleFinding()), handsFree: false }
  const freshness = freshnessOf(bundle, situation)
  const error = unansweredError(what)
  const byRules = error ? verdictOfOpenError(error) : bundle.judge(passingOf(what, situation, bundle), momentOf(what, situation))
  const verdict = withFindings(inTheirWords(byRules, readingsOf(what)), [...bundleFindings(bundle, freshness), ...findingsOf(what, situation)])
  return { verdict, handsFree: verdict.outcome === 'admit' && freshness.worst === 'fresh' && what.reading.kind !== 'fault' }
}

/**
 * What would be milder, the kiosk's own findings counted in: a double use stays `refer` whatever paper is brought. Null
 * where no rule was asked.
 */
export async function explainPassage(what: Case, moment: Moment): Promise<Explanation | null> {
  const { bundle } = moment
  if (!bundle || unansweredError(what) || what.reading.kind === 'fault') return null
  const explanation = await bundle.explain(passingOf(what, moment, bundle), momentOf(what, moment))
  const findings = [...bundleFindings(bundle, freshnessOf(bundle, moment)), ...findingsOf(what, moment)]
  if (!isNonEmpty(findings)) return explanation
  const verdict = withFindings(explanation.verdict, findings)
  const changes = explanation.changes
    .map((change) => ({ ...change, outcome: compareOutcomes(change.outcome, 'refer') < 0 ? ('refer' as const) : change.outcome }))
    .filter(({ outcome }) => compareOutcomes(outcome, verdict.outcome) < 0)
  return { ...explanation, verdict, changes }
}

/** Why the code did not open, until something that opened was held up in its place. */
function unansweredError({ reading, joined = [] }: Pick<Case, 'reading' | 'joined'>): OpenError | null {
  return reading.kind === 'unreadable' && joined.length === 0 ? reading.error : null
}

function freshnessOf(bundle: ReadyBundle, situation: Moment): BundleFreshness {
  return freshnessOfBundle(bundle.held.manifest, bundle.held.parts.policy, situation.now)
}

function bundleFindings(bundle: ReadyBundle, freshness: BundleFreshness): readonly Reason[] {
  const findings: Reason[] = []
  const { minAppVersion } = bundle.held.parts.policy
  if (isOlderVersion(APP_VERSION, minAppVersion)) findings.push(oldAppFinding(minAppVersion))
  const stalePart = PARTS_UNDER_EVERY_VERDICT.find((part) => freshness.of(part) === 'stale')
  if (stalePart) findings.push(staleFinding(stalePart, Math.floor(freshness.ageMs / HOUR_MS)))
  return findings
}

function findingsOf(what: Case, situation: Moment): readonly Reason[] {
  const findings: Reason[] = []
  if (situation.clock === 'doubtful') findings.push(clockFinding())
  if (what.earlier) findings.push(doubleUseFinding(what.earlier, situation.now))
  return [...findings, ...readingsOf(what).flatMap(documentFindings)]
}

function passingOf(what: Case, situation: Moment, bundle: ReadyBundle): Passing {
  return {
    passageId: what.passage,
    checkpoint: bundle.held.parts.checkpoint,
    direction: what.lane.direction,
    documents: readingsOf(what).flatMap((reading) => presentedBy(reading) ?? []),
    observations: what.observations,
    lists: listsOf(what, situation, bundle),
    areas: bundle.areas,
    audience: 'officer',
  }
}

/** A paper is judged by the time it was written at: its writer let the person go on by the rules of that hour. */
function momentOf({ reading }: Case, { now }: Pick<Moment, 'now'>): EpochMs {
  return reading.kind === 'form' && reading.paper !== null ? reading.paper.writtenAt : now
}

function listsOf({ reading, hits }: Case, situation: Moment, bundle: ReadyBundle): Lists {
  const freshness = freshnessOf(bundle, situation)
  const unlessStale = <T>(part: PartName, listed: Listed<T>): Listed<T> =>
    freshness.of(part) === 'stale' ? { state: 'unknown', why: 'stale' } : listed
  // Without a look-up only the code's own id was asked for: of every other list that is unknown, never "no".
  const named = Object.keys(bundle.held.parts.lists.lists).map((list) => [list, unlessStale('lists', hits?.named[list] ?? NOT_ASKED)] as const)
  return {
    zones: unlessStale('zones', { state: 'known', value: bundle.held.parts.zones.zones }),
    watch: unlessStale('watch-list', hits?.watch ?? lookUpCredentials(reading.kind === 'credential' ? [reading.credential.id] : [], bundle.lists)),
    named: Object.fromEntries(named),
  }
}

const NOT_ASKED = { state: 'unknown', why: 'missing' } as const

/** The version of each part that a verdict rests on, as the record keeps it. */
export function partVersions(bundle: ReadyBundle | null): { readonly [part: string]: number } {
  if (!bundle) return {}
  return Object.fromEntries(PART_NAMES.map((name) => [name, bundle.held.manifest.parts[name].version]))
}

/** The deciding reason: what the screen says in large. Only a plain `admit` has none. */
export function decidingReason(verdict: Verdict): Reason | null {
  const reasons = verdict.reasons
  return isNonEmpty(reasons) ? reasons[0] : null
}
