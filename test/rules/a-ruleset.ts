import { asAuthorityId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import type { Expression, Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import type { Verdict } from '../../shared/rules/verdict.ts'
import type { EpochMs } from '../../shared/units.ts'
import { DEMO_NOW } from './a-passing.ts'

export function aRule(change: Partial<Rule> = {}): Rule {
  const texts = { vi: 'Một quy định để thử.', en: 'A rule for testing.' }
  return {
    id: 'T-1',
    version: 1,
    validFrom: 0,
    validTo: null,
    strength: 'must',
    outcome: 'turn-back',
    checkpointKinds: [],
    directions: [],
    when: true,
    unless: false,
    duties: [],
    law: { document: { vi: 'Văn bản thử', en: 'Test paper' }, clause: '1', phrase: 'thử' },
    officerText: texts,
    travellerText: texts,
    readsPersonLists: false,
    ...change,
  }
}

export function aRuleset(change: Partial<Ruleset> = {}): Ruleset {
  return {
    rulesetId: 'test',
    version: 1,
    language: 1,
    authority: asAuthorityId('VN-22'),
    layer: 'province',
    title: { vi: 'Thử', en: 'Test' },
    zone: 'Asia/Ho_Chi_Minh',
    validFrom: 0,
    validTo: null,
    parameters: {},
    requiredObservations: [],
    rules: [],
    ...change,
  }
}

export function verdictUnder(rulesets: readonly Ruleset[], passing: Passing, now: EpochMs = DEMO_NOW): Verdict {
  return evaluate(compileRulesets(rulesets, passing.checkpoint.authority), passing, now)
}

/** What one condition comes to for a passing: fired, not fired, open on unknown facts, or broken with its problem. */
export function outcomeOf(when: Expression, passing: Passing, parameters: Ruleset['parameters'] = {}): boolean | string {
  const { reasons } = verdictUnder([aRuleset({ parameters, rules: [aRule({ when })] })], passing)
  const reason = reasons.find(({ ruleId }) => ruleId === 'T-1')
  if (reason === undefined) return false
  if (reason.fault) return `fault ${reason.fault.path}: ${reason.fault.problem}`
  return reason.unknown.length > 0 ? `unknown ${reason.unknown.join(' ')}` : true
}
