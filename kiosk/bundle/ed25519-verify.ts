import { hashes, verify as nobleVerify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import type { Verify } from '../../shared/credential/credential.ts'

hashes.sha512 = sha512

/** WebCrypto where the browser knows Ed25519 (Chrome 137, Safari 17, Firefox 129), else the same in JavaScript. */
export async function chooseVerify(): Promise<Verify> {
  return (await platformKnowsEd25519()) ? verifyByPlatform : verifyByJavaScript
}

async function platformKnowsEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
    return true
  } catch {
    return false
  }
}

const verifyByPlatform: Verify = async (publicKey, signature, message) => {
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), { name: 'Ed25519' }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), new Uint8Array(message))
  } catch {
    // A key or signature of the wrong length is a bad signature, not a fault.
    return false
  }
}

export const verifyByJavaScript: Verify = async (publicKey, signature, message) => {
  try {
    return nobleVerify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
