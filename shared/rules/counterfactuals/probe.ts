import type { CompiledRules } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import { compareOutcomes, type Outcome, type Reason, type Verdict } from '../verdict.ts'
import { applyChange, type Occasion } from './apply-change.ts'
import type { Change } from './counterfactual.ts'

/** Asks the engine "what if", each question once. */
export interface Probe extends Occasion {
  readonly rules: CompiledRules
  readonly verdict: Verdict
  readonly after: (change: Change) => Verdict
  /** Milder than `than`, and not by knowing less: "no rule in force" is no way out of quarantine. */
  readonly isMilder: (change: Change, than: Outcome) => boolean
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
    const answer = evaluate(rules, changed.passing, changed.now)
    asked.set(key, answer)
    return answer
  }
  const isMilder = (change: Change, than: Outcome): boolean => {
    const answer = after(change)
    return compareOutcomes(answer.outcome, than) < 0 && [...doubtsOf(answer)].every((doubt) => doubts.has(doubt))
  }
  return { rules, passing, now, verdict, after, isMilder }
}

/** What stands in a verdict for something that nobody knows. */
function doubtsOf(verdict: Verdict): ReadonlySet<string> {
  return new Set(verdict.reasons.flatMap(doubtsIn))
}

function doubtsIn({ ruleId, law, unknown, fault }: Reason): readonly string[] {
  const doubts = unknown.map((path) => `${ruleId} ${path}`)
  return law === null || fault !== undefined ? [...doubts, ruleId] : doubts
}
