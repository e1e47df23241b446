/**
 * The structure of one part of a declaration, as a guard. By hand, because a phone that only sends what its own form made
 * must not load a schema library for it; a test holds every guard equal to the schema of the API.
 */
export type Shape<T> = (value: unknown) => value is T
type Shaped<S> = S extends Shape<infer T> ? T : never
type MayBeAbsent<S> = undefined extends Shaped<S> ? true : false
type Fields = { readonly [name: string]: Shape<unknown> }
type Whole<F extends Fields> = { readonly [K in keyof F as MayBeAbsent<F[K]> extends true ? never : K]: Shaped<F[K]> } & {
  readonly [K in keyof F as MayBeAbsent<F[K]> extends true ? K : never]?: Shaped<F[K]>
}

export const text: Shape<string> = (value): value is string => typeof value === 'string'
export const truth: Shape<boolean> = (value): value is boolean => typeof value === 'boolean'
/** Finite: JSON has no other. */
export const number: Shape<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value)
export const agreed: Shape<true> = (value): value is true => value === true

export function oneOf<T extends string>(list: readonly T[]): Shape<T> {
  return (value): value is T => typeof value === 'string' && (list as readonly string[]).includes(value)
}

/** Left out or null: asked and not answered. */
export function open<T>(shape: Shape<T>): Shape<T | null | undefined> {
  return (value): value is T | null | undefined => value === null || value === undefined || shape(value)
}

export function listOf<T>(shape: Shape<T>, max: number): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.length <= max && value.every(shape)
}

/** An object with these fields and no others. */
export function fieldsOfShape<F extends Fields>(fields: F): Shape<Whole<F>> {
  const names = Object.keys(fields)
  return (value): value is Whole<F> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const given = new Map<string, unknown>(Object.entries(value))
    return names.every((name) => fields[name]?.(given.get(name)) === true) && [...given.keys()].every((name) => names.includes(name))
  }
}
