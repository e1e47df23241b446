import type { RecordedVerdict } from '../passage/records.ts'
import type { Verdict } from './verdict.ts'

/** A verdict as the log keeps it: ids and versions, no texts; a replay finds the texts in the ruleset of that version. */
export function recordVerdict({ outcome, reasons, duties }: Verdict): RecordedVerdict {
  return {
    outcome,
    reasons: reasons.map(({ ruleId, ruleVersion, outcome, unknown, fault }) => ({
      ruleId,
      ruleVersion,
      outcome,
      ...(unknown.length > 0 && { unknown }),
      ...(fault && { fault: `${fault.path}: ${fault.problem}`.slice(0, MAX_FAULT_LENGTH) }),
    })),
    duties,
  }
}

/** Enough to find the place in the rule; a record must stay small whatever a rule says. */
const MAX_FAULT_LENGTH = 200
