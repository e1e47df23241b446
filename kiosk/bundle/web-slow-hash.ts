import { HASH_BYTES, type SlowHash } from '../../shared/lists/slow-hash.ts'

/** Native, and off the main thread, so that the camera's picture does not halt. */
export const webSlowHash: SlowHash = async (key, salt, iterations) => {
  const material = await crypto.subtle.importKey('raw', new Uint8Array(key), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations }
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 8 * HASH_BYTES))
}
