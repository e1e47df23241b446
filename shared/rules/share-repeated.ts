import { comparingSite } from './identity.ts'
import { keeping } from './kept.ts'
import { isExpressionList } from './operands.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type DataScope, type Find, type Operator, type Search, type Site, step } from './scope.ts'
import { searchesOf } from './searches.ts'

export interface Program<S extends DataScope> {
  readonly expressions: readonly Expression[]
  /** What `var` means outside of every `reduce`; within one an expression speaks of the item and is no other's. */
  readonly variable: Operator<S>
  readonly compile: Site<S>['compile']
}

/**
 * A compiler for expressions that are asked together: an operation that stands in several places is worked out once for a scope.
 * An error in it is an error in all of them, with the path of the first: whoever catches one asks the rule again by itself.
 */
export function sharingRepeated<S extends DataScope>({
  expressions,
  variable,
  compile,
}: Program<S>): Pick<Site<S>, 'compile' | 'searches' | 'variable'> {
  const counts = new Map<string, number>()
  for (const expression of expressions) count(expression, counts)
  const shared = new Map<string, Shared<S>>()
  const compileShared: Site<S>['compile'] = (expression, at) => {
    if (at.variable !== variable || !isOperation(expression) || 'var' in expression) return compile(expression, at)
    const site = comparingSite(expression, at, compile)
    const key = JSON.stringify(expression)
    if ((counts.get(key) ?? 0) < 2) return compile(expression, site)
    const held = shared.get(key)
    // Where it stands deeper than before it might be too deep.
    if (held === undefined || held.depth < site.depth) return hold(shared, key, shareable(expression, site, compile))
    if (held.readsPersonList) site.onPersonList()
    return held.compiled
  }
  const lists = new Map<string, ReturnType<typeof searchesOf<S>>>()
  const searches = ({ listed, fits }: Search, site: Site<S>): Find<S> => {
    if (site.variable !== variable) return () => null
    const key = JSON.stringify(listed)
    const list = lists.get(key) ?? searchesOf(listed, site)
    lists.set(key, list)
    return list(fits, step(step(site, 1), 'if'))
  }
  return { compile: compileShared, searches, variable }
}

interface Shared<S extends DataScope> {
  readonly compiled: Compiled<S>
  readonly depth: number
  readonly readsPersonList: boolean
}

function shareable<S extends DataScope>(expression: Expression, site: Site<S>, compile: Site<S>['compile']): Shared<S> {
  let readsPersonList = false
  const onPersonList = () => {
    readsPersonList = true
    site.onPersonList()
  }
  const work = compile(expression, { ...site, onPersonList })
  return { compiled: work.constant === undefined ? keeping(work) : work, depth: site.depth, readsPersonList }
}

function hold<S extends DataScope>(shared: Map<string, Shared<S>>, key: string, made: Shared<S>): Compiled<S> {
  shared.set(key, made)
  return made.compiled
}

function count(expression: Expression, counts: Map<string, number>): void {
  if (expression === null || typeof expression !== 'object') return
  if (isOperation(expression)) {
    const key = JSON.stringify(expression)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const inner of Object.values<Expression>(expression)) count(inner, counts)
}

function isOperation(expression: Expression): expression is { readonly [operator: string]: Expression } {
  return expression !== null && typeof expression === 'object' && !isExpressionList(expression)
}
