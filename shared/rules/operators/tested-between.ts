import { EVIDENCE, TEST_KINDS, TEST_RESULTS } from '../../declaration/health-vocabulary.ts'
import { localDateAt } from '../../time.ts'
import { namedOptions, word, wordList } from '../operands.ts'
import { note, type Operator, step } from '../scope.ts'
import { isUnknown, unknown } from '../value.ts'
import { toLocalDate } from './local-days.ts'

/** `{kinds, result, evidence, from, to}`: a test sampled on a local day from `from` to `to`, both included, known at least so well. */
export const testedBetween: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds', 'result', 'evidence', 'from', 'to'], optional: [] })
  const kinds = wordList(options.kinds, step(site, 'kinds'), TEST_KINDS)
  const result = word(options.result, step(site, 'result'), TEST_RESULTS)
  const least = EVIDENCE.indexOf(word(options.evidence, step(site, 'evidence'), EVIDENCE))
  const from = site.compile(options.from ?? null, step(site, 'from'))
  const to = site.compile(options.to ?? null, step(site, 'to'))
  return (scope) => {
    const [first, last] = [from(scope), to(scope)]
    if (isUnknown(first)) return first
    if (isUnknown(last)) return last
    const firstDay = toLocalDate(first, `${site.path}.from`)
    const lastDay = toLocalDate(last, `${site.path}.to`)
    for (const [position, test] of scope.facts.tests.entries()) {
      if (!kinds.includes(test.kind) || test.result !== result || EVIDENCE.indexOf(test.evidence) < least) continue
      const day = localDateAt(test.sampledAt, scope.zone)
      if (day < firstDay || day > lastDay || test.sampledAt > scope.now) continue
      if (scope.trace !== null) note(scope, `tests.${position}`, `${test.kind} ${test.result} ${day} ${test.evidence}`)
      return true
    }
    return scope.facts.askedAt === null ? unknown(['tests']) : false
  }
}
