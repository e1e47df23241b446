import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type CoreOperator, type DataScope, note, type Operator, type Site } from './scope.ts'
import type { Value } from './value.ts'
import { type PathKey, pathKeys, stepInto, walkPath } from './walk-path.ts'

/** CertLogic's own `var`: a path into the data context; `""` is all of it. */
export const contextVariable: Operator<DataScope> = (operand, site) => {
  const { path, keys } = dataPath(operand, site)
  return (scope) => {
    const value = walkPath(scope.data, keys)
    note(scope, path, value)
    return value
  }
}

/** What the lambda of one `reduce` sees; made once while compiling, because no lambda runs within itself. */
export interface Frame {
  accumulator: Value
  current: Value
  /** Both as `{"var": ""}` sees them, one object for each item; null until it is asked for. */
  whole: Value
}

export function newFrame(): Frame {
  return { accumulator: null, current: null, whole: null }
}

export function setItem(frame: Frame, current: Value, accumulator: Value): void {
  frame.current = current
  frame.accumulator = accumulator
  frame.whole = null
}

/** `var` within `reduce`: the item and the accumulator are no facts, so no trace names them. */
export function itemVariable(frame: Frame): CoreOperator {
  return (operand, site) => {
    const [first, ...rest] = dataPath(operand, site).keys
    if (first === undefined) return () => wholeOf(frame)
    if (first.key === 'current') return currentItem(frame, rest)
    return first.key === 'accumulator' ? () => walkPath(frame.accumulator, rest) : () => null
  }
}

function wholeOf(frame: Frame): Value {
  frame.whole ??= { accumulator: frame.accumulator, current: frame.current }
  return frame.whole
}

function currentItem<S extends DataScope>(frame: Frame, keys: readonly PathKey[]): Compiled<S> {
  const [field] = keys
  return field !== undefined && keys.length === 1 ? () => stepInto(frame.current, field) : () => walkPath(frame.current, keys)
}

/** The words of a path as it is written; none for the whole context. */
export function dataPath<S extends DataScope>(operand: Expression, site: Site<S>): { readonly path: string; readonly keys: readonly PathKey[] } {
  if (typeof operand !== 'string') throw ruleFault(site.path, 'give the path as one text: { "var": "payload.x" }')
  if (operand === '') return { path: operand, keys: [] }
  const words = operand.split('.')
  if (words.includes('')) throw ruleFault(site.path, `"${operand}" has an empty word: write a.b`)
  return { path: operand, keys: pathKeys(words) }
}
