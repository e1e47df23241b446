import { err, ok, type Result } from '../result.ts'
import type { FaultCode, FaultValues } from './messages.ts'

/** What is wrong with one field, before it is put into words. `values` fill the placeholders of its message. */
export interface Fault {
  readonly path: string
  readonly code: FaultCode
  readonly values: FaultValues
}

/**
 * A field that was judged. Refused without a fault of its own means: its structure is broken, and the pass over the
 * whole structure has reported that already.
 */
export type Checked<T> = Result<T, readonly Fault[]>

export function fault(path: string, code: FaultCode, values: FaultValues = {}): { readonly ok: false; readonly error: readonly Fault[] } {
  return err([{ path, code, values }])
}

/** All parts, or the faults of all of them: a traveller corrects everything in one go. */
export function together<R extends object>(parts: { readonly [K in keyof R]: Checked<R[K]> }): Checked<R> {
  const faults: Fault[] = []
  const values: { [key: string]: unknown } = {}
  let isWhole = true
  for (const [key, part] of Object.entries<Checked<unknown>>(parts)) {
    if (part.ok) values[key] = part.value
    else {
      isWhole = false
      faults.push(...part.error)
    }
  }
  return isWhole ? ok(values as R) : err(faults)
}

/** Like `together`, for a list. */
export function every<T>(items: readonly Checked<T>[]): Checked<readonly T[]> {
  const faults = items.flatMap((item) => (item.ok ? [] : item.error))
  const values = items.flatMap((item) => (item.ok ? [item.value] : []))
  return values.length === items.length ? ok(values) : err(faults)
}

/** The check of a part that may be left out. */
export function optional<I, T>(part: Checked<I | null | undefined>, check: (value: I) => Checked<T>): Checked<T | null> {
  if (!part.ok) return part
  return part.value === null || part.value === undefined ? ok(null) : check(part.value)
}

export function map<T, U>(part: Checked<T>, change: (value: T) => U): Checked<U> {
  return part.ok ? ok(change(part.value)) : part
}

/** A part whose judgement needs its value first. (Named `then`, it would make the module itself a thenable that nobody can await.) */
export function andThen<T, U>(part: Checked<T>, check: (value: T) => Checked<U>): Checked<U> {
  return part.ok ? check(part.value) : part
}

/** For checks across fields: the value where that field is sound, else null and the check does not apply. */
export function soundValue<T>(part: Checked<T>): T | null {
  return part.ok ? part.value : null
}
