import { createDecipheriv, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import { base64UrlOf } from '../../shared/base64url.ts'
import type { OpenPort } from '../../shared/sealing/seal-ports.ts'

const TAG_LENGTH = 16

/** Opens what was sealed to this P-256 key. Bytes that are no point, or do not open, are null and nothing more. */
export function nodeOpenPort(privateKey: KeyObject): OpenPort {
  return {
    secretWith: async (ephemeral) => orNull(() => new Uint8Array(diffieHellman({ privateKey, publicKey: pointOf(ephemeral) }))),
    unlock: async ({ key, nonce, text, bound }) =>
      orNull(() => {
        const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH })
        cipher.setAAD(bound)
        cipher.setAuthTag(text.slice(-TAG_LENGTH))
        return new Uint8Array(Buffer.concat([cipher.update(text.slice(0, -TAG_LENGTH)), cipher.final()]))
      }),
  }
}

function pointOf(point: Uint8Array): KeyObject {
  const jwk = { kty: 'EC', crv: 'P-256', x: base64UrlOf(point.slice(1, 33)), y: base64UrlOf(point.slice(33)) }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
