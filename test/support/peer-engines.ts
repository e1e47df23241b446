import { evaluate as evaluateCertLogic } from 'certlogic-js'
import { LogicEngine } from 'json-logic-engine'
import { compileCertLogicSet } from '../../shared/rules/compile-certlogic-set.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'
import type { Value } from '../../shared/rules/value.ts'

/** Which of the rules hold for a context; null where one of them cannot be worked out. */
export type Engine = (context: Value) => readonly boolean[] | null

export interface Engines {
  readonly ours: Engine
  /** A rule that holds is run again and says which facts it read. */
  readonly oursExplained: Engine
  readonly certlogicJs: Engine
  readonly jsonLogicRun: Engine
  readonly jsonLogicBuilt: Engine
}

/** The same expressions in each engine, compiled beforehand where an engine can. */
export function enginesOf(expressions: readonly Expression[]): Engines {
  const engine = jsonLogic()
  const built = expressions.map((expression) => engine.build(expression))
  return {
    ours: ours(expressions, 'answers'),
    oursExplained: ours(expressions, 'explained'),
    certlogicJs: (context) => expressions.map((expression) => Boolean(evaluateCertLogic(expression as never, context))),
    jsonLogicRun: (context) => expressions.map((expression) => Boolean(engine.run(expression, context))),
    jsonLogicBuilt: (context) => built.map((run) => Boolean(run(context))),
  }
}

function ours(expressions: readonly Expression[], way: 'answers' | 'explained'): Engine {
  const compiled = compileCertLogicSet(expressions)
  if (!compiled.ok) throw new Error(`${compiled.error[0].path}: ${compiled.error[0].problem}`)
  const run = compiled.value[way]
  return (context) => {
    const { holds, faults } = run(context)
    return faults.size > 0 ? null : holds
  }
}

/** CertLogic's operators of time, which JsonLogic lacks; instants are numbers, the cheapest that it can have. */
function jsonLogic(): LogicEngine {
  const engine = new LogicEngine()
  const chain = (holds: (a: number, b: number) => boolean) => (values: number[]) =>
    values.every((value, index) => index === 0 || holds(values[index - 1] ?? Number.NaN, value))
  engine.addMethod(
    'after',
    chain((a, b) => a > b),
    { deterministic: true },
  )
  engine.addMethod(
    'before',
    chain((a, b) => a < b),
    { deterministic: true },
  )
  engine.addMethod(
    'not-after',
    chain((a, b) => a <= b),
    { deterministic: true },
  )
  engine.addMethod(
    'not-before',
    chain((a, b) => a >= b),
    { deterministic: true },
  )
  engine.addMethod('plusTime', plusTime, { deterministic: true })
  return engine
}

function plusTime([text, amount, unit]: [string, number, string]): number {
  const date = new Date(text)
  if (unit === 'hour') date.setUTCHours(date.getUTCHours() + amount)
  if (unit === 'day') date.setUTCDate(date.getUTCDate() + amount)
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount)
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + amount)
  return date.getTime()
}
