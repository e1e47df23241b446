import { parseDateTime, parsePartialDate } from '../date-time.ts'
import { integer, isExpressionList, kindOf, operandList, text } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { type CoreOperator, step } from '../scope.ts'
import { instant, isUnknown } from '../value.ts'

/** `[text]`: a birth date of an EU certificate; of `2004` or `2004-02` the last day it can mean, the benefit of the doubt. */
export const dccDateOfBirth: CoreOperator = (operand, site) => {
  const [written] = operandList(operand, site, { from: 1, to: 1 })
  if (written === undefined) throw ruleFault(site.path, 'takes 1 operand')
  return (scope) => {
    const value = written(scope)
    if (isUnknown(value)) return value
    const birth = text(value, `${site.path}.0`)
    const at = birth.length > 10 ? null : (parsePartialDate(birth) ?? parseDateTime(birth))
    if (at === null) throw ruleFault(`${site.path}.0`, `not a date of birth: ${JSON.stringify(birth.slice(0, 40))}`)
    return instant(at)
  }
}

const PREFIX = 'URN:UVCI:'

/** `[text or null, index]`: one fragment of a certificate's identifier, split at `/`, `#` and `:`; null where there is none. */
export const extractFromUVCI: CoreOperator = (operand, site) => {
  if (!isExpressionList(operand) || operand.length !== 2) throw ruleFault(site.path, 'takes 2 operands: text, whole number')
  const [what = null, written = null] = operand
  if (typeof written !== 'number') throw ruleFault(`${site.path}.1`, 'needs a whole number written out')
  const index = integer(written, `${site.path}.1`)
  const read = site.compile(what, step(site, 0))
  return (scope) => {
    const value = read(scope)
    if (value === null || isUnknown(value)) return value
    if (typeof value !== 'string') throw ruleFault(`${site.path}.0`, `needs a text or null, not ${kindOf(value)}`)
    const fragments = (value.startsWith(PREFIX) ? value.slice(PREFIX.length) : value).split(/[/#:]/)
    return fragments[index] ?? null
  }
}
