import { base64UrlOf, bytesOfBase64Url } from '../base64url.ts'
import type { HashedEntries, HashedEntry } from '../bundle/bundle.ts'
import { bytesOfHex, hexOf } from '../hex.ts'
import { WATCH_KINDS } from '../rules/passing.ts'
import { HASH_BYTES } from './slow-hash.ts'

/** Hash, kind, flags, birth year, from, to: a million entries are 32 MB in one piece, not a million objects. */
const ROW_BYTES = 32
const KIND = HASH_BYTES
const FLAGS = KIND + 1
const YEAR = FLAGS + 1
const FROM = YEAR + 2
const TO = FROM + 6
const HAS_END = 1

/** Entries by hash, ready to be looked up: rows and single entries, each sorted. */
export interface EntryIndex {
  readonly salt: string
  readonly rows: Uint8Array
  readonly entries: readonly HashedEntry[]
}

/**
 * What a bundle carries of these entries. Those of a contradicted passage stay single, because they say where the other
 * one was; nothing else would be lost by packing.
 */
export function packEntries(salt: string, entries: readonly HashedEntry[]): HashedEntries {
  const sorted = [...entries].sort(byHash)
  const single = sorted.filter((entry) => entry.otherPassage !== undefined)
  const plain = sorted.filter((entry) => entry.otherPassage === undefined)
  const rows = new Uint8Array(plain.length * ROW_BYTES)
  for (const [index, entry] of plain.entries()) writeRow(rows, index * ROW_BYTES, entry)
  return plain.length === 0 ? { salt, entries: single } : { salt, entries: single, packed: base64UrlOf(rows) }
}

/** Null where the rows are none: cut off, of an unknown kind, or not in order, so that a search could miss one. */
export function indexEntries({ salt, entries, packed = '' }: HashedEntries): EntryIndex | null {
  const rows = bytesOfBase64Url(packed)
  if (rows === null || rows.length % ROW_BYTES !== 0 || !areInOrder(rows)) return null
  return { salt, rows, entries: [...entries].sort(byHash) }
}

/** All entries with this hash, in as many steps as the length has binary digits. */
export function entriesOf({ rows, entries }: EntryIndex, hash: string): readonly HashedEntry[] {
  const wanted = bytesOfHex(hash)
  if (wanted === null || wanted.length !== HASH_BYTES) return []
  const found: HashedEntry[] = []
  const count = rows.length / ROW_BYTES
  for (let at = firstFrom(count, (row) => compareHash(rows, row, wanted) < 0); at < count && compareHash(rows, at, wanted) === 0; at++) {
    found.push(readRow(rows.subarray(at * ROW_BYTES, (at + 1) * ROW_BYTES)))
  }
  for (let at = firstFrom(entries.length, (index) => (entries[index]?.hash ?? '') < hash); entries[at]?.hash === hash; at++) {
    const entry = entries[at]
    if (entry !== undefined) found.push(entry)
  }
  return found
}

/** The first position that does not come before what is sought. */
export function firstFrom(length: number, comesBefore: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (comesBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function byHash(a: HashedEntry, b: HashedEntry): number {
  return compareText(a.hash, b.hash) || compareText(a.kind, b.kind) || a.from - b.from || compareText(JSON.stringify(a), JSON.stringify(b))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function areInOrder(rows: Uint8Array): boolean {
  for (let row = 0; row < rows.length / ROW_BYTES; row++) {
    if ((rows[row * ROW_BYTES + KIND] ?? 0) >= WATCH_KINDS.length) return false
    if (row > 0 && isBefore(rows, row, row - 1)) return false
  }
  return true
}

function isBefore(rows: Uint8Array, row: number, other: number): boolean {
  for (let byte = 0; byte < HASH_BYTES; byte++) {
    const difference = (rows[row * ROW_BYTES + byte] ?? 0) - (rows[other * ROW_BYTES + byte] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

function compareHash(rows: Uint8Array, row: number, wanted: Uint8Array): number {
  for (let byte = 0; byte < HASH_BYTES; byte++) {
    const difference = (rows[row * ROW_BYTES + byte] ?? 0) - (wanted[byte] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function writeRow(rows: Uint8Array, start: number, { hash, kind, birthYear = 0, from, to }: HashedEntry): void {
  if (!HASH.test(hash)) throw new Error(`not a list hash: ${hash.slice(0, 40)}`)
  for (let byte = 0; byte < HASH_BYTES; byte++) rows[start + byte] = Number.parseInt(hash.slice(2 * byte, 2 * byte + 2), 16)
  rows[start + KIND] = WATCH_KINDS.indexOf(kind)
  rows[start + FLAGS] = to === null ? 0 : HAS_END
  writeNumber(rows, { from: start + YEAR, before: start + FROM }, birthYear)
  writeNumber(rows, { from: start + FROM, before: start + TO }, from)
  writeNumber(rows, { from: start + TO, before: start + ROW_BYTES }, to ?? 0)
}

const HASH = /^[0-9a-f]{32}$/

function readRow(row: Uint8Array): HashedEntry {
  const kind = WATCH_KINDS[row[KIND] ?? 0]
  if (kind === undefined) throw new Error(`no watch kind ${row[KIND]}`)
  const birthYear = readNumber(row.subarray(YEAR, FROM))
  return {
    hash: hexOf(row.subarray(0, HASH_BYTES)),
    kind,
    ...(birthYear === 0 ? {} : { birthYear }),
    from: readNumber(row.subarray(FROM, TO)),
    to: ((row[FLAGS] ?? 0) & HAS_END) === 0 ? null : readNumber(row.subarray(TO, ROW_BYTES)),
  }
}

/** Big-endian; 48 bits hold every instant from 1970 to the year 10889. */
function writeNumber(bytes: Uint8Array, { from, before }: { readonly from: number; readonly before: number }, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** (before - from)) throw new Error(`${value} does not fit into a list entry`)
  for (let at = before - 1, rest = value; at >= from; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
}

function readNumber(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}
