import { isExpressionList } from './operands.ts'
import type { Expression } from './ruleset.ts'
import type { DataScope, Site } from './scope.ts'

/** In CertLogic a list or a date equals nothing but itself, so here it matters whether two operands are one value or two alike. */
const COMPARING: readonly string[] = ['===', 'in']

/** Whose answer is one of their operands' own. */
const PASSING_ON: readonly string[] = ['if', 'and', 'or', 'reduce']

const MAKING_DATES: readonly string[] = ['plusTime', 'dccDateOfBirth']

/** Where `expression` compares: a site whose operands that make a list or a date are compiled by `apart`, the others as before. */
export function comparingSite<S extends DataScope>(expression: Expression, site: Site<S>, apart: Site<S>['compile']): Site<S> {
  if (!COMPARING.some((name) => operandOf(expression, name) !== undefined)) return site
  const compile: Site<S>['compile'] = (operand, at) =>
    makesObject(operand) ? apart(operand, { ...at, compile: apart }) : site.compile(operand, { ...at, compile: site.compile })
  return { ...site, compile }
}

function makesObject(expression: Expression): boolean {
  if (expression === null || typeof expression !== 'object') return false
  if (isExpressionList(expression)) return true
  if (MAKING_DATES.some((name) => name in expression)) return true
  return PASSING_ON.some((name) => {
    const operands = operandOf(expression, name) ?? null
    return operands !== null && typeof operands === 'object' && Object.values<Expression>(operands).some(makesObject)
  })
}

function operandOf(expression: Expression, name: string): Expression | undefined {
  if (expression === null || typeof expression !== 'object' || isExpressionList(expression)) return undefined
  return Object.keys(expression).includes(name) ? expression[name] : undefined
}
