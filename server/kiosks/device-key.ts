import { createPublicKey } from 'node:crypto'
import { bytesOfBase64Url } from '../../shared/base64url.ts'

/** Whether the text is the public half of a P-256 key as a browser exports it (SPKI, base64url). */
export function isDeviceKey(text: string): boolean {
  const bytes = bytesOfBase64Url(text)
  if (!bytes) return false
  try {
    const key = createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}
