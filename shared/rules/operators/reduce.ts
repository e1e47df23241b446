import { itemVariable, newFrame, setItem } from '../context-variable.ts'
import { isExpressionList, kindOf } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Expression } from '../ruleset.ts'
import { type Compiled, type CoreOperator, type DataScope, type Site, step } from '../scope.ts'
import { isList, isUnknown, type Value } from '../value.ts'

/** `[list, lambda, initial]`: a left fold; `null` is an empty list. The lambda's `var` sees `current` and `accumulator`, nothing else. */
export const reduce: CoreOperator = (operand, site) => {
  const [listed, lambda, initial] = isExpressionList(operand) ? operand : []
  if (!isExpressionList(operand) || operand.length !== 3 || listed === undefined || lambda === undefined || initial === undefined) {
    throw ruleFault(site.path, 'takes 3 operands: list, lambda, initial value')
  }
  const folded = foldOf({ listed, lambda, initial }, site)
  const fits = initial === false ? soughtBy(lambda) : null
  if (fits === null || site.searches === null) return folded
  const find = site.searches({ listed, fits }, site)
  // Operators of ours may read facts of an item's lambda, which a search made before cannot name again.
  const isNoted = site.dialect === 'chot'
  return (scope) => (isNoted && scope.trace !== null ? folded(scope) : (find(scope) ?? folded(scope)))
}

interface Fold {
  readonly listed: Expression
  readonly lambda: Expression
  readonly initial: Expression
}

function foldOf<S extends DataScope>({ listed, lambda, initial }: Fold, site: Site<S>): Compiled<S> {
  const frame = newFrame()
  const list = site.compile(listed, step(site, 0))
  const next = site.compile(lambda, { ...step(site, 1), variable: itemVariable(frame) })
  const start = site.compile(initial, step(site, 2))
  return (scope) => {
    const items = list(scope)
    if (isUnknown(items)) return items
    if (items !== null && !isList(items)) throw ruleFault(`${site.path}.0`, `needs a list, not ${kindOf(items)}`)
    let accumulator: Value = start(scope)
    if (items === null) return accumulator
    for (const current of items) {
      setItem(frame, current, accumulator)
      accumulator = next(scope)
    }
    return accumulator
  }
}

/** `{if: [{var: "accumulator"}, true, fits]}` is how authors ask whether some item fits; null for any other lambda. */
function soughtBy(lambda: Expression): Expression | null {
  const [guard, then, fits, ...more] = operandsOf(lambda, 'if')
  return operandOf(guard ?? null, 'var') === 'accumulator' && then === true && more.length === 0 ? (fits ?? null) : null
}

function operandsOf(expression: Expression, name: string): readonly Expression[] {
  const operand = operandOf(expression, name)
  return isExpressionList(operand) ? operand : []
}

function operandOf(expression: Expression, name: string): Expression {
  if (expression === null || typeof expression !== 'object' || isExpressionList(expression)) return null
  return Object.keys(expression).length === 1 ? (expression[name] ?? null) : null
}
