import type * as z from 'zod/mini'
import type { Fault } from './checked.ts'
import { declarationInputSchema } from './declaration-schema.ts'
import { fieldsOf } from './structured.ts'

/** A key that nobody knows may be of any length; the answer is not. */
const MAX_KEY_SHOWN = 40
/** Whoever sends more wrong than this is not a person at a form. */
export const MAX_FAULTS = 100

/** What is wrong with keys, types, closed lists and numbers of items, in all of the input. */
export function structuralFaults(input: unknown): readonly Fault[] {
  const parsed = declarationInputSchema.safeParse(input)
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => faultsOf(issue, input)).slice(0, MAX_FAULTS)
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): readonly Fault[] {
  const path = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(issue.path.map(String), key.slice(0, MAX_KEY_SHOWN)))
    case 'invalid_value':
      return [path === 'consent' ? { path, code: 'consent-required', values: {} } : listFault(path, issue.values, valueAt(input, issue.path))]
    case 'too_big':
      return [{ path, code: 'too-many', values: { max: Number(issue.maximum) } }]
    case 'invalid_type':
      return [isOpen(valueAt(input, issue.path)) ? required(path) : { path, code: 'type', values: { expected: issue.expected } }]
    default:
      return [{ path, code: 'type', values: { expected: issue.code } }]
  }
}

function unknownKey(parent: readonly string[], key: string): Fault {
  return { path: [...parent, key].join('.'), code: 'unknown-key', values: { key } }
}

function listFault(path: string, list: readonly unknown[], value: unknown): Fault {
  return isOpen(value) ? required(path) : { path, code: 'not-in-list', values: { list: list.join(', ') } }
}

function required(path: string): Fault {
  return { path, code: path === 'consent' ? 'consent-required' : 'required', values: {} }
}

function isOpen(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (Array.isArray(at) ? at[Number(key)] : fieldsOf(at).get(String(key))), input)
}
