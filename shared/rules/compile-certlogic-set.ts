import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import { formatIssues } from './certlogic-format.ts'
import { CERTLOGIC_OPERATORS } from './certlogic-operators.ts'
import { type CertLogicFunction, compileCertLogic } from './compile-certlogic.ts'
import { compilerOf } from './compiler-of.ts'
import { contextSlots } from './context-slots.ts'
import { ask, nextScope, operandOf } from './kept.ts'
import { attempt, type RulesetFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import type { DataScope, Kept, Read, Site } from './scope.ts'
import { sharingRepeated } from './share-repeated.ts'
import { type shown, textsOnce, type Value } from './value.ts'
import type { UsedFact } from './verdict.ts'

/** What each expression of a set says of one context, in their order. */
export interface CertLogicAnswers {
  /** Whether it came out `true`. */
  readonly holds: readonly boolean[]
  readonly faults: ReadonlyMap<number, RulesetFault>
  /** What was read by each expression that came out true, in their order; empty unless it was asked for. */
  readonly facts: readonly (readonly UsedFact[])[]
}

export interface CertLogicSet {
  readonly answers: (context: Value) => CertLogicAnswers
  readonly explained: (context: Value) => CertLogicAnswers
}

/**
 * Many expressions as one program: what several of them ask is worked out once for a context. Each answers as it would
 * alone. A fault is asked again of the expression by itself, because its path must lead into that one.
 */
export function compileCertLogicSet(written: readonly unknown[]): Result<CertLogicSet, NonEmpty<RulesetFault>> {
  const faults = written.flatMap((one, index) => formatIssues(one, { path: String(index), depth: 0 }))
  const faulty = faults.map(({ path, message }) => ({ path, problem: message }))
  if (isNonEmpty(faulty)) return err(faulty)
  const expressions = checked(written)
  const compiled = attempt('', () => programOf(expressions))
  if (!compiled.ok) return err([compiled.error])
  const alone = new Map<number, CertLogicFunction | RulesetFault>()
  const faultOf = (index: number, context: Value) => {
    const run = alone.get(index) ?? functionOf(expressions[index])
    alone.set(index, run)
    if (typeof run !== 'function') return run
    const answer = run(context)
    return answer.ok ? { path: '', problem: 'comes out differently alone' } : answer.error
  }
  return ok(runnerOf(compiled.value, faultOf))
}

/** Without issues the JSON has the form of expressions. */
function checked(expressions: readonly unknown[]): readonly Expression[] {
  return expressions as readonly Expression[]
}

function functionOf(expression: Expression | undefined): CertLogicFunction | RulesetFault {
  const compiled = compileCertLogic(expression)
  return compiled.ok ? compiled.value : compiled.error[0]
}

interface SetProgram {
  readonly rules: readonly Kept<DataScope>[]
  readonly fill: (scope: DataScope) => void
}

function programOf(expressions: readonly Expression[]): SetProgram {
  const { variable, fill } = contextSlots()
  const shared = sharingRepeated({ expressions, variable, compile: compilerOf<DataScope>(CERTLOGIC_OPERATORS) })
  const site: Site<DataScope> = { path: '', depth: 0, dialect: 'certlogic', parameters: {}, ...shared, onPersonList: () => undefined }
  const rules = expressions.map((expression, index) => operandOf(shared.compile(expression, { ...site, path: String(index) })))
  return { rules, fill }
}

const NO_FAULTS: ReadonlyMap<number, RulesetFault> = new Map()
const NO_FACTS: readonly never[] = []

function runnerOf({ rules, fill }: SetProgram, faultOf: (index: number, context: Value) => RulesetFault): CertLogicSet {
  const answersIn = (scope: DataScope): CertLogicAnswers => {
    fill(scope)
    const holds = new Array<boolean>(rules.length)
    let faults: Map<number, RulesetFault> | null = null
    let index = 0
    for (const rule of rules) {
      try {
        holds[index] = ask(rule, scope) === true
      } catch {
        faults ??= new Map()
        faults.set(index, faultOf(index, scope.data))
        holds[index] = false
      }
      index++
    }
    return { holds, faults: faults ?? NO_FAULTS, facts: NO_FACTS }
  }
  const explained = (context: Value): CertLogicAnswers => {
    const scope = scopeOf(context)
    const { holds, faults } = answersIn(scope)
    const text = textsOnce()
    const facts = rules.map((rule, index) => (holds[index] === true ? factsOf(rule, scope, text) : NO_FACTS))
    return { holds, faults, facts }
  }
  return { answers: (context) => answersIn(scopeOf(context)), explained }
}

function scopeOf(data: Value): DataScope {
  const number = nextScope()
  return { data, number, base: number, trace: null }
}

/** Runs it again in a scope of its own, so that everything it reads is read anew and written down. */
function factsOf(rule: Kept<DataScope>, { data, base }: DataScope, text: typeof shown): readonly UsedFact[] {
  const trace: Read[] = []
  ask(rule, { data, number: nextScope(), base, trace })
  return trace.map(({ path, value }) => ({ path, value: text(value) }))
}
