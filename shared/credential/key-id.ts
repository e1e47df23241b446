import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf } from '../hex.ts'

/** A hint which key to try, not a proof: two keys may share one, and then both are tried. */
export function keyIdOf(publicKey: Uint8Array): string {
  return hexOf(sha256(publicKey).slice(0, 4))
}
