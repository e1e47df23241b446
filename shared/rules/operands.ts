import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, type DataScope, type Scope, type Site, step } from './scope.ts'
import { isUnknown, type Unknown, type Value } from './value.ts'

/** The operands of a CertLogic operator, compiled; `count` bounds how many it takes. */
export function operandList<S extends DataScope>(
  operand: Expression,
  site: Site<S>,
  count: { readonly from: number; readonly to: number },
): readonly Compiled<S>[] {
  if (!isExpressionList(operand)) throw ruleFault(site.path, 'give the operands as a list: [ … ]')
  if (operand.length < count.from || operand.length > count.to) {
    const wanted =
      count.from === count.to ? `${count.from}` : count.to === Number.POSITIVE_INFINITY ? `at least ${count.from}` : `${count.from} to ${count.to}`
    throw ruleFault(site.path, `takes ${wanted} operand(s), not ${operand.length}`)
  }
  return operand.map((expression, index) => site.compile(expression, step(site, index)))
}

/** The named options of one of our own operators: no unknown name, none missing. */
export function namedOptions(
  operand: Expression,
  site: Site,
  names: { readonly required: readonly string[]; readonly optional: readonly string[] },
): { readonly [name: string]: Expression } {
  if (operand === null || typeof operand !== 'object' || isExpressionList(operand)) throw ruleFault(site.path, 'give the options as an object: { … }')
  for (const name of Object.keys(operand)) {
    if (!names.required.includes(name) && !names.optional.includes(name)) {
      throw ruleFault(`${site.path}.${name}`, `no such option; there are: ${[...names.required, ...names.optional].join(', ') || 'none'}`)
    }
  }
  for (const name of names.required) {
    if (!has(operand, name)) throw ruleFault(site.path, `needs the option "${name}"`)
  }
  return operand
}

/** A list of words written out in the rule, each from a closed list. */
export function wordList<T extends string>(operand: Expression | undefined, site: Site, allowed: readonly T[]): readonly T[] {
  if (operand === undefined || !isExpressionList(operand) || operand.length === 0) throw ruleFault(site.path, 'give a list of at least one word')
  return operand.map((item, index) => word(item, step(site, index), allowed))
}

export function word<T extends string>(operand: Expression | undefined, site: Pick<Site, 'path'>, allowed: readonly T[]): T {
  const found = allowed.find((known) => known === operand)
  if (found === undefined) throw ruleFault(site.path, `give one of: ${allowed.join(', ')}`)
  return found
}

/** An operand that must turn out a whole number, or be unknown. */
export function integerOperand(operand: Expression | undefined, site: Site): (scope: Scope) => number | Unknown {
  if (operand === undefined) throw ruleFault(site.path, 'needs a whole number')
  const compiled = site.compile(operand, site)
  return (scope) => {
    const value = compiled(scope)
    return isUnknown(value) ? value : integer(value, site.path)
  }
}

export function integer(value: Value, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw ruleFault(path, `needs a whole number, not ${kindOf(value)}`)
  return value
}

export function text(value: Value, path: string): string {
  if (typeof value !== 'string') throw ruleFault(path, `needs a text, not ${kindOf(value)}`)
  return value
}

export function kindOf(value: Value): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object or a date' : `${typeof value} ${JSON.stringify(value).slice(0, 40)}`
}

export function isExpressionList(expression: Expression): expression is readonly Expression[] {
  return Array.isArray(expression)
}

const owns = Object.prototype.hasOwnProperty

/** Own properties only: `constructor` and the like reach nothing. */
export function has(object: object, key: string): boolean {
  return owns.call(object, key)
}
