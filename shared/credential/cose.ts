import { bytesOfHex, hexOf } from '../hex.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import type { CredentialAlgorithm } from './credential.ts'

/** A COSE_Sign1 message of our one shape, its payload not yet to be believed. */
export interface Unverified {
  /** As the header claims; a key of another algorithm never verifies it. */
  readonly algorithm: CredentialAlgorithm
  /** 8 hex digits, as in `TrustedKey`. */
  readonly keyId: string
  readonly payload: Uint8Array
  readonly signature: Uint8Array
  /** What was signed: the Sig_structure of RFC 9052 §4.4. */
  readonly signed: Uint8Array
}

/**
 * Every message of ours begins so: an array of 4; a protected header of 9 bytes; a map of 2; algorithm (1) = EdDSA (-8), or
 * ES256 (-7) on a kiosk's slip; key id (4) = 4 bytes. Untagged: the prefix says what it is, and the tag would cost a byte.
 */
export const COSE_HEADS: { readonly [algorithm in CredentialAlgorithm]: Uint8Array } = {
  ed25519: Uint8Array.of(0x84, 0x49, 0xa2, 0x01, 0x27, 0x04, 0x44),
  es256: Uint8Array.of(0x84, 0x49, 0xa2, 0x01, 0x26, 0x04, 0x44),
}

const PROTECTED_FROM = 2
const KEY_ID_LENGTH = 4
const SIGNATURE_LENGTH = 64

/** What a message is signed under: which key, and how. */
export type CoseKey = Pick<Unverified, 'keyId' | 'algorithm'>

export function signedBytes(key: CoseKey, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedHeader(key), new Uint8Array(0), payload])
}

export function encodeCose(message: Omit<Unverified, 'signed'>): Uint8Array {
  return encodeCbor([protectedHeader(message), new Map(), message.payload, message.signature])
}

/** Null for any other shape: the header may not choose an algorithm that is not ours, and nothing unsigned may ride along. */
export function decodeCose(bytes: Uint8Array): Unverified | null {
  const parts = decodeCbor(bytes)
  if (!Array.isArray(parts) || parts.length !== 4) return null
  const [header, unprotected, payload, signature]: readonly unknown[] = parts
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array)) return null
  if (!(unprotected instanceof Map) || unprotected.size > 0 || signature.length !== SIGNATURE_LENGTH) return null
  const key = keyOf(header)
  return key && { ...key, payload, signature, signed: signedBytes(key, payload) }
}

/** The header is compared as bytes with the two that we write, not interpreted. */
function keyOf(header: Uint8Array): CoseKey | null {
  const keyId = hexOf(header.slice(-KEY_ID_LENGTH))
  if (keyId.length !== 2 * KEY_ID_LENGTH) return null
  const written = hexOf(header)
  const algorithm = ALGORITHMS.find((each) => written === hexOf(protectedHeader({ keyId, algorithm: each })))
  return algorithm === undefined ? null : { keyId, algorithm }
}

const ALGORITHMS: readonly CredentialAlgorithm[] = ['ed25519', 'es256']

function protectedHeader({ keyId, algorithm }: CoseKey): Uint8Array {
  const bytes = bytesOfHex(keyId)
  if (bytes?.length !== KEY_ID_LENGTH) throw new Error(`a key id is 8 hex digits, not ${JSON.stringify(keyId)}`)
  return Uint8Array.of(...COSE_HEADS[algorithm].slice(PROTECTED_FROM), ...bytes)
}
