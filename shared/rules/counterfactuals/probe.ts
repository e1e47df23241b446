import type { CompiledRules } from '../compile.ts'
import { evaluate, evaluateUnexplained } from '../evaluate.ts'
import { type InParts, VERDICTS_AT_ONCE } from '../in-parts.ts'
import { compareOutcomes, type Outcome, type Reason, type Verdict } from '../verdict.ts'
import { applyChange, type Occasion } from './apply-change.ts'
import type { Change } from './counterfactual.ts'

/** Asks the engine "what if", each question once. */
export interface Probe extends Occasion {
  readonly rules: CompiledRules
  readonly verdict: Verdict
  /** Without the facts that its rules read: only what stands in the way is asked of it. */
  readonly after: (change: Change) => Verdict
  /** Milder than `than`, and not by knowing less: "no rule in force" is no way out of quarantine. */
  readonly isMilder: (change: Change, than: Outcome) => boolean
  /** Called before each search: lays the work down where the engine was asked often since it last was. */
  readonly rest: () => InParts<void>
}

export function createProbe(rules: CompiledRules, { passing, now }: Occasion): Probe {
  const verdict = evaluate(rules, passing, now)
  const doubts = doubtsOf(verdict)
  const asked = new Map<string, Verdict>()
  const after = (change: Change): Verdict => {
    const key = JSON.stringify(change)
    const known = asked.get(key)
    if (known !== undefined) return known
    const changed = applyChange(passing, now, change)
    const answer = evaluateUnexplained(rules, changed.passing, changed.now)
    asked.set(key, answer)
    return answer
  }
  const isMilder = (change: Change, than: Outcome): boolean => {
    const answer = after(change)
    return compareOutcomes(answer.outcome, than) < 0 && [...doubtsOf(answer)].every((doubt) => doubts.has(doubt))
  }
  let rested = 0
  const rest = function* (): InParts<void> {
    if (asked.size - rested < VERDICTS_AT_ONCE) return
    rested = asked.size
    yield
  }
  return { rules, passing, now, verdict, after, isMilder, rest }
}

/** What stands in a verdict for something that nobody knows. */
function doubtsOf(verdict: Verdict): ReadonlySet<string> {
  return new Set(verdict.reasons.flatMap(doubtsIn))
}

function doubtsIn({ ruleId, law, unknown, fault }: Reason): readonly string[] {
  const doubts = unknown.map((path) => `${ruleId} ${path}`)
  return law === null || fault !== undefined ? [...doubts, ruleId] : doubts
}
