import { itemVariable } from '../context-variable.ts'
import { isExpressionList, kindOf } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { type CoreOperator, step } from '../scope.ts'
import { isList, isUnknown, type Value } from '../value.ts'

/** `[list, lambda, initial]`: a left fold; `null` is an empty list. The lambda's `var` sees `current` and `accumulator`, nothing else. */
export const reduce: CoreOperator = (operand, site) => {
  const [listed, lambda, initial] = isExpressionList(operand) ? operand : []
  if (!isExpressionList(operand) || operand.length !== 3 || listed === undefined || lambda === undefined || initial === undefined) {
    throw ruleFault(site.path, 'takes 3 operands: list, lambda, initial value')
  }
  const list = site.compile(listed, step(site, 0))
  const fold = site.compile(lambda, { ...step(site, 1), variable: itemVariable })
  const start = site.compile(initial, step(site, 2))
  return (scope) => {
    const items = list(scope)
    if (isUnknown(items)) return items
    if (items !== null && !isList(items)) throw ruleFault(`${site.path}.0`, `needs a list, not ${kindOf(items)}`)
    let accumulator: Value = start(scope)
    if (items === null || items.length === 0) return accumulator
    const inner: typeof scope & { data: Value } = { ...scope, data: null }
    for (const current of items) {
      inner.data = { accumulator, current }
      accumulator = fold(inner)
    }
    return accumulator
  }
}
