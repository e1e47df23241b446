import type { Compiled, DataScope, Kept } from './scope.ts'
import type { Value } from './value.ts'

/** The number of no scope. */
export const NEVER = -1

/** A plain function on one shape of object, so that the engine reads a kept answer without a call. */
export function ask<S extends DataScope>(kept: Kept<S>, scope: S): Value {
  return kept.of === scope.number ? kept.value : kept.work(scope)
}

/** Works it out at most once in a scope, whoever asks. What throws is not kept. */
export function keeping<S extends DataScope>(work: (scope: S) => Value): Compiled<S> {
  const kept: Kept<S> = {
    of: NEVER,
    value: null,
    work: (scope) => {
      const value = work(scope)
      kept.value = value
      kept.of = scope.number
      return value
    },
  }
  return reading(kept)
}

export function reading<S extends DataScope>(kept: Kept<S>): Compiled<S> {
  return Object.assign((scope: S) => ask(kept, scope), { kept })
}

/** An operand as operators hold it: with its answer where that is kept, else to be worked out each time. */
export function operandOf<S extends DataScope>(compiled: Compiled<S>): Kept<S> {
  return compiled.kept ?? { of: NEVER, value: null, work: compiled }
}

let scopes = 0

/** A number that no other scope has. */
export function nextScope(): number {
  scopes++
  return scopes
}
