import { textOfUtf8 } from '../utf8.ts'

/**
 * CBOR (RFC 8949) as foreign issuers write it: indefinite lengths, floats, tags (dropped: they only name what we know
 * anyway), text keys, any order. Our own code has a far narrower reader; this one serves certificates alone.
 */
export type ForeignCbor = number | boolean | null | string | Uint8Array | readonly ForeignCbor[] | ForeignMap
export type ForeignMap = ReadonlyMap<string | number, ForeignCbor>

/** A certificate nests six deep. */
const MAX_DEPTH = 16

/** Undefined where the bytes are not exactly one value. Reads anything, never throws; the work is bounded by the bytes. */
export function decodeForeignCbor(bytes: Uint8Array): ForeignCbor | undefined {
  const cursor = { bytes, at: 0 }
  const value = read(cursor, MAX_DEPTH)
  return cursor.at === bytes.length && value !== BREAK ? value : undefined
}

export function isForeignMap(value: ForeignCbor | undefined): value is ForeignMap {
  return value instanceof Map
}

export function isForeignList(value: ForeignCbor | undefined): value is readonly ForeignCbor[] {
  return Array.isArray(value)
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** Ends a value of indefinite length. */
const BREAK = Symbol('break')
type Read = ForeignCbor | typeof BREAK | undefined

function read(cursor: Cursor, depth: number): Read {
  const initial = cursor.bytes[cursor.at]
  if (initial === undefined || depth < 0) return undefined
  cursor.at++
  const major = initial >> 5
  const short = initial & 31
  if (major === SIMPLE) return readSimple(cursor, short)
  const isOpen = short === INDEFINITE
  const argument = isOpen ? Number.POSITIVE_INFINITY : readArgument(cursor, short)
  if (argument === undefined || (isOpen && (major < BYTES || major === TAG))) return undefined
  switch (major) {
    case UNSIGNED:
      return argument
    case NEGATIVE:
      return -1 - argument
    case BYTES:
      return isOpen ? readChunks(cursor, BYTES) : take(cursor, argument)
    case TEXT: {
      const bytes = isOpen ? readChunks(cursor, TEXT) : take(cursor, argument)
      return bytes && (textOfUtf8(bytes) ?? undefined)
    }
    case LIST:
      return readList(cursor, argument, depth - 1)
    case MAP:
      return readMap(cursor, argument, depth - 1)
    default: {
      const tagged = read(cursor, depth - 1)
      return tagged === BREAK ? undefined : tagged
    }
  }
}

function readArgument(cursor: Cursor, short: number): number | undefined {
  if (short < 24) return short
  if (short > 27) return undefined
  const argument = take(cursor, 2 ** (short - 24))?.reduce((sum, byte) => sum * 256 + byte, 0)
  return Number.isSafeInteger(argument) ? argument : undefined
}

function readSimple(cursor: Cursor, short: number): Read {
  if (short === 20 || short === 21) return short === 21
  // null, and undefined, which JSON writes as null too.
  if (short === 22 || short === 23) return null
  if (short === INDEFINITE) return BREAK
  const width = short === 25 ? 2 : short === 26 ? 4 : short === 27 ? 8 : 0
  const bytes = width === 0 ? undefined : take(cursor, width)
  if (!bytes) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, width)
  return width === 8 ? view.getFloat64(0) : width === 4 ? view.getFloat32(0) : halfFloat(view.getUint16(0))
}

function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const sign = bits & 0x8000 ? -1 : 1
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function take(cursor: Cursor, count: number): Uint8Array | undefined {
  if (count > cursor.bytes.length - cursor.at) return undefined
  cursor.at += count
  return cursor.bytes.slice(cursor.at - count, cursor.at)
}

function readChunks(cursor: Cursor, major: number): Uint8Array | undefined {
  const out: number[] = []
  for (;;) {
    const initial = cursor.bytes[cursor.at++]
    if (initial === 0xff) return Uint8Array.from(out)
    if (initial === undefined || initial >> 5 !== major) return undefined
    const length = readArgument(cursor, initial & 31)
    const chunk = length === undefined ? undefined : take(cursor, length)
    if (!chunk) return undefined
    for (const byte of chunk) out.push(byte)
  }
}

function readList(cursor: Cursor, count: number, depth: number): Read {
  const list: ForeignCbor[] = []
  while (list.length < count) {
    const item = read(cursor, depth)
    if (item === BREAK) return count === Number.POSITIVE_INFINITY ? list : undefined
    if (item === undefined) return undefined
    list.push(item)
  }
  return list
}

/** A key written twice would let two readers see two certificates: such a map is none. */
function readMap(cursor: Cursor, count: number, depth: number): Read {
  const map = new Map<string | number, ForeignCbor>()
  while (map.size < count) {
    const key = read(cursor, 0)
    if (key === BREAK) return count === Number.POSITIVE_INFINITY ? map : undefined
    if ((typeof key !== 'string' && typeof key !== 'number') || map.has(key)) return undefined
    const value = read(cursor, depth)
    if (value === undefined || value === BREAK) return undefined
    map.set(key, value)
  }
  return map
}

const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const LIST = 4
const MAP = 5
const TAG = 6
const SIMPLE = 7
const INDEFINITE = 31
