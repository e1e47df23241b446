import { type KeyObject, sign } from 'node:crypto'
import type { Sign } from '../../shared/credential/credential.ts'

/** Ed25519 by an own private key. */
export function nodeSign(privateKey: KeyObject): Sign {
  return async (message) => new Uint8Array(sign(null, message, privateKey))
}
