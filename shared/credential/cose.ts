import { bytesOfHex, hexOf } from '../hex.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'

/** A COSE_Sign1 message of our one shape, its payload not yet to be believed. */
export interface Unverified {
  /** 8 hex digits, as in `TrustedKey`. */
  readonly keyId: string
  readonly payload: Uint8Array
  readonly signature: Uint8Array
  /** What was signed: the Sig_structure of RFC 9052 §4.4. */
  readonly signed: Uint8Array
}

/**
 * Every message of ours begins so: an array of 4; a protected header of 9 bytes; a map of 2; algorithm (1) = EdDSA (-8);
 * key id (4) = 4 bytes. Untagged: the prefix says what it is, and the tag would cost a byte.
 */
export const COSE_HEAD = Uint8Array.of(0x84, 0x49, 0xa2, 0x01, 0x27, 0x04, 0x44)

const PROTECTED_FROM = 2
const KEY_ID_LENGTH = 4
const SIGNATURE_LENGTH = 64

export function signedBytes(keyId: string, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedHeader(keyId), new Uint8Array(0), payload])
}

export function encodeCose(message: Omit<Unverified, 'signed'>): Uint8Array {
  return encodeCbor([protectedHeader(message.keyId), new Map(), message.payload, message.signature])
}

/** Null for any other shape: the header may not choose an algorithm, and nothing unsigned may ride along. */
export function decodeCose(bytes: Uint8Array): Unverified | null {
  const parts = decodeCbor(bytes)
  if (!Array.isArray(parts) || parts.length !== 4) return null
  const [header, unprotected, payload, signature]: readonly unknown[] = parts
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array)) return null
  const keyId = hexOf(header.slice(-KEY_ID_LENGTH))
  if (keyId.length !== 2 * KEY_ID_LENGTH || hexOf(header) !== hexOf(protectedHeader(keyId))) return null
  if (!(unprotected instanceof Map) || unprotected.size > 0 || signature.length !== SIGNATURE_LENGTH) return null
  return { keyId, payload, signature, signed: signedBytes(keyId, payload) }
}

function protectedHeader(keyId: string): Uint8Array {
  const bytes = bytesOfHex(keyId)
  if (bytes?.length !== KEY_ID_LENGTH) throw new Error(`a key id is 8 hex digits, not ${JSON.stringify(keyId)}`)
  return Uint8Array.of(...COSE_HEAD.slice(PROTECTED_FROM), ...bytes)
}
