import type { Packed } from '../../shared/carrying/chunks.ts'
import { utf8Bytes } from '../../shared/utf8.ts'

/** Far above any letter: what unpacks to more was made to fill a memory. */
const MOST_BYTES = 16 * 1024 * 1024

/** Deflated where the browser can (Chrome 103, Safari 16.4), else as it is: fewer codes to show, nothing more. */
export async function packText(text: string): Promise<Packed> {
  const bytes = utf8Bytes(text)
  if (!('CompressionStream' in globalThis)) return { packing: 'plain', bytes }
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return { packing: 'deflate', bytes: new Uint8Array(await new Response(stream).arrayBuffer()) }
}

/** Null where it is no text, or this browser cannot unpack it: then the file is carried instead. */
export async function unpackText({ packing, bytes }: Packed): Promise<string | null> {
  try {
    const plain = packing === 'plain' ? bytes : await inflated(bytes)
    return plain && new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return null
  }
}

async function inflated(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (!('DecompressionStream' in globalThis)) return null
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const pieces: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > MOST_BYTES) return null
    pieces.push(next.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
