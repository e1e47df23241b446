import { verifyAsync } from '@noble/ed25519'
import type { Verify } from '../../shared/credential/credential.ts'

/** For browsers whose WebCrypto knows no Ed25519; SHA-512 is still theirs. */
export const verifyByJavaScript: Verify = async (publicKey, signature, message) => {
  try {
    return await verifyAsync(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
