import type { AreaTable } from '../areas/area-table.ts'
import type { Checkpoint, Texts } from '../checkpoints/checkpoint.ts'
import type { Declaration } from '../declaration/declaration.ts'
import { asPassageId, type CheckpointId } from '../ids.ts'
import type { EpochMs } from '../units.ts'
import { type CompiledRules, compileRulesets } from './compile.ts'
import { createProbe } from './counterfactuals/probe.ts'
import { evaluate, evaluateUnexplained } from './evaluate.ts'
import { explainInParts } from './explain.ts'
import { type InParts, inOneGo, judgedInParts } from './in-parts.ts'
import { type OtherTime, otherTimes } from './other-times.ts'
import type { Passing } from './passing.ts'
import type { Ruleset, Zone } from './ruleset.ts'
import type { Outcome, Verdict } from './verdict.ts'

/** Public facts only: all that a preview may read besides what was typed. */
export interface PreviewFacts {
  readonly checkpoints: readonly Checkpoint[]
  readonly rulesets: readonly Ruleset[]
  readonly zones: readonly Zone[]
  readonly areas: AreaTable
}

/** A preview is of no passage; the same declaration previews alike wherever it is asked. */
const NO_PASSAGE = asPassageId('0'.repeat(32))

/** What the chosen checkpoint will say at the hour of arrival, from typed facts alone: never from lists of persons. */
export function previewVerdict(declaration: Declaration, facts: PreviewFacts, now: EpochMs): Verdict {
  const { rules, passing } = previewed(declaration, facts, now)
  return evaluate(rules, passing, stillToCome(declaration, now).arrivalAt)
}

/** Who stands in line past the hour that they named is judged when they are called: by what is in force then. */
function stillToCome(declaration: Declaration, now: EpochMs): Declaration {
  return declaration.arrivalAt < now ? { ...declaration, arrivalAt: now } : declaration
}

/** All that the public page tells before the trip. */
export interface Preview {
  readonly verdict: Verdict
  /** What can be proved and would give a milder answer: a test, a dose, a date. */
  readonly changes: readonly { readonly outcome: Outcome; readonly texts: Texts }[]
  /** Where the province is stricter than the national rules, both in words. */
  readonly layers: Texts | null
  /** Other checkpoints open at the same hour whose answer differs. */
  readonly elsewhere: readonly { readonly checkpoint: CheckpointId; readonly outcome: Outcome }[]
  /** Other hours at this checkpoint whose answer differs, of those that the form offers. */
  readonly times: readonly OtherTime[]
}

/** The verdict with what would be milder and where it differs, as far as the public may be told. */
export function preview(declared: Declaration, facts: PreviewFacts, now: EpochMs): Preview {
  return inOneGo(previewInParts(declared, facts, now))
}

/** The same for a server, which kiosks ask meanwhile: some hundred verdicts are found for it. */
export function* previewInParts(declared: Declaration, facts: PreviewFacts, now: EpochMs): InParts<Preview> {
  const declaration = stillToCome(declared, now)
  const { rules, passing } = previewed(declaration, facts, now)
  const probe = createProbe(rules, { passing, now: declaration.arrivalAt })
  const { verdict, changes, layers } = yield* explainInParts(probe)
  return {
    verdict,
    changes: changes.map(({ outcome, texts }) => ({ outcome, texts })),
    layers: layers.texts,
    elsewhere: yield* elsewhere(declaration, facts, { verdict, rules, now }),
    times: yield* otherTimes(probe, now),
  }
}

interface Here {
  readonly verdict: Verdict
  readonly rules: CompiledRules
  readonly now: EpochMs
}

function* elsewhere(declaration: Declaration, facts: PreviewFacts, { verdict, rules, now }: Here): InParts<Preview['elsewhere']> {
  const { arrivalAt, checkpoint: chosen, direction } = declaration
  const authority = facts.checkpoints.find(({ id }) => id === chosen)?.authority
  const others = facts.checkpoints.filter((checkpoint) => checkpoint.id !== chosen && takes(checkpoint, direction, arrivalAt))
  const told = yield* judgedInParts(others, (checkpoint) => {
    const there = checkpoint.authority === authority ? rules : compileRulesets(facts.rulesets, checkpoint.authority)
    const { outcome } = evaluateUnexplained(there, passingAt(checkpoint, { declaration, facts, now }), arrivalAt)
    return { checkpoint: checkpoint.id, outcome }
  })
  return told.filter(({ outcome }) => outcome !== verdict.outcome)
}

function takes({ opensAt, closesAt, lanes }: Checkpoint, direction: Declaration['direction'], at: EpochMs): boolean {
  return opensAt <= at && (closesAt === null || at < closesAt) && lanes.some((lane) => lane.direction === direction)
}

interface Previewed {
  readonly rules: CompiledRules
  readonly passing: Passing
}

function previewed(declaration: Declaration, facts: PreviewFacts, now: EpochMs): Previewed {
  const checkpoint = facts.checkpoints.find(({ id }) => id === declaration.checkpoint)
  if (!checkpoint) throw new Error('parseDeclaration let an unknown checkpoint through')
  return { rules: compileRulesets(facts.rulesets, checkpoint.authority), passing: passingAt(checkpoint, { declaration, facts, now }) }
}

interface Asked {
  readonly declaration: Declaration
  readonly facts: PreviewFacts
  readonly now: EpochMs
}

function passingAt(checkpoint: Checkpoint, { declaration, facts, now }: Asked): Passing {
  return {
    passageId: NO_PASSAGE,
    checkpoint,
    direction: declaration.direction,
    documents: [{ source: 'declaration', claims: declaration.claims, issuedAt: now }],
    observations: [],
    lists: { zones: { state: 'known', value: facts.zones }, watch: { state: 'unknown', why: 'missing' }, named: {} },
    areas: facts.areas,
    audience: 'preview',
  }
}
