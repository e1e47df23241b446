import { has } from './operands.ts'
import { isInstant, isList, isUnknown, type Value } from './value.ts'

/** One word of a path. `index` is its number where it can be a place in a list: `01` and `2x` cannot. */
export interface PathKey {
  readonly key: string
  readonly index: number | null
}

export function pathKeys(words: readonly string[]): readonly PathKey[] {
  return words.map((key) => ({ key, index: /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : null }))
}

/** Words are own keys; only in a list is a whole number an index. Null where the path leads nowhere, and past an unknown nothing. */
export function walkPath(root: Value, keys: readonly PathKey[]): Value {
  let value = root
  for (const { key, index } of keys) {
    if (value === null || typeof value !== 'object') return null
    if (isList(value)) value = index === null ? null : (value[index] ?? null)
    else if (isUnknown(value)) return value
    else if (isInstant(value)) return null
    else value = has(value, key) ? (value[key] ?? null) : null
  }
  return value
}
