import type { AreaTable } from '../areas/area-table.ts'
import type { Checkpoint } from '../checkpoints/checkpoint.ts'
import type { Declaration } from '../declaration/declaration.ts'
import { asPassageId } from '../ids.ts'
import type { EpochMs } from '../units.ts'
import { type CompiledRules, compileRulesets } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { type Explanation, explain } from './explain.ts'
import type { Passing } from './passing.ts'
import type { Ruleset, Zone } from './ruleset.ts'
import type { Verdict } from './verdict.ts'

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
  return evaluate(rules, passing, declaration.arrivalAt)
}

/** The same with what would be milder, as far as the public may be told. */
export function explainPreview(declaration: Declaration, facts: PreviewFacts, now: EpochMs): Explanation {
  const { rules, passing } = previewed(declaration, facts, now)
  return explain(rules, passing, declaration.arrivalAt)
}

interface Previewed {
  readonly rules: CompiledRules
  readonly passing: Passing
}

function previewed(declaration: Declaration, facts: PreviewFacts, now: EpochMs): Previewed {
  const checkpoint = facts.checkpoints.find(({ id }) => id === declaration.checkpoint)
  if (!checkpoint) throw new Error('parseDeclaration let an unknown checkpoint through')
  const passing = {
    passageId: NO_PASSAGE,
    checkpoint,
    direction: declaration.direction,
    documents: [{ source: 'declaration', claims: declaration.claims, issuedAt: now }],
    observations: [],
    lists: { zones: { state: 'known', value: facts.zones }, watch: { state: 'unknown', why: 'missing' }, named: {} },
    areas: facts.areas,
    audience: 'preview',
  } as const
  return { rules: compileRulesets(facts.rulesets, checkpoint.authority), passing }
}
