import { textCarried } from './carried-text.ts'
import type { Cbor, CborMap } from './cbor.ts'

/** Undefined where the value is not what its place in the claims demands; the code is then malformed. */
export type Reader<T> = (value: Cbor) => T | undefined

/** Bounds against nonsense that somebody signed by mistake; the form's own limits are far stricter. */
const MAX_TEXT = 200
const MAX_ITEMS = 64

export function integerIn(least: number, most: number): Reader<number> {
  return (value) => (typeof value === 'number' && value >= least && value <= most ? value : undefined)
}

export function textUpTo(longest: number): Reader<string> {
  return (value) => {
    const text = textCarried(value)
    return text !== undefined && text.length <= longest ? text : undefined
  }
}

export const readText: Reader<string> = textUpTo(MAX_TEXT)

export const readBoolean: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)

export function wordOf<T extends string>(list: readonly T[]): Reader<T> {
  return (value) => (typeof value === 'number' ? list[value] : undefined)
}

export function nullOr<T>(read: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : read(value))
}

export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!isList(value) || value.length > MAX_ITEMS) return undefined
    return complete(value.map(read))
  }
}

/** The elements of a list of bounded length; where the list ends early the caller's defaults stand. */
export function elementsOf(value: Cbor, least: number, most: number): readonly Cbor[] | undefined {
  return isList(value) && value.length >= least && value.length <= most ? value : undefined
}

/** The value of a key; `absent` where the key is not there. */
export function fieldOf<T>(map: CborMap, key: number, read: Reader<T>): T | undefined
export function fieldOf<T, A>(map: CborMap, key: number, read: Reader<T>, absent: A): T | A | undefined
export function fieldOf<T>(map: CborMap, key: number, read: Reader<T>, absent?: T): T | undefined {
  const value = map.get(key)
  return value === undefined ? absent : read(value)
}

/** The whole only if every part could be read. */
export function complete<T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as T)
}

function isList(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value)
}
