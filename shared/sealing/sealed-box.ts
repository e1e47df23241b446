import { base64UrlOf, bytesOfBase64Url } from '../base64url.ts'
import { bytesOfHex, hexOf } from '../hex.ts'
import { asPassageId, type PassageId } from '../ids.ts'

/**
 * The text of a sealed body, base64url of: version (1 byte, 1), key id (4), passage (16), ephemeral P-256 point (65,
 * uncompressed), then AES-256-GCM's ciphertext with its tag of 16 bytes. Key and passage stand in the open, so that the
 * server knows what to try and whose body to erase without opening it; both are bound into the seal.
 */
export interface SealedBox {
  /** 8 hex digits: the first bytes of SHA-256 of the server's public point. */
  readonly keyId: string
  readonly passage: PassageId
  readonly ephemeral: Uint8Array
  readonly locked: Uint8Array
}

const VERSION = 1
const KEY_ID_AT = 1
const PASSAGE_AT = 5
const EPHEMERAL_AT = 21
const LOCKED_AT = 86
const TAG_LENGTH = 16
/** A form with everything filled in is under 4 kB; a box above this was made to exhaust somebody. */
const MAX_BYTES = 64 * 1024

export function encodeBox(box: SealedBox): string {
  const head = bytesOfHex(box.keyId + box.passage)
  if (head?.length !== EPHEMERAL_AT - KEY_ID_AT || box.ephemeral.length !== LOCKED_AT - EPHEMERAL_AT) throw new Error('not the parts of a sealed box')
  return base64UrlOf(Uint8Array.of(VERSION, ...head, ...box.ephemeral, ...box.locked))
}

/** Null for anything but a box of this version. */
export function decodeBox(text: string): SealedBox | null {
  if (text.length > (MAX_BYTES * 4) / 3) return null
  const bytes = bytesOfBase64Url(text)
  if (bytes === null || bytes[0] !== VERSION || bytes.length < LOCKED_AT + TAG_LENGTH) return null
  return {
    keyId: hexOf(bytes.slice(KEY_ID_AT, PASSAGE_AT)),
    passage: asPassageId(hexOf(bytes.slice(PASSAGE_AT, EPHEMERAL_AT))),
    ephemeral: bytes.slice(EPHEMERAL_AT, LOCKED_AT),
    locked: bytes.slice(LOCKED_AT),
  }
}
