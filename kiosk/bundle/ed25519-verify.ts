import type { Verify } from '../../shared/credential/credential.ts'
import { hexOf } from '../../shared/hex.ts'

/** WebCrypto where the browser knows Ed25519 (Chrome 137, Safari 17, Firefox 129), else the same in JavaScript, which only such browsers fetch. */
export async function chooseVerify(): Promise<Verify> {
  return (await platformKnowsEd25519()) ? verifyByPlatform : (await import('./verify-by-javascript.ts')).verifyByJavaScript
}

async function platformKnowsEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
    return true
  } catch {
    return false
  }
}

/** The keys of a bundle are few and each is used all day. */
const MOST_KEPT = 64
const imported = new Map<string, CryptoKey>()

async function keyOf(publicKey: Uint8Array): Promise<CryptoKey> {
  const name = hexOf(publicKey)
  const held = imported.get(name)
  if (held) return held
  const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), { name: 'Ed25519' }, false, ['verify'])
  if (imported.size >= MOST_KEPT) imported.clear()
  imported.set(name, key)
  return key
}

const verifyByPlatform: Verify = async (publicKey, signature, message) => {
  try {
    const key = await keyOf(publicKey)
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), new Uint8Array(message))
  } catch {
    // A key or signature of the wrong length is a bad signature, not a fault.
    return false
  }
}
