import { type EpochMs, SECOND_MS } from '../units.ts'

/**
 * What `plusTime` makes: neither truthy nor falsy, and no operand for another `plusTime` (CertLogic 1.3.3). A class, here
 * and below, because no JSON can pass for one, and asking for it is the cheapest question of a rule's innermost loop.
 */
export class Instant {
  readonly at: EpochMs
  constructor(at: EpochMs) {
    this.at = at
  }
}

/** A fact that was asked and not answered, or listed and not at hand: a value of its own, with where it came from. */
export class Unknown {
  readonly paths: readonly string[]
  constructor(paths: readonly string[]) {
    this.paths = paths
  }
}

/** What an expression of the rule language can be. `null` is CertLogic's own: a path that leads nowhere. */
export type Value = null | boolean | number | string | Instant | Unknown | readonly Value[] | { readonly [key: string]: Value }

export function instant(at: EpochMs): Instant {
  return new Instant(at)
}

export function isInstant(value: Value): value is Instant {
  return value instanceof Instant
}

export function instantMs(value: Instant): EpochMs {
  return value.at
}

export function unknown(paths: readonly string[]): Unknown {
  return new Unknown(paths)
}

export function isUnknown(value: Value): value is Unknown {
  return value instanceof Unknown
}

export function unknownPaths(value: Unknown): readonly string[] {
  return value.paths
}

/** Both reasons kept, each once. */
export function bothUnknown(a: Unknown | null, b: Unknown): Unknown {
  return a === null ? b : unknown([...new Set([...a.paths, ...b.paths])])
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** One short line for officers and records: JSON-like, at most `SHOWN_LENGTH` characters. */
export function shown(value: Value): string | number | boolean | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  const text = typeof value === 'string' ? value : plain(value)
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text
}

const SHOWN_LENGTH = 120

function plain(value: Value): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isUnknown(value)) return '?'
  if (isInstant(value)) return `${new Date(Math.floor(value.at / SECOND_MS) * SECOND_MS).toISOString()}`
  if (isList(value)) return `[${joined(value.map((item) => () => plain(item)))}]`
  return `{${joined(
    Object.entries(value).map(
      ([key, field]) =>
        () =>
          `${key}: ${plain(field)}`,
    ),
  )}}`
}

/** Written no further than is shown: a list of stops is long, and almost all of it would be cut off. */
function joined(parts: readonly (() => string)[]): string {
  let text = ''
  for (const part of parts) {
    if (text.length > SHOWN_LENGTH) return text
    text += text === '' ? part() : `, ${part()}`
  }
  return text
}
