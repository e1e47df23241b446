import { integer, kindOf, operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Compiled, Operator, Scope } from '../scope.ts'
import { bothUnknown, isList, isUnknown, type Unknown, type Value } from '../value.ts'

/** No coercion; reliable for texts and whole numbers, as CertLogic says. */
export const equal: Operator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: 2 })
  return known(operands, ([a, b]) => a === b)
}

/** The right side must be a list; `null` in it is found like any other value. */
export const isIn: Operator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: 2 })
  return known(operands, ([item = null, list = null]) => {
    if (!isList(list)) throw ruleFault(`${site.path}.1`, `needs a list, not ${kindOf(list)}`)
    if (list.includes(item)) return true
    return list.find(isUnknown) ?? false
  })
}

/** Whole numbers only. */
export const plus: Operator = (operand, site) => {
  const operands = operandList(operand, site, { from: 2, to: 2 })
  return known(operands, (values) => values.reduce<number>((sum, value, index) => sum + integer(value, `${site.path}.${index}`), 0))
}

export const above = numeric((a, b) => a > b)
export const below = numeric((a, b) => a < b)
export const atLeast = numeric((a, b) => a >= b)
export const atMost = numeric((a, b) => a <= b)

/** Whole numbers only; three operands are a chain, `a <= b <= c`. */
function numeric(holds: (a: number, b: number) => boolean): Operator {
  return (operand, site) => {
    const operands = operandList(operand, site, { from: 2, to: 3 })
    return known(operands, (values) =>
      chain(
        values.map((value, index) => integer(value, `${site.path}.${index}`)),
        holds,
      ),
    )
  }
}

export function chain(values: readonly number[], holds: (a: number, b: number) => boolean): boolean {
  return values.every((value, index) => index === 0 || holds(values[index - 1] ?? Number.NaN, value))
}

/** All operands are worked out; if one is unknown, so is the answer. */
export function known(operands: readonly Compiled[], answer: (values: readonly Value[], scope: Scope) => Value): Compiled {
  return (scope) => {
    let open: Unknown | null = null
    const values: Value[] = []
    for (const operand of operands) {
      const value = operand(scope)
      if (isUnknown(value)) open = bothUnknown(open, value)
      values.push(value)
    }
    return open ?? answer(values, scope)
  }
}
