import { textOfUtf8, utf8Bytes } from '../utf8.ts'

/**
 * The part of CBOR (RFC 8949) that our own code uses, and nothing else: integers, byte and text strings, arrays, maps with
 * integer keys, false, true, null, in the one deterministic form of §4.2.1. Written here rather than taken from a package
 * because what a stranger's code may contain is a security bound: no tags, no floats, no indefinite lengths, no second way
 * to write a value. A general decoder would have to be told each of these, and brings 14 kB to phones that never need them.
 */
export type Cbor = number | boolean | null | string | Uint8Array | CborList | CborMap
export type CborList = readonly Cbor[]
export type CborMap = ReadonlyMap<number, Cbor>

/** Claims need three levels; one more is left to come. */
const MAX_DEPTH = 4

/** Throws on what the subset cannot hold: that is our own bug. */
export function encodeCbor(value: Cbor): Uint8Array {
  const out: number[] = []
  write(out, value)
  return Uint8Array.from(out)
}

function write(out: number[], value: Cbor): void {
  if (value === null) out.push(NULL)
  else if (typeof value === 'boolean') out.push(value ? TRUE : FALSE)
  else if (typeof value === 'number') writeInteger(out, value)
  else if (typeof value === 'string') writeBytes(out, TEXT, utf8Bytes(value))
  else if (value instanceof Uint8Array) writeBytes(out, BYTES, value)
  else if (isMap(value)) writeMap(out, value)
  else {
    writeHead(out, LIST, value.length)
    for (const item of value) write(out, item)
  }
}

function writeInteger(out: number[], value: number): void {
  if (!Number.isSafeInteger(value)) throw new Error(`a code takes whole numbers only, not ${value}`)
  if (value >= 0) writeHead(out, UNSIGNED, value)
  else writeHead(out, NEGATIVE, -1 - value)
}

function writeBytes(out: number[], major: number, bytes: Uint8Array): void {
  writeHead(out, major, bytes.length)
  for (const byte of bytes) out.push(byte)
}

/** Deterministic order is that of the encoded keys: 0, 1, 2, ... before -1, -2, ... */
function writeMap(out: number[], map: CborMap): void {
  writeHead(out, MAP, map.size)
  const entries = [...map].sort(([a], [b]) => keyRank(a) - keyRank(b))
  for (const [key, value] of entries) {
    writeInteger(out, key)
    write(out, value)
  }
}

function keyRank(key: number): number {
  return key >= 0 ? key : MAX_KEY - key
}

function writeHead(out: number[], major: number, argument: number): void {
  const top = major << 5
  if (argument < 24) out.push(top | argument)
  else {
    const width = argument < 2 ** 8 ? 1 : argument < 2 ** 16 ? 2 : argument < 2 ** 32 ? 4 : 8
    out.push(top | (24 + Math.log2(width)))
    for (let shift = width - 1; shift >= 0; shift--) out.push(Math.floor(argument / 2 ** (8 * shift)) & 255)
  }
}

/** Undefined where the bytes are anything but exactly one value of the subset, written in its one form. */
export function decodeCbor(bytes: Uint8Array): Cbor | undefined {
  const cursor = { bytes, at: 0 }
  const value = read(cursor, MAX_DEPTH)
  return cursor.at === bytes.length ? value : undefined
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

function read(cursor: Cursor, depth: number): Cbor | undefined {
  const initial = cursor.bytes[cursor.at]
  if (initial === FALSE || initial === TRUE || initial === NULL) {
    cursor.at++
    return initial === NULL ? null : initial === TRUE
  }
  const head = readHead(cursor)
  if (head === undefined) return undefined
  switch (head.major) {
    case UNSIGNED:
      return head.argument
    case NEGATIVE:
      return Number.isSafeInteger(-1 - head.argument) ? -1 - head.argument : undefined
    case BYTES:
      return take(cursor, head.argument)
    case TEXT:
      return readText(cursor, head.argument)
    case LIST:
      return depth > 0 ? readList(cursor, head.argument, depth - 1) : undefined
    case MAP:
      return depth > 0 ? readMap(cursor, head.argument, depth - 1) : undefined
    default:
      return undefined
  }
}

function readHead(cursor: Cursor): { readonly major: number; readonly argument: number } | undefined {
  const initial = cursor.bytes[cursor.at]
  if (initial === undefined) return undefined
  cursor.at++
  const major = initial >> 5
  const short = initial & 31
  if (short < 24) return { major, argument: short }
  if (short > 27) return undefined
  const wide = take(cursor, 2 ** (short - 24))
  if (wide === undefined) return undefined
  const argument = wide.reduce((sum, byte) => sum * 256 + byte, 0)
  const isShortest = argument >= (LEAST_WIDE[short - 24] ?? 0)
  return isShortest && Number.isSafeInteger(argument) ? { major, argument } : undefined
}

function take(cursor: Cursor, count: number): Uint8Array | undefined {
  if (count > cursor.bytes.length - cursor.at) return undefined
  cursor.at += count
  return cursor.bytes.slice(cursor.at - count, cursor.at)
}

function readText(cursor: Cursor, count: number): string | undefined {
  const bytes = take(cursor, count)
  return bytes && (textOfUtf8(bytes) ?? undefined)
}

function readList(cursor: Cursor, count: number, depth: number): CborList | undefined {
  const list: Cbor[] = []
  for (let i = 0; i < count; i++) {
    const item = read(cursor, depth)
    if (item === undefined) return undefined
    list.push(item)
  }
  return list
}

function readMap(cursor: Cursor, count: number, depth: number): CborMap | undefined {
  const map = new Map<number, Cbor>()
  let lastRank = -1
  for (let i = 0; i < count; i++) {
    const key = read(cursor, 0)
    if (typeof key !== 'number' || Math.abs(key) > MAX_KEY || keyRank(key) <= lastRank) return undefined
    const value = read(cursor, depth)
    if (value === undefined) return undefined
    map.set(key, value)
    lastRank = keyRank(key)
  }
  return map
}

function isMap(value: CborList | CborMap): value is CborMap {
  return value instanceof Map
}

const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const LIST = 4
const MAP = 5
const FALSE = 0xf4
const TRUE = 0xf5
const NULL = 0xf6
const MAX_KEY = 65_535
/** The least argument that may be written in 1, 2, 4, 8 bytes. */
const LEAST_WIDE = [24, 2 ** 8, 2 ** 16, 2 ** 32]
