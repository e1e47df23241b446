import { has } from './operands.ts'
import { isList, isOurs, isUnknown, type Value } from './value.ts'

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

/** Null where the path leads nowhere, and past an unknown nothing. */
export function walkPath(root: Value, keys: readonly PathKey[]): Value {
  let value = root
  for (const key of keys) {
    if (value === null) return null
    value = stepInto(value, key)
  }
  return value
}

/** One word further. Words are own keys; only in a list is a whole number an index. */
export function stepInto(value: Value, { key, index, inherited }: PathKey): Value {
  if (value === null || typeof value !== 'object') return null
  if (isList(value)) return index === null ? null : (value[index] ?? null)
  if (isOurs(value)) return isUnknown(value) ? value : null
  if (inherited && !has(value, key)) return null
  return value[key] ?? null
}
