import { ask, operandOf } from '../kept.ts'
import { integer, isExpressionList, kindOf, operandList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Expression } from '../ruleset.ts'
import type { Compiled, CoreOperator, DataScope, Kept } from '../scope.ts'
import { bothUnknown, isList, isUnknown, type Unknown, type Value } from '../value.ts'

/**
 * No coercion; reliable for texts and whole numbers, as CertLogic says. A list or a date equals nothing but itself, so that a
 * rule of ours that compares one would never fire: there it is a fault.
 */
export const equal: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, TWO)
  const refuse = (value: Value, path: string) => ruleFault(path, `compares texts, whole numbers, true and false, not ${kindOf(value)}`)
  const isStrict = site.dialect === 'chot'
  const compared = knownPair(operands, (a, b) => {
    if (isStrict && typeof a === 'object' && a !== null) throw refuse(a, `${site.path}.0`)
    if (isStrict && typeof b === 'object' && b !== null) throw refuse(b, `${site.path}.1`)
    return a === b
  })
  const [written] = operands
  const constant = operands[1]?.constant
  if (written === undefined || constant === undefined || typeof constant === 'object') return compared
  const item = operandOf(written)
  return (scope) => {
    const value = ask(item, scope)
    return typeof value === 'object' && value !== null ? compared(scope) : value === constant
  }
}

/** The right side must be a list; `null` in it is found like any other value. */
export const isIn: CoreOperator = (operand, site) => {
  const operands = operandList(operand, site, TWO)
  const [first, second] = operands.map((one) => operandOf(one))
  if (first === undefined || second === undefined) throw new Error('two operands were counted before')
  const written = isExpressionList(operand) ? writtenOut(operand[1] ?? null) : null
  if (written !== null) {
    const words = new Set(written)
    return (scope) => {
      const wanted = ask(first, scope)
      return isUnknown(wanted) ? wanted : words.has(wanted)
    }
  }
  return (scope) => {
    const wanted = ask(first, scope)
    const list = ask(second, scope)
    if (isUnknown(wanted)) return isUnknown(list) ? bothUnknown(wanted, list) : wanted
    if (isUnknown(list)) return list
    if (!isList(list)) throw ruleFault(`${site.path}.1`, `needs a list, not ${kindOf(list)}`)
    if (list.includes(wanted)) return true
    return list.find(isUnknown) ?? false
  }
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

export const above = numeric({ below: false, equal: false, above: true })
export const below = numeric({ below: true, equal: false, above: false })
export const atLeast = numeric({ below: false, equal: true, above: true })
export const atMost = numeric({ below: true, equal: true, above: false })

const TWO = { from: 2, to: 2 }

/** Whole numbers only; three operands are a chain, `a <= b <= c`. */
function numeric(order: Order): CoreOperator {
  return (operand, site) => chained(operandList(operand, site, { from: 2, to: 3 }), { read: integer, order, path: site.path })
}

/** Which orders of two numbers answer yes. */
export interface Order {
  readonly below: boolean
  readonly equal: boolean
  readonly above: boolean
}

interface Chain {
  /** The number behind an operand, or a fault at its place. */
  readonly read: (value: Value, path: string) => number
  readonly order: Order
  readonly path: string
}

/** Two or three operands, each beside the next. All are worked out and read before they are compared. */
export function chained<S extends DataScope>(compiled: readonly Compiled<S>[], chain: Chain): Compiled<S> {
  const [first, second, third] = compiled.map((operand, index) => numberOperand(operand, chain, `${chain.path}.${index}`))
  if (first === undefined || second === undefined) throw new Error('two operands were counted before')
  const { order } = chain
  if (third === undefined) {
    return (scope) => {
      const a = ask(first.asked, scope)
      const b = second.constant ?? ask(second.asked, scope)
      if (isUnknown(a) || isUnknown(b)) return allUnknown([a, b])
      return holds(order, numberOf(a, first), numberOf(b, second))
    }
  }
  return (scope) => {
    const a = first.constant ?? ask(first.asked, scope)
    const b = ask(second.asked, scope)
    const c = third.constant ?? ask(third.asked, scope)
    if (isUnknown(a) || isUnknown(b) || isUnknown(c)) return allUnknown([a, b, c])
    const x = numberOf(a, first)
    const y = numberOf(b, second)
    const z = numberOf(c, third)
    return holds(order, x, y) && holds(order, y, z)
  }
}

interface NumberOperand<S extends DataScope> {
  readonly asked: Kept<S>
  readonly constant: Value
  readonly read: Chain['read']
  readonly path: string
}

function numberOperand<S extends DataScope>(compiled: Compiled<S>, { read }: Chain, path: string): NumberOperand<S> {
  return { asked: operandOf(compiled), constant: compiled.constant ?? null, read, path }
}

function numberOf(value: Value, { read, path }: Pick<NumberOperand<DataScope>, 'read' | 'path'>): number {
  return read(value, path)
}

function holds(order: Order, a: number, b: number): boolean {
  return a < b ? order.below : a > b ? order.above : order.equal
}

function allUnknown(values: readonly Value[]): Unknown | null {
  return values.filter(isUnknown).reduce<Unknown | null>((held, next) => bothUnknown(held, next), null)
}

function knownPair<S extends DataScope>(operands: readonly Compiled<S>[], answer: (a: Value, b: Value) => Value): Compiled<S> {
  const [first, second] = operands.map((one) => operandOf(one))
  if (first === undefined || second === undefined) throw new Error('two operands were counted before')
  return (scope) => {
    const a = ask(first, scope)
    const b = ask(second, scope)
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
