import { EVIDENCE, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../../declaration/health-vocabulary.ts'
import { HOUR_MS } from '../../units.ts'
import { integerOperand, namedOptions, word, wordList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { note, type Operator, step } from '../scope.ts'
import { isUnknown, unknown } from '../value.ts'

/** `{of?}`: a declared symptom (of these), or one that the officer saw. What was not tapped was not seen. */
export const anySymptom: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: [], optional: ['of'] })
  const of = options.of === undefined ? SYMPTOMS : wordList(options.of, step(site, 'of'), SYMPTOMS)
  return (scope) => {
    const { facts } = scope
    if (facts.observed.symptom === true) note(scope, 'observed.symptom', true)
    const declared = facts.symptoms?.filter((symptom) => of.includes(symptom)) ?? []
    if (declared.length > 0) note(scope, 'symptoms', declared)
    if (facts.observed.symptom === true || declared.length > 0) return true
    return facts.symptoms === null ? unknown(['symptoms']) : false
  }
}

/** Tenths of a degree Celsius, so that 37.5 is 375. Not measured is a known no. */
export const observedTemperatureAtLeast: Operator = (operand, site) => {
  const bound = integerOperand(operand, site)
  return (scope) => {
    const least = bound(scope)
    const measured = scope.facts.observed.temperatureTenths
    if (isUnknown(least) || measured === undefined) return isUnknown(least) ? least : false
    note(scope, 'observed.temperatureTenths', measured)
    return measured >= least
  }
}

/**
 * `{kinds, result, evidence, basis?, maxAgeHours?}`: a test of such a kind and result, known at least so well, at most so
 * old counted from sampling or from its result; exactly so old still counts.
 */
export const hasTest: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds', 'result', 'evidence'], optional: ['basis', 'maxAgeHours'] })
  const kinds = wordList(options.kinds, step(site, 'kinds'), TEST_KINDS)
  const result = word(options.result, step(site, 'result'), TEST_RESULTS)
  const least = EVIDENCE.indexOf(word(options.evidence, step(site, 'evidence'), EVIDENCE))
  const basis = word(options.basis ?? 'sampled', step(site, 'basis'), ['sampled', 'result'] as const)
  const maxAge = options.maxAgeHours === undefined ? null : integerOperand(options.maxAgeHours, step(site, 'maxAgeHours'))
  return (scope) => {
    const hours = maxAge === null ? Number.POSITIVE_INFINITY : maxAge(scope)
    if (isUnknown(hours)) return hours
    const open: string[] = []
    for (const [position, test] of scope.facts.tests.entries()) {
      if (!kinds.includes(test.kind) || test.result !== result || EVIDENCE.indexOf(test.evidence) < least) continue
      const at = basis === 'sampled' ? test.sampledAt : test.resultAt
      if (at === undefined) open.push(`tests.${position}.resultAt`)
      else if (!Number.isFinite(at)) throw ruleFault(`tests.${position}`, 'not an instant')
      else if (scope.now - at >= 0 && scope.now - at <= hours * HOUR_MS) {
        if (scope.trace !== null) note(scope, `tests.${position}`, `${test.kind} ${test.result} ${new Date(at).toISOString()} ${test.evidence}`)
        return true
      }
    }
    if (open.length > 0) return unknown(open)
    return scope.facts.askedAt === null ? unknown(['tests']) : false
  }
}
