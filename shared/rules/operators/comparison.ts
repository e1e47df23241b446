import { integer, isExpressionList, kindOf, operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Expression } from '../ruleset.ts'
import type { Compiled, CoreOperator, DataScope } from '../scope.ts'
import { bothUnknown, isList, isUnknown, type Unknown, type Value } from '../value.ts'

/**
 * No coercion; reliable for texts and whole numbers, as CertLogic says. A list or a date equals nothing but itself, so that a
 * rule of ours that compares one would never fire: there it is a fault.
 */
export const equal: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, TWO)
  if (site.dialect === 'certlogic') return knownPair(operands, (a, b) => a === b)
  const refuse = (value: Value, path: string) => ruleFault(path, `compares texts, whole numbers, true and false, not ${kindOf(value)}`)
  return knownPair(operands, (a, b) => {
    if (typeof a === 'object' && a !== null) throw refuse(a, `${site.path}.0`)
    if (typeof b === 'object' && b !== null) throw refuse(b, `${site.path}.1`)
    return a === b
  })
}

/** The right side must be a list; `null` in it is found like any other value. */
export const isIn: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, TWO)
  const [item] = operands
  const words = isExpressionList(operand) ? writtenOut(operand[1] ?? null) : null
  if (item !== undefined && words !== null) {
    return (scope) => {
      const wanted = item(scope)
      return isUnknown(wanted) ? wanted : words.includes(wanted)
    }
  }
  return knownPair(operands, (wanted, list) => {
    if (!isList(list)) throw ruleFault(`${site.path}.1`, `needs a list, not ${kindOf(list)}`)
    if (list.includes(wanted)) return true
    return list.find(isUnknown) ?? false
  })
}

/** A list of plain values as it stands in the rule; null where something in it must be worked out. */
function writtenOut(operand: Expression): readonly Value[] | null {
  if (operand === null || typeof operand !== 'object' || !isExpressionList(operand)) return null
  const words = operand.filter((word) => typeof word === 'string' || typeof word === 'number' || typeof word === 'boolean')
  return words.length === operand.length ? words : null
}

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
  const [first, second, third] = operands
  const [atFirst, atSecond, atThird] = [`${path}.0`, `${path}.1`, `${path}.2`]
  if (first === undefined || second === undefined || third === undefined) {
    return knownPair(operands, (a, b) => holds(read(a, atFirst), read(b, atSecond)))
  }
  return (scope) => {
    const [a, b, c] = [first(scope), second(scope), third(scope)]
    if (isUnknown(a) || isUnknown(b) || isUnknown(c)) return [a, b, c].filter(isUnknown).reduce((held, next) => bothUnknown(held, next))
    const [x, y, z] = [read(a, atFirst), read(b, atSecond), read(c, atThird)]
    return holds(x, y) && holds(y, z)
  }
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
