import { EVIDENCE } from '../../declaration/health-vocabulary.ts'
import { daysBetween } from '../../time.ts'
import { integerOperand, namedOptions, word } from '../operands.ts'
import { note, type Operator, step } from '../scope.ts'
import { isUnknown, unknown } from '../value.ts'
import { toLocalDate } from './local-days.ts'

/**
 * `{count, evidence, daysAgo?, notOlderDays?}`: at least so many doses, known at least so well; the last of them given at
 * least `daysAgo` and at most `notOlderDays` local days ago. Two doses of one day are one.
 */
export const hasDoses: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['count', 'evidence'], optional: ['daysAgo', 'notOlderDays'] })
  const count = integerOperand(options.count, step(site, 'count'))
  const least = EVIDENCE.indexOf(word(options.evidence, step(site, 'evidence'), EVIDENCE))
  const youngest = integerOperand(options.daysAgo ?? 0, step(site, 'daysAgo'))
  const oldest = integerOperand(options.notOlderDays ?? Number.MAX_SAFE_INTEGER, step(site, 'notOlderDays'))
  return (scope) => {
    const [wanted, from, to] = [count(scope), youngest(scope), oldest(scope)]
    if (isUnknown(wanted)) return wanted
    if (isUnknown(from)) return from
    if (isUnknown(to)) return to
    const { doses, askedAt } = scope.facts
    const known = doses.filter((dose) => EVIDENCE.indexOf(dose.evidence) >= least)
    const days = [...new Set(known.map((dose) => toLocalDate(dose.givenOn, 'doses')))].filter((day) => day <= scope.today).sort()
    note(scope, 'doses', days)
    const last = days[days.length - 1]
    if (days.length >= wanted && (last === undefined || isWithin(daysBetween(last, scope.today), from, to))) return true
    return askedAt === null ? unknown(['doses']) : false
  }
}

function isWithin(age: number, from: number, to: number): boolean {
  return age >= from && age <= to
}
