import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key that only the sender has: the database, which knows its hash, opens nothing. */
export function sealUnder(key: string, text: string, purpose: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Throws where the text was altered or sealed under another key. */
export function unsealUnder(key: string, sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function keyFor(key: string, purpose: string): Buffer {
  return createHmac('sha256', purpose).update(key).digest()
}
