import { err, isNonEmpty, type NonEmpty, ok, type Result } from '../result.ts'
import type { Declaration, FieldError } from './declaration.ts'
import type { DeclarationContext } from './declaration-context.ts'
import { fieldErrors } from './field-errors.ts'
import { judgeDeclaration } from './judge-declaration.ts'
import { lookedAt } from './looked-at.ts'
import { structuralFaults } from './structure.ts'

export type { DeclarationContext } from './declaration-context.ts'

/**
 * The only maker of a `Declaration`, the same for form, API and command line. All that is wrong is told at once: the
 * structure first, then what the values mean, each with its path, a stable code and a sentence that says how to mend it.
 */
export function parseDeclaration(input: unknown, context: DeclarationContext): Result<Declaration, NonEmpty<FieldError>> {
  const structural = structuralFaults(input)
  const judged = judgeDeclaration(input, { ...context, structured: lookedAt })
  // A promise not given is missed by both.
  const meant = judged.ok ? [] : judged.error.filter(({ path }) => path !== 'consent' || structural.every((known) => known.path !== path))
  const errors = fieldErrors([...structural, ...meant], context)
  if (isNonEmpty(errors)) return err(errors)
  if (!judged.ok) throw new Error('a declaration was refused without a reason')
  return ok(judged.value)
}
