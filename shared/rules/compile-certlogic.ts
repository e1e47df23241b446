import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import { formatIssues } from './certlogic-format.ts'
import { CERTLOGIC_OPERATORS } from './certlogic-operators.ts'
import { compilerOf } from './compiler-of.ts'
import { contextVariable } from './context-variable.ts'
import { nextScope } from './kept.ts'
import { attempt, type RulesetFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import type { DataScope, Site } from './scope.ts'
import type { Value } from './value.ts'

/** What a CertLogic expression says of a data context, usually `{payload, external}`; a fault where the types do not fit. */
export type CertLogicFunction = (context: Value, trace?: DataScope['trace']) => Result<Value, RulesetFault>

/**
 * Pure CertLogic 1.3.3, as published for certificates: dates in UTC, no facts and no operators of ours. The form is
 * checked whole before anything runs; the paths of faults start at the root of the expression.
 */
export function compileCertLogic(expression: unknown): Result<CertLogicFunction, NonEmpty<RulesetFault>> {
  const faults = formatIssues(expression).map(({ path, message }) => ({ path, problem: message }))
  if (isNonEmpty(faults)) return err(faults)
  const compiled = attempt('', () => compile(checked(expression), ROOT))
  if (!compiled.ok) return err([compiled.error])
  const run = compiled.value
  return ok((context, trace = null) => {
    const number = nextScope()
    return attempt('', () => run({ data: context ?? null, number, base: number, trace }))
  })
}

/** Without issues the JSON has the form of an expression. */
function checked(expression: unknown): Expression {
  return expression as Expression
}

const compile = compilerOf<DataScope>(CERTLOGIC_OPERATORS)

const ROOT: Site<DataScope> = {
  path: '',
  depth: 0,
  dialect: 'certlogic',
  parameters: {},
  compile,
  variable: contextVariable,
  searches: null,
  onPersonList: () => undefined,
}
