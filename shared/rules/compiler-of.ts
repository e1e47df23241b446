import { isExpressionList } from './operands.ts'
import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type DataScope, type Operator, type Site, step } from './scope.ts'
import type { Value } from './value.ts'

/** Steps from the root, two to an operation. Deeper rules are a mistake or an attack: real ones stay under sixty. */
export const MAX_DEPTH = 400

/** A compiler for a language of these operators: JSON to a closure, once. It throws a rule fault where the expression is not of the language. */
export function compilerOf<S extends DataScope>(operators: ReadonlyMap<string, Operator<S>>): (expression: Expression, site: Site<S>) => Compiled<S> {
  return (expression, site) => {
    if (site.depth > MAX_DEPTH) throw ruleFault(site.path.slice(0, SHOWN_PATH), 'is nested too deep')
    if (typeof expression === 'string' || typeof expression === 'boolean') return constant(expression)
    if (typeof expression === 'number') return integerLiteral(expression, site)
    if (expression === null || typeof expression !== 'object')
      throw ruleFault(site.path, 'null cannot be written in a rule; a path that leads nowhere is null')
    if (isExpressionList(expression)) return listLiteral(expression, site)
    const [name, ...rest] = Object.keys(expression)
    if (name === undefined || rest.length > 0) throw ruleFault(site.path, 'an operation is an object with exactly one operator')
    const operator = operators.get(name)
    if (operator === undefined) throw ruleFault(site.path, `no operator is called "${name}"; there are: ${[...operators.keys()].join(' ')}`)
    return operator(expression[name] ?? null, step(site, name))
  }
}

/** Of a path that is too deep only the beginning helps. */
const SHOWN_PATH = 200

function integerLiteral<S extends DataScope>(value: number, site: Site<S>): Compiled<S> {
  if (!Number.isSafeInteger(value)) throw ruleFault(site.path, 'only whole numbers can be written in a rule')
  return constant(value)
}

function constant<S extends DataScope>(value: Value): Compiled<S> {
  return Object.assign(() => value, { constant: value })
}

function listLiteral<S extends DataScope>(items: readonly Expression[], site: Site<S>): Compiled<S> {
  const compiled = items.map((item, index) => site.compile(item, step(site, index)))
  if (items.every((item) => typeof item !== 'object' || item === null)) {
    return constant(items.map((item) => (typeof item === 'object' ? null : item)))
  }
  return (scope) => compiled.map((item) => item(scope))
}
