/** Guards over what a server answered. By hand: a schema library would be a twentieth of the kiosk's first load. */
export type Shape<T> = (value: unknown) => value is T
type Shaped<S> = S extends Shape<infer T> ? T : never
type Fields = { readonly [name: string]: Shape<unknown> }
type Whole<F extends Fields> = { readonly [K in keyof F]: Shaped<F[K]> }

export const text: Shape<string> = (value): value is string => typeof value === 'string'
export const number: Shape<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value)
export const anything: Shape<unknown> = (value): value is unknown => value !== undefined
/** SHA-256 in hex. */
export const hash = matching(/^[0-9a-f]{64}$/)

/** Safe, so that no count loses its last digits. */
export function integer(least: number): Shape<number> {
  return (value): value is number => Number.isSafeInteger(value) && Number(value) >= least
}

export function matching(pattern: RegExp): Shape<string> {
  return (value): value is string => typeof value === 'string' && pattern.test(value)
}

export function meeting<T extends string>(matches: (text: string) => boolean): Shape<T> {
  return (value): value is T => typeof value === 'string' && matches(value)
}

export function oneOf<T extends string | number>(...values: readonly T[]): Shape<T> {
  return (value): value is T => values.some((each) => each === value)
}

export function absentOr<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value): value is T | undefined => value === undefined || shape(value)
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(shape)
}

export function recordOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isObject(value) && Object.values(value).every(shape)
}

/** An object with these fields; a newer server may send further ones. */
export function withFields<F extends Fields>(fields: F): Shape<Whole<F>> {
  return (value): value is Whole<F> => {
    if (!isObject(value)) return false
    const given = new Map<string, unknown>(Object.entries(value))
    return Object.entries(fields).every(([name, shape]) => shape(given.get(name)))
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
