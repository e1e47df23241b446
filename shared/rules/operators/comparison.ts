import { integer, kindOf, operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Compiled, CoreOperator, DataScope } from '../scope.ts'
import { bothUnknown, isList, isUnknown, type Unknown, type Value } from '../value.ts'

/** No coercion; reliable for texts and whole numbers, as CertLogic says. */
export const equal: CoreOperator = (operand, site) => knownPair(operandList(operand, site, TWO), (a, b) => a === b)

/** The right side must be a list; `null` in it is found like any other value. */
export const isIn: CoreOperator = (operand, site) =>
  knownPair(operandList(operand, site, TWO), (item, list) => {
    if (!isList(list)) throw ruleFault(`${site.path}.1`, `needs a list, not ${kindOf(list)}`)
    if (list.includes(item)) return true
    return list.find(isUnknown) ?? false
  })

/** Whole numbers only, and their sum one too. */
export const plus: CoreOperator = (operand, site) =>
  knownPair(operandList(operand, site, TWO), (a, b) => integer(integer(a, `${site.path}.0`) + integer(b, `${site.path}.1`), site.path))

export const above = numeric((a, b) => a > b)
export const below = numeric((a, b) => a < b)
export const atLeast = numeric((a, b) => a >= b)
export const atMost = numeric((a, b) => a <= b)

const TWO = { from: 2, to: 2 }

/** Whole numbers only; three operands are a chain, `a <= b <= c`. */
function numeric(holds: (a: number, b: number) => boolean): CoreOperator {
  return (operand, site) => chained(operandList(operand, site, { from: 2, to: 3 }), { read: integer, holds, path: site.path })
}

interface Chain {
  /** The number behind an operand, or a fault at its place. */
  readonly read: (value: Value, path: string) => number
  readonly holds: (a: number, b: number) => boolean
  readonly path: string
}

/** Two or three operands, each beside the next. All are worked out and read before they are compared. */
export function chained<S extends DataScope>(operands: readonly Compiled<S>[], { read, holds, path }: Chain): Compiled<S> {
  const paths = operands.map((_, index) => `${path}.${index}`)
  const [atFirst = path, atSecond = path] = paths
  if (operands.length === 2) return knownPair(operands, (a, b) => holds(read(a, atFirst), read(b, atSecond)))
  return known(operands, (values) => {
    const numbers = values.map((value, index) => read(value, paths[index] ?? path))
    return numbers.every((value, index) => index === 0 || holds(numbers[index - 1] ?? Number.NaN, value))
  })
}

function knownPair<S extends DataScope>(operands: readonly Compiled<S>[], answer: (a: Value, b: Value) => Value): Compiled<S> {
  const [first, second] = operands
  if (first === undefined || second === undefined) throw new Error('two operands were counted before')
  return (scope) => {
    const a = first(scope)
    const b = second(scope)
    if (isUnknown(a)) return isUnknown(b) ? bothUnknown(a, b) : a
    return isUnknown(b) ? b : answer(a, b)
  }
}

/** All operands are worked out; if one is unknown, so is the answer. */
export function known<S extends DataScope>(operands: readonly Compiled<S>[], answer: (values: readonly Value[], scope: S) => Value): Compiled<S> {
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
