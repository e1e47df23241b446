import { type EpochMs, SECOND_MS } from '../units.ts'

/** A value that no JSON has. Classes, because no JSON can pass for one, and asking is the cheapest question of a rule's innermost loop. */
class Ours {}

/** What `plusTime` makes: neither truthy nor falsy, and no operand for another `plusTime` (CertLogic 1.3.3). */
export class Instant extends Ours {
  readonly at: EpochMs
  constructor(at: EpochMs) {
    super()
    this.at = at
  }
}

/** A fact that was asked and not answered, or listed and not at hand: a value of its own, with where it came from. */
export class Unknown extends Ours {
  readonly paths: readonly string[]
  constructor(paths: readonly string[]) {
    super()
    this.paths = paths
  }
}

/** What an expression of the rule language can be. `null` is CertLogic's own: a path that leads nowhere. */
export type Value = null | boolean | number | string | Instant | Unknown | readonly Value[] | { readonly [key: string]: Value }

/** An instant or an unknown: neither has fields that a rule could read. */
export function isOurs(value: Value): value is Instant | Unknown {
  return value instanceof Ours
}

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
  return typeof value === 'object' && value instanceof Unknown
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

/** `shown` for one passage: several rules read the same list, and writing it out takes longest. */
export function textsOnce(): typeof shown {
  const known: { readonly value: Value; readonly text: string | number | boolean | null }[] = []
  return (value) => {
    if (value === null || typeof value !== 'object') return shown(value)
    for (const one of known) if (one.value === value) return one.text
    const text = shown(value)
    known.push({ value, text })
    return text
  }
}

function plain(value: Value): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return String(value)
  if (isUnknown(value)) return '?'
  if (isInstant(value)) return `${new Date(Math.floor(value.at / SECOND_MS) * SECOND_MS).toISOString()}`
  return isList(value) ? `[${plainItems(value)}]` : `{${plainFields(value)}}`
}

/** Texts without anything to escape, as almost all are, are faster by hand. */
function quoted(text: string): string {
  return SIMPLE_TEXT.test(text) ? `"${text}"` : JSON.stringify(text)
}

const SIMPLE_TEXT = /^[ !#-[\]-~]*$/

/** Written no further than is shown: a list of stops is long, and almost all of it would be cut off. */
function plainItems(items: readonly Value[]): string {
  let text = ''
  for (const item of items) {
    if (text.length > SHOWN_LENGTH) return text
    text += text === '' ? plain(item) : `, ${plain(item)}`
  }
  return text
}

function plainFields(fields: { readonly [key: string]: Value }): string {
  let text = ''
  for (const key of Object.keys(fields)) {
    if (text.length > SHOWN_LENGTH) return text
    const field = `${key}: ${plain(fields[key] ?? null)}`
    text += text === '' ? field : `, ${field}`
  }
  return text
}
