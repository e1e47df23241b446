import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto'
import * as z from 'zod/mini'
import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'

/**
 * What personal bodies are sealed to, in a file of its own: installations made before sealing have none in theirs, and a
 * key that opens people's names belongs into fewer hands than one that signs. P-256, base64url without padding.
 */
export interface SealingFile {
  readonly v: 1
  readonly madeAt: EpochMs
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: string
  /** 32 bytes. */
  readonly privateKey: string
}

const sealingFile = z.strictObject({
  v: z.literal(1),
  madeAt: z.int(),
  publicKey: z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/)),
  privateKey: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
})

const CURVE = 'prime256v1'
const SCALAR_LENGTH = 32

export function makeSealingFile(madeAt: EpochMs): SealingFile {
  const pair = createECDH(CURVE)
  const publicKey = base64UrlOf(pair.generateKeys())
  return { v: 1, madeAt, publicKey, privateKey: base64UrlOf(fullScalar(pair.getPrivateKey())) }
}

/** The error says what is wrong with the text, to follow "its content". */
export function parseSealingFile(text: string): Result<SealingFile, string> {
  const parsed = sealingFile.safeParse(jsonOf(text))
  if (!parsed.success) return err('is no sealing key of version 1')
  return publicKeyOf(parsed.data.privateKey) === parsed.data.publicKey
    ? ok(parsed.data)
    : err('holds a public key that does not belong to its private key')
}

export function sealingKeyOf({ publicKey, privateKey }: SealingFile): KeyObject {
  const point = bytesOfBase64Url(publicKey) ?? new Uint8Array()
  const jwk = { kty: 'EC', crv: 'P-256', x: base64UrlOf(point.slice(1, 33)), y: base64UrlOf(point.slice(33)), d: privateKey }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

function publicKeyOf(privateKey: string): string | null {
  try {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return base64UrlOf(pair.getPublicKey())
  } catch {
    return null
  }
}

/** Node leaves leading zeros out. */
function fullScalar(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(SCALAR_LENGTH)
  out.set(bytes, SCALAR_LENGTH - bytes.length)
  return out
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
