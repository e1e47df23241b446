import { bytesOfHex, hexOf } from '../hex.ts'
import { utf8Bytes } from '../utf8.ts'

/** PBKDF2 with HMAC-SHA-256, `HASH_BYTES` long: native on every tablet and in Node, so a port. */
export type SlowHash = (key: Uint8Array, salt: Uint8Array, iterations: number) => Promise<Uint8Array>

/** Enough that no two keys of a country share one; a longer hash tells a thief no less. */
export const HASH_BYTES = 16

/**
 * What one look-up costs: tens of milliseconds on a tablet, 20,000 times a plain SHA-256. What that means for a stolen
 * tablet stands in docs/decisions.md.
 */
export const SLOW_HASH_ITERATIONS = 100_000

/** A salt that asks for more comes from no server of ours and would freeze the tablet. */
const MOST_ITERATIONS = 5_000_000

/** Says how to hash beside what with, so that a dearer hash later needs no new field: `pbkdf2-sha256:100000:<hex>`. */
export function saltText(random: Uint8Array, iterations: number): string {
  return `pbkdf2-sha256:${iterations}:${hexOf(random)}`
}

/** The hash of a list key as bundles carry it, in hex. Null where this app does not know the way of hashing. */
export async function hashListKey(key: string, salt: string, slowHash: SlowHash): Promise<string | null> {
  const [, iterations = '', hex = ''] = /^pbkdf2-sha256:([1-9]\d{0,6}):([0-9a-f]{16,128})$/.exec(salt) ?? []
  const random = bytesOfHex(hex)
  if (random === null || iterations === '' || Number(iterations) > MOST_ITERATIONS) return null
  return hexOf(await slowHash(utf8Bytes(key), random, Number(iterations)))
}
