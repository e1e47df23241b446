import { encodeCose, signedBytes } from './cose.ts'
import type { Credential, CredentialAlgorithm, Sign } from './credential.ts'
import { decodeClaims } from './decode-claims.ts'
import { digitsOf } from './digits.ts'
import { encodeClaims } from './encode-claims.ts'
import { PREFIX } from './prefix.ts'

/** The same fields as what is opened: nothing is added on the way. */
export type CredentialContent = Credential

export interface Signer {
  /** 8 hex digits, as in `TrustedKey`. */
  readonly keyId: string
  /** Absent is `ed25519`; a kiosk signs its slips with `es256`. */
  readonly algorithm?: CredentialAlgorithm
  readonly sign: Sign
}

/** The text of the QR code. Instants are rounded down as `asCarried` says. */
export async function issueCredential(content: CredentialContent, signer: Signer): Promise<string> {
  const payload = encodeClaims(content)
  if (decodeClaims(payload) === undefined) throw new Error('this content would make a code that no kiosk opens')
  const key = { keyId: signer.keyId, algorithm: signer.algorithm ?? 'ed25519' }
  const signature = await signer.sign(signedBytes(key, payload))
  return PREFIX + digitsOf(encodeCose({ ...key, payload, signature }))
}
