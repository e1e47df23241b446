import { ask, operandOf } from '../kept.ts'
import { isExpressionList, operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Expression } from '../ruleset.ts'
import { type Compiled, type CoreOperator, type DataScope, truthOf } from '../scope.ts'
import { bothUnknown, isUnknown, type Unknown, type Value } from '../value.ts'

/** CertLogic's: the first falsy operand, else the last value. Three-valued: false outweighs unknown. */
export const and: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: Number.POSITIVE_INFINITY })
  return decidedBy(withoutNeutral(operands, operand, true), { path: site.path, stopAt: false })
}

/** Ours: the first truthy operand, else the last value. True outweighs unknown. */
export const or: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: Number.POSITIVE_INFINITY })
  return decidedBy(withoutNeutral(operands, operand, false), { path: site.path, stopAt: true })
}

/** Operands that can change the answer: a `true` in an `and` does not, as long as what stands before it is a truth already. */
function withoutNeutral<S extends DataScope>(operands: readonly Compiled<S>[], written: Expression, neutral: boolean): readonly Compiled<S>[] {
  const expressions = isExpressionList(written) ? written : []
  const deciding = operands.flatMap((operand, index) => (operand.constant === neutral ? [] : [{ operand, expression: expressions[index] ?? null }]))
  const last = deciding[deciding.length - 1]
  if (last === undefined) return operands
  const endsNeutral = operands[operands.length - 1]?.constant === neutral
  return endsNeutral && !isTruth(last.expression) ? operands : deciding.map(({ operand }) => operand)
}

const TRUTHS = ['===', 'in', '!', '>', '<', '>=', '<=', 'after', 'before', 'not-after', 'not-before']

/** It comes out true, false or unknown, whatever it reads. */
function isTruth(expression: Expression): boolean {
  if (expression === null || typeof expression !== 'object' || isExpressionList(expression)) return typeof expression === 'boolean'
  const [name = ''] = Object.keys(expression)
  return TRUTHS.includes(name)
}

/** Stops at the first operand whose truth settles the answer; an unknown one is only remembered. */
function decidedBy<S extends DataScope>(
  compiled: readonly Compiled<S>[],
  { path, stopAt }: { readonly path: string; readonly stopAt: boolean },
): Compiled<S> {
  const operands = compiled.map((one) => operandOf(one))
  const decide = (scope: S): Value => {
    let open: Unknown | null = null
    let value: Value = null
    for (const operand of operands) {
      value = ask(operand, scope)
      const truth = truthOf(value, path)
      if (truth === stopAt) return value
      if (typeof truth !== 'boolean') open = bothUnknown(open, truth)
    }
    return open ?? value
  }
  const [first, second, ...more] = operands
  if (first === undefined || second === undefined || more.length > 0) return decide
  return (scope) => {
    const one = ask(first, scope)
    if (one === stopAt) return one
    if (typeof one !== 'boolean') return decide(scope)
    const other = ask(second, scope)
    return typeof other === 'boolean' ? other : decide(scope)
  }
}

export const not: CoreOperator = (operand, site) => {
  const [inner] = operandList(operand, site, { from: 1, to: 1 })
  if (inner === undefined) throw ruleFault(site.path, 'takes 1 operand')
  if (typeof inner.constant === 'boolean') return constantTruth(!inner.constant)
  const only = operandOf(inner)
  return (scope) => {
    const value = ask(only, scope)
    if (typeof value === 'boolean') return !value
    const truth = truthOf(value, site.path)
    return typeof truth === 'boolean' ? !truth : truth
  }
}

function constantTruth<S extends DataScope>(value: boolean): Compiled<S> {
  return Object.assign(() => value, { constant: value })
}

/** Lazy. An unknown guard leaves the answer open unless both ways give the same. */
export const when: CoreOperator = (operand, site) => {
  const [guard, then, otherwise] = operandList(operand, site, { from: 3, to: 3 }).map((one) => operandOf(one))
  if (guard === undefined || then === undefined || otherwise === undefined) throw ruleFault(site.path, 'takes 3 operands')
  return (scope) => {
    const value = ask(guard, scope)
    const truth = typeof value === 'boolean' ? value : truthOf(value, site.path)
    if (typeof truth === 'boolean') return ask(truth ? then : otherwise, scope)
    const both = [ask(then, scope), ask(otherwise, scope)]
    return both[0] === both[1] && !isUnknown(both[0] ?? null) ? (both[0] ?? null) : truth
  }
}
