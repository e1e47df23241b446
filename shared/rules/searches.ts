import { itemVariable, newFrame, setItem } from './context-variable.ts'
import { comparingSite } from './identity.ts'
import { keeping, NEVER, nextScope } from './kept.ts'
import { isExpressionList } from './operands.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type DataScope, type Find, type Site, step } from './scope.ts'
import { isList, type Value } from './value.ts'

/**
 * Searches of one list are made together, item by item, so that what several ask of an item is worked out once. One that is
 * never asked for is made in vain, which costs less than going through the list again for each.
 */
export function searchesOf<S extends DataScope>(listed: Expression, site: Site<S>): (fits: Expression, site: Site<S>) => Find<S> {
  const list = site.compile(listed, step(site, 0))
  const frame = newFrame()
  const variable = itemVariable(frame)
  const searches: { readonly fits: Compiled<S>; found: boolean | null }[] = []
  const shared = new Map<string, Compiled<S>>()
  let of = NEVER
  const searchAll = (scope: S): void => {
    const items = list(scope)
    for (const search of searches) search.found = isList(items) ? false : null
    of = scope.base
    if (!isList(items)) return
    const inner = { ...scope, number: NEVER }
    for (const item of items) {
      setItem(frame, item, false)
      inner.number = nextScope()
      for (const search of searches) if (search.found === false) search.found = answerOf(search.fits, inner)
    }
  }
  const compile: Site<S>['compile'] = (expression, at) => {
    // A `reduce` within speaks of items of its own in the same words.
    if (at.variable !== variable) return site.compile(expression, at)
    if (!isLeaf(expression)) return site.compile(expression, comparingSite(expression, at, site.compile))
    const key = JSON.stringify(expression)
    const held = shared.get(key) ?? keeping(site.compile(expression, at))
    shared.set(key, held)
    return held
  }
  return (fits, at) => {
    const search = { fits: compile(fits, { ...at, compile, variable }), found: null }
    searches.push(search)
    return (scope) => {
      // What is explained has been searched before; only that the list was read must be noted.
      if (of !== scope.base) searchAll(scope)
      else if (scope.trace !== null) list(scope)
      return search.found
    }
  }
}

/** A fault counts where the search is asked for, not where it is made. */
function answerOf<S extends DataScope>(fits: Compiled<S>, scope: S): boolean | null {
  try {
    const value: Value = fits(scope)
    return typeof value === 'boolean' ? value : null
  } catch {
    return null
  }
}

/** What several searches are likely to ask of an item. */
function isLeaf(expression: Expression): boolean {
  return expression !== null && typeof expression === 'object' && !isExpressionList(expression) && ('var' in expression || 'plusTime' in expression)
}
