/**
 * zlib (RFC 1950, 1951) for codes that strangers hold up. Written here because of its bounds: `DecompressionStream` is not on
 * every tablet and packages grow their output as the code demands; this stops at `MAX_INFLATED` bytes whatever the text says.
 */
export const MAX_INFLATED = 16_384

/** Null where the bytes are not one whole zlib stream whose checksum holds, or would grow beyond the bound. */
export function inflate(bytes: Uint8Array): Uint8Array | null {
  const [method = 0, flags = 0] = bytes
  const hasHeader = (method & 15) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0
  if (!hasHeader || bytes.length < 8) return null
  const stream: Stream = { bytes, at: 2, held: 0, count: 0, out: new Uint8Array(MAX_INFLATED), length: 0 }
  let last = 0
  while (last === 0) {
    last = take(stream, 1)
    if (last < 0 || !inflateBlock(stream, take(stream, 2))) return null
  }
  const out = stream.out.subarray(0, stream.length)
  const sum = stream.at - (stream.count >> 3)
  // What fills the last byte is nothing, and is written so.
  return stream.held === 0 && sum + 4 === bytes.length && checksumOf(out) === bigEndian(bytes, sum) ? out.slice() : null
}

interface Stream {
  readonly bytes: Uint8Array
  at: number
  /** Bits taken from `bytes` and not yet used, the next one lowest. */
  held: number
  count: number
  readonly out: Uint8Array
  length: number
}

/** The next bits as a number, -1 where they have run out. */
function take(stream: Stream, bits: number): number {
  while (stream.count < bits) {
    const byte = stream.bytes[stream.at]
    if (byte === undefined) return -1
    stream.at++
    stream.held |= byte << stream.count
    stream.count += 8
  }
  const value = stream.held & ((1 << bits) - 1)
  stream.held >>>= bits
  stream.count -= bits
  return value
}

function inflateBlock(stream: Stream, kind: number): boolean {
  if (kind === STORED) return copyStored(stream)
  if (kind === FIXED) return inflateCodes(stream, FIXED_LITERALS, FIXED_DISTANCES)
  if (kind !== DYNAMIC) return false
  const trees = readTrees(stream)
  return trees !== null && inflateCodes(stream, trees.literals, trees.distances)
}

function copyStored(stream: Stream): boolean {
  stream.at -= stream.count >> 3
  stream.held = 0
  stream.count = 0
  const length = take(stream, 16)
  const check = take(stream, 16)
  if (length < 0 || check !== (length ^ 0xffff) || stream.length + length > MAX_INFLATED || stream.at + length > stream.bytes.length) return false
  stream.out.set(stream.bytes.subarray(stream.at, stream.at + length), stream.length)
  stream.at += length
  stream.length += length
  return true
}

function inflateCodes(stream: Stream, literals: Tree, distances: Tree): boolean {
  for (;;) {
    const symbol = symbolOf(stream, literals)
    if (symbol < 0) return false
    if (symbol === END_OF_BLOCK) return true
    if (symbol < END_OF_BLOCK) {
      if (stream.length === MAX_INFLATED) return false
      stream.out[stream.length++] = symbol
    } else if (!copyBack(stream, symbol - END_OF_BLOCK - 1, distances)) return false
  }
}

function copyBack(stream: Stream, lengthSymbol: number, distances: Tree): boolean {
  const length = extended(stream, LENGTH_BASE[lengthSymbol], LENGTH_EXTRA[lengthSymbol])
  const distanceSymbol = symbolOf(stream, distances)
  const distance = extended(stream, DISTANCE_BASE[distanceSymbol], DISTANCE_EXTRA[distanceSymbol])
  if (length < 0 || distance < 0 || distance > stream.length || stream.length + length > MAX_INFLATED) return false
  for (let i = 0; i < length; i++) {
    stream.out[stream.length] = stream.out[stream.length - distance] ?? 0
    stream.length++
  }
  return true
}

function extended(stream: Stream, base: number | undefined, extra: number | undefined): number {
  if (base === undefined || extra === undefined) return -1
  const more = take(stream, extra)
  return more < 0 ? -1 : base + more
}

/** A canonical Huffman code: how many symbols have each length, and the symbols in order. */
interface Tree {
  readonly counts: readonly number[]
  readonly symbols: readonly number[]
}

function symbolOf(stream: Stream, { counts, symbols }: Tree): number {
  let code = 0
  let first = 0
  let index = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const bit = take(stream, 1)
    if (bit < 0) return -1
    code |= bit
    const count = counts[length] ?? 0
    if (code - count < first) return symbols[index + code - first] ?? -1
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return -1
}

/** Null where more codes are claimed than there are. */
function treeOf(lengths: readonly number[]): Tree | null {
  const counts = new Array<number>(LONGEST_CODE + 1).fill(0)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  counts[0] = 0
  let left = 1
  for (let length = 1; length <= LONGEST_CODE; length++) {
    left = 2 * left - (counts[length] ?? 0)
    if (left < 0) return null
  }
  const symbols: number[] = []
  for (let length = 1; length <= LONGEST_CODE; length++) {
    lengths.forEach((each, symbol) => {
      if (each === length) symbols.push(symbol)
    })
  }
  return { counts, symbols }
}

function readTrees(stream: Stream): { readonly literals: Tree; readonly distances: Tree } | null {
  const literalCount = take(stream, 5) + 257
  const distanceCount = take(stream, 5) + 1
  const lengthCount = take(stream, 4) + 4
  if (literalCount < 257 || distanceCount < 1 || lengthCount < 4) return null
  const lengthLengths = new Array<number>(19).fill(0)
  for (const place of LENGTH_ORDER.slice(0, lengthCount)) lengthLengths[place] = take(stream, 3)
  const codes = lengthLengths.some((length) => length < 0) ? null : treeOf(lengthLengths)
  const lengths = codes && readLengths(stream, codes, literalCount + distanceCount)
  const literals = lengths && treeOf(lengths.slice(0, literalCount))
  const distances = lengths && treeOf(lengths.slice(literalCount))
  return literals && distances ? { literals, distances } : null
}

function readLengths(stream: Stream, codes: Tree, count: number): readonly number[] | null {
  const lengths: number[] = []
  while (lengths.length < count) {
    const symbol = symbolOf(stream, codes)
    if (symbol < 0) return null
    if (symbol < 16) lengths.push(symbol)
    else {
      const repeated = symbol === 16 ? lengths[lengths.length - 1] : 0
      const times = symbol === 16 ? extended(stream, 3, 2) : symbol === 17 ? extended(stream, 3, 3) : extended(stream, 11, 7)
      if (repeated === undefined || times < 0 || lengths.length + times > count) return null
      for (let i = 0; i < times; i++) lengths.push(repeated)
    }
  }
  return lengths
}

/** Adler-32. */
function checksumOf(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return b * 65_536 + a
}

function bigEndian(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0)
}

const STORED = 0
const FIXED = 1
const DYNAMIC = 2
const END_OF_BLOCK = 256
const LONGEST_CODE = 15
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
]
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const NONE: Tree = { counts: [], symbols: [] }
const FIXED_LITERALS = treeOf(Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))) ?? NONE
const FIXED_DISTANCES = treeOf(new Array<number>(30).fill(5)) ?? NONE
