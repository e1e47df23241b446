import type { Language } from '../checkpoints/checkpoint.ts'
import type { Fault } from './checked.ts'
import type { FieldError } from './declaration.ts'
import { messageOf } from './messages.ts'

/** Faults in words, as API and command line show them; the form has the same words in its catalogue. */
export function fieldErrors(faults: readonly Fault[], { language }: { readonly language: Language }): readonly FieldError[] {
  return faults.map(({ path, code, values }) => ({ path, code, message: messageOf(code, values, language) }))
}
