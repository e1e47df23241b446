/** Where a rule is wrong and what to do about it. `path` leads into the rule's JSON: `rules.3.when.and.1`. */
export interface RulesetFault {
  readonly path: string
  readonly problem: string
}

interface FaultError extends Error {
  readonly fault: RulesetFault
}

/**
 * A broken rule stops where it broke, deep inside its expression; the one door that catches it is `attempt`, which turns
 * it into a value. Nothing else in the engine throws on purpose.
 */
export function ruleFault(path: string, problem: string): FaultError {
  return Object.assign(new Error(`${path}: ${problem}`), { fault: { path, problem } })
}

/** Runs `work`; whatever it throws comes back as a fault, a bug of ours included: a rule that breaks must be seen. */
export function attempt<T>(
  path: string,
  work: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: RulesetFault } {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (isFaultError(error)) return { ok: false, error: error.fault }
    return { ok: false, error: { path, problem: error instanceof Error ? error.message : String(error) } }
  }
}

function isFaultError(error: unknown): error is FaultError {
  return error instanceof Error && 'fault' in error
}
