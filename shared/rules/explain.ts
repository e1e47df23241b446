import type { Texts } from '../checkpoints/checkpoint.ts'
import { type EpochMs, MINUTE_MS } from '../units.ts'
import type { CompiledRules } from './compile.ts'
import { changeTexts } from './counterfactuals/change-texts.ts'
import type { Change, Counterfactual } from './counterfactuals/counterfactual.ts'
import { answerChanges, observationChanges } from './counterfactuals/officer-changes.ts'
import { createProbe, type Probe } from './counterfactuals/probe.ts'
import { dateChanges, doseChanges, testChanges } from './counterfactuals/provable-changes.ts'
import { evaluate } from './evaluate.ts'
import { type InParts, inOneGo } from './in-parts.ts'
import { OUTCOME_WORDS } from './outcome-texts.ts'
import type { Passing } from './passing.ts'
import { compareOutcomes, type Outcome, type Reason, type Verdict } from './verdict.ts'

/** A verdict with what stands behind it and what would change it. */
export interface Explanation {
  /** The same that `evaluate` gives. */
  readonly verdict: Verdict
  readonly layers: Layers
  /** By kind, the smallest changes that give a milder outcome; of one kind the milder outcomes later. */
  readonly changes: readonly Counterfactual[]
}

/** What the national layer alone would say, beside what it says with the province's rules. */
export interface Layers {
  /** Null where no national ruleset is held. */
  readonly national: Outcome | null
  readonly withProvince: Outcome
  /** Both in words; null where the province is not stricter. */
  readonly texts: Texts | null
}

/**
 * Why, and what would be milder: computed by asking the engine again, never by a second reading of the rules. Some dozens
 * of evaluations, each counterfactual one of them. A preview is told only what can be proved, and only once nothing is
 * left unanswered.
 */
export function explain(rules: CompiledRules, passing: Passing, now: EpochMs): Explanation {
  return inOneGo(explainInParts(createProbe(rules, { passing, now })))
}

/** The same for a server, which others ask meanwhile. */
export function* explainInParts(probe: Probe): InParts<Explanation> {
  const { verdict } = probe
  const layers = layersOf(probe)
  if (verdict.outcome === 'admit') return { verdict, layers, changes: [] }
  return { verdict, layers, changes: yield* changesOrNone(probe) }
}

/** A search that breaks costs the changes, never the verdict. */
function* changesOrNone(probe: Probe): InParts<readonly Counterfactual[]> {
  try {
    return yield* changesOf(probe)
  } catch {
    return []
  }
}

function* changesOf(probe: Probe): InParts<readonly Counterfactual[]> {
  if (probe.passing.audience === 'preview') {
    return isFullyAnswered(probe) ? (yield* provable(probe)).map((change) => counterfactual(probe, change, 'public')) : []
  }
  const seenByPublic = createProbe(probe.rules, { passing: { ...probe.passing, audience: 'preview' }, now: probe.now })
  return [
    ...[...observationChanges(probe), ...answerChanges(probe)].map((change) => counterfactual(probe, change, 'officer')),
    ...(yield* provable(probe)).map((change) => counterfactual(probe, change, isPublic(change, probe, seenByPublic) ? 'public' : 'officer')),
  ]
}

function* provable(probe: Probe): InParts<readonly Change[]> {
  return [...(yield* testChanges(probe)), ...(yield* doseChanges(probe)), ...(yield* dateChanges(probe))]
}

function counterfactual(probe: Probe, change: Change, audience: Counterfactual['audience']): Counterfactual {
  return { kind: change.kind, change, outcome: probe.after(change).outcome, texts: changeTexts(change, probe.passing), audience }
}

/** Somebody still answering could try answers out; nothing is told that would reward it. */
function isFullyAnswered({ passing, verdict }: Probe): boolean {
  const reasons: readonly Reason[] = verdict.reasons
  if (reasons.some(({ unknown }) => unknown.length > 0)) return false
  return passing.documents.every(({ claims }) => claims.symptoms !== null && claims.exposures !== null && claims.stops.length > 0)
}

/** True of the public's own view as well: else it would tell that a list names somebody, or until when. */
function isPublic(change: Change, probe: Probe, seen: Probe): boolean {
  const promised = probe.after(change).outcome
  if (!isFullyAnswered(seen) || seen.verdict.outcome !== probe.verdict.outcome || seen.after(change).outcome !== promised) return false
  if (change.kind !== 'date') return true
  return compareOutcomes(seen.after({ kind: 'date', from: change.from - MINUTE_MS }).outcome, promised) > 0
}

function layersOf({ rules, passing, now, verdict }: Probe): Layers {
  const rulesets = rules.rulesets.filter(({ ruleset }) => ruleset.layer === 'national')
  const withProvince = verdict.outcome
  if (rulesets.length === 0) return { national: null, withProvince, texts: null }
  const national = evaluate({ ...rules, rulesets }, passing, now).outcome
  return { national, withProvince, texts: compareOutcomes(national, withProvince) < 0 ? stricterTexts(national, withProvince) : null }
}

function stricterTexts(national: Outcome, withProvince: Outcome): Texts {
  const [alone, both] = [OUTCOME_WORDS[national], OUTCOME_WORDS[withProvince]]
  return {
    vi: `Quy định chung toàn quốc: ${alone.vi}. Quy định của địa phương nghiêm hơn: ${both.vi}.`,
    en: `National rules alone: ${alone.en}. The rules here are stricter: ${both.en}.`,
  }
}
