import { has } from './operands.ts'
import { isInstant, isList, isUnknown, type Value } from './value.ts'

/** One word of a path. `index` is its number where it can be a place in a list: `01` and `2x` cannot. */
export interface PathKey {
  readonly key: string
  readonly index: number | null
  /** Every object seems to have it, so that only asking for its own tells. */
  readonly inherited: boolean
}

export function pathKeys(words: readonly string[]): readonly PathKey[] {
  return words.map((key) => ({ key, index: /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : null, inherited: key in Object.prototype }))
}

/** Words are own keys; only in a list is a whole number an index. Null where the path leads nowhere, and past an unknown nothing. */
export function walkPath(root: Value, keys: readonly PathKey[]): Value {
  let value = root
  for (let position = 0; position < keys.length; position++) {
    const step = keys[position]
    if (step === undefined || value === null || typeof value !== 'object') return null
    if (isList(value)) value = step.index === null ? null : (value[step.index] ?? null)
    else if (isUnknown(value)) return value
    else if (isInstant(value) || (step.inherited && !has(value, step.key))) return null
    else value = value[step.key] ?? null
  }
  return value
}
