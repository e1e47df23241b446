import { ruleFault } from '../rule-fault.ts'
import type { Operator } from '../scope.ts'
import { isUnknown } from '../value.ts'

/**
 * A fact's path: whether it is known. Only for rules that bring an advice to those who answered: a guard of this kind in a
 * rule that refuses would let silence pass.
 */
export const answered: Operator = (operand, site) => {
  if (typeof operand !== 'string') throw ruleFault(site.path, 'give the path as one text: { "answered": "sector" }')
  const read = site.variable(operand, site)
  return (scope) => !isUnknown(read(scope))
}
