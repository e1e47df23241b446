import { ok } from '../result.ts'
import type { Checked } from './checked.ts'
import type { InputParts } from './input-parts.ts'

/**
 * The part with its type, or refused in silence. Who made the input knows its structure; whoever gets it from elsewhere looks,
 * and says by `structuralFaults` what is wrong with it.
 */
export type Structured = <P extends keyof InputParts>(part: P, value: unknown) => Checked<InputParts[P]>

/** The own fields of an object; of anything else none. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [])
}

/** The items of a list that may be left out; refused in silence where it is no list or too long a one. */
export function listed(value: unknown, max: number): Checked<readonly unknown[]> {
  if (value === null || value === undefined) return ok([])
  return Array.isArray(value) && value.length <= max ? ok(value) : { ok: false, error: [] }
}
