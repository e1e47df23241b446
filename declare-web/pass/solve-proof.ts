import { sha256 } from '@noble/hashes/sha2.js'
import type { ProofNeeded } from '../../shared/http/api.ts'
import { utf8Bytes } from '../../shared/utf8.ts'

/** A page must still answer a finger while it works. */
const SLICE = 500

/** The proof that a site under attack asks for: loaded only then. In slices instead of a worker, which old browsers refuse to start. */
export async function solveProof({ challenge, bits }: Pick<ProofNeeded, 'challenge' | 'bits'>): Promise<string> {
  for (let nonce = 0; ; nonce++) {
    const proof = `${challenge}:${nonce.toString(36)}`
    if (hasZeroBits(sha256(utf8Bytes(proof)), bits)) return proof
    if (nonce % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve))
  }
}

function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  for (let at = 0; at < bits; at++) if (((hash[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) return false
  return true
}
