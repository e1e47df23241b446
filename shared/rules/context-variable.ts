import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type CoreOperator, type DataScope, note, type Site } from './scope.ts'
import { pathKeys, walkPath } from './walk-path.ts'

/** CertLogic's own `var`: a path into the data context; `""` is all of it. */
export const contextVariable: CoreOperator = (operand, site) => {
  const { path, read } = dataPath(operand, site)
  return (scope) => {
    const value = read(scope)
    note(scope, path, value)
    return value
  }
}

/** `var` within `reduce`: the item and the accumulator are no facts, so no trace names them. */
export const itemVariable: CoreOperator = (operand, site) => dataPath(operand, site).read

function dataPath<S extends DataScope>(operand: Expression, site: Site<S>): { readonly path: string; readonly read: Compiled<S> } {
  if (typeof operand !== 'string') throw ruleFault(site.path, 'give the path as one text: { "var": "payload.x" }')
  if (operand === '') return { path: operand, read: (scope) => scope.data }
  const words = operand.split('.')
  if (words.includes('')) throw ruleFault(site.path, `"${operand}" has an empty word: write a.b`)
  const keys = pathKeys(words)
  return { path: operand, read: (scope) => walkPath(scope.data, keys) }
}
