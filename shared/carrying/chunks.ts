import { sha256 } from '@noble/hashes/sha2.js'
import { base64UrlOf, bytesOfBase64Url } from '../base64url.ts'
import { hexOf } from '../hex.ts'

/**
 * A letter as a sequence of QR codes: `KC1:<id>:<packing>:<n>/<m>:<base64url>`. `id` is the beginning of the SHA-256 of the
 * packed bytes: chunks of two letters are never put together, and a letter that is put together wrongly is found out.
 */
export const CHUNK_PREFIX = 'KC1:'
/** Bytes of one code: with its head about 700 characters, QR version 18 at level M, which a tablet's camera reads off a screen or paper. */
export const CHUNK_BYTES = 480
const ID_DIGITS = 16
/** 4 MB: no letter comes near it, and a forged count cannot fill a memory. */
const MAX_CHUNKS = 9_000

/** `deflate`: raw deflate, RFC 1951. */
export type Packing = 'plain' | 'deflate'

export interface Packed {
  readonly packing: Packing
  readonly bytes: Uint8Array
}

export function chunksOf({ packing, bytes }: Packed): readonly string[] {
  const id = idOf(bytes)
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES))
  return Array.from({ length: count }, (_, at) => {
    const part = bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)
    return `${CHUNK_PREFIX}${id}:${packing === 'plain' ? 'p' : 'd'}:${at + 1}/${count}:${base64UrlOf(part)}`
  })
}

/** What has been scanned of one letter so far. */
export interface Collected {
  readonly id: string
  readonly packing: Packing
  readonly count: number
  /** By number, from 1. */
  readonly parts: ReadonlyMap<number, Uint8Array>
}

export type Gathering =
  | { readonly kind: 'more'; readonly collected: Collected }
  | { readonly kind: 'whole'; readonly packed: Packed }
  /** `not-a-chunk`: some other code. `other-letter`: of another sequence. `altered`: all there, and not what was written. */
  | { readonly kind: 'refused'; readonly why: 'not-a-chunk' | 'other-letter' | 'altered'; readonly collected: Collected | null }

const CHUNK = /^KC1:([0-9a-f]{16}):([pd]):([1-9]\d{0,3})\/([1-9]\d{0,3}):([A-Za-z0-9_-]+)$/

/** One more code, in any order, as often as it is seen. What does not belong changes nothing. */
export function gather(collected: Collected | null, text: string): Gathering {
  const read = readChunk(text)
  if (!read) return { kind: 'refused', why: 'not-a-chunk', collected }
  const before = collected ?? { id: read.id, packing: read.packing, count: read.count, parts: new Map<number, Uint8Array>() }
  if (before.id !== read.id || before.count !== read.count || before.packing !== read.packing) {
    return { kind: 'refused', why: 'other-letter', collected }
  }
  const next = { ...before, parts: new Map(before.parts).set(read.number, read.bytes) }
  if (next.parts.size < next.count) return { kind: 'more', collected: next }
  const bytes = joined(next)
  // Nothing tells which code was wrong, so the whole sequence is scanned again.
  return idOf(bytes) === next.id ? { kind: 'whole', packed: { packing: next.packing, bytes } } : { kind: 'refused', why: 'altered', collected: null }
}

interface Chunk {
  readonly id: string
  readonly packing: Packing
  readonly number: number
  readonly count: number
  readonly bytes: Uint8Array
}

function readChunk(text: string): Chunk | null {
  const [, id, packing, number, count, data] = CHUNK.exec(text.trim()) ?? []
  const bytes = bytesOfBase64Url(data ?? '?')
  if (!id || !bytes || bytes.length > CHUNK_BYTES) return null
  const numbers = { number: Number(number), count: Number(count) }
  if (numbers.number > numbers.count || numbers.count > MAX_CHUNKS) return null
  return { id, packing: packing === 'd' ? 'deflate' : 'plain', ...numbers, bytes }
}

function joined({ parts, count }: Collected): Uint8Array {
  const ordered = Array.from({ length: count }, (_, at) => parts.get(at + 1) ?? new Uint8Array())
  const whole = new Uint8Array(ordered.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of ordered) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function idOf(bytes: Uint8Array): string {
  return hexOf(sha256(bytes)).slice(0, ID_DIGITS)
}
