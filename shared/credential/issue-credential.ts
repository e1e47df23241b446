import { encodeCose, signedBytes } from './cose.ts'
import type { Credential, Sign } from './credential.ts'
import { digitsOf } from './digits.ts'
import { encodeClaims } from './encode-claims.ts'
import { PREFIX } from './prefix.ts'

/** The same fields as what is opened: nothing is added on the way. */
export type CredentialContent = Credential

export interface Signer {
  /** 8 hex digits, as in `TrustedKey`. */
  readonly keyId: string
  readonly sign: Sign
}

/** The text of the QR code. Instants are rounded down as `asCarried` says. */
export async function issueCredential(content: CredentialContent, signer: Signer): Promise<string> {
  const payload = encodeClaims(content)
  const signature = await signer.sign(signedBytes(signer.keyId, payload))
  return PREFIX + digitsOf(encodeCose({ keyId: signer.keyId, payload, signature }))
}
