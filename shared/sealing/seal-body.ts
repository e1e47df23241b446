import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson, type Json } from '../canonical-json.ts'
import type { PassageId } from '../ids.ts'
import type { RecordHeader } from '../passage/records.ts'
import { err, ok, type Result } from '../result.ts'
import { textOfUtf8, utf8Bytes } from '../utf8.ts'
import type { GcmInput, OpenPort, SealPort } from './seal-ports.ts'
import { decodeBox, encodeBox } from './sealed-box.ts'

/**
 * Where a sealed body belongs; it opens nowhere else. Its place in the log (seq) is not part of it: the box is made before
 * the log says which comes next, and the chain holds it there.
 */
export type SealedPlace = Pick<RecordHeader, 'checkpoint' | 'kiosk' | 'epoch' | 'kind'>

/** As the bundle's `keys` part has it. */
export interface SealingKey {
  /** 8 hex digits. */
  readonly keyId: string
  /** Uncompressed P-256 point. */
  readonly publicKey: Uint8Array
}

/** Its private half stays behind the port. */
export type OpeningKey = SealingKey & { readonly port: OpenPort }

export interface SealInput {
  readonly value: Json
  readonly passage: PassageId
  readonly place: SealedPlace
}

/** The box of a sealed body: only the holder of the key's private half can read it again. */
export async function sealBody({ value, passage, place }: SealInput, to: SealingKey, port: SealPort): Promise<string> {
  const { ephemeral, secret } = await port.agree(to.publicKey)
  const context = contextOf(to.keyId, passage, place)
  const locked = await port.lock({ ...keysOf(secret, [ephemeral, to.publicKey], context), text: padded(canonicalJson(value)), bound: context })
  return encodeBox({ keyId: to.keyId, passage, ephemeral, locked })
}

/** What was sealed, as JSON not yet parsed. `altered`: the box is broken, or was made for another place. */
export async function openSealed(
  box: string,
  place: SealedPlace,
  keys: readonly OpeningKey[],
): Promise<Result<{ readonly passage: PassageId; readonly value: unknown }, 'unknown-key' | 'altered'>> {
  const sealed = decodeBox(box)
  if (sealed === null) return err('altered')
  const key = keys.find(({ keyId }) => keyId === sealed.keyId)
  if (!key) return err('unknown-key')
  const secret = await key.port.secretWith(sealed.ephemeral)
  if (secret === null) return err('altered')
  const context = contextOf(key.keyId, sealed.passage, place)
  const text = await key.port.unlock({ ...keysOf(secret, [sealed.ephemeral, key.publicKey], context), text: sealed.locked, bound: context })
  const value = text && jsonOf(text)
  return value === null || value === undefined ? err('altered') : ok({ passage: sealed.passage, value })
}

function contextOf(keyId: string, passage: PassageId, { checkpoint, kiosk, epoch, kind }: SealedPlace): Uint8Array {
  return utf8Bytes(`chot-seal-1\n${canonicalJson({ keyId, passage, checkpoint, kiosk, epoch, kind })}`)
}

/** The agreed secret serves one box only, so its nonce can come from it too. */
function keysOf(secret: Uint8Array, points: readonly [Uint8Array, Uint8Array], context: Uint8Array): Pick<GcmInput, 'key' | 'nonce'> {
  const derived = hkdf(sha256, secret, Uint8Array.of(...points[0], ...points[1]), context, KEY_LENGTH + NONCE_LENGTH)
  return { key: derived.slice(0, KEY_LENGTH), nonce: derived.slice(KEY_LENGTH) }
}

const KEY_LENGTH = 32
const NONCE_LENGTH = 12

/** Names differ in length, and a box's length is in the open: all are filled up with spaces, which JSON ignores. */
const STEP = 512

function padded(text: string): Uint8Array {
  const bytes = utf8Bytes(text)
  const out = new Uint8Array(Math.ceil(bytes.length / STEP) * STEP).fill(' '.charCodeAt(0))
  out.set(bytes)
  return out
}

function jsonOf(bytes: Uint8Array): unknown {
  const text = textOfUtf8(bytes)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
