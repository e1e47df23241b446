import type { SealPort } from '../../shared/sealing/seal-ports.ts'

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const
const SECRET_BITS = 256

/** By WebCrypto; the pair is made for one box and dropped with it. */
export const webSealPort: SealPort = {
  agree: async (publicKey) => {
    const theirs = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), P256, false, [])
    const ours = await crypto.subtle.generateKey(P256, false, ['deriveBits'])
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, SECRET_BITS)
    const ephemeral = await crypto.subtle.exportKey('raw', ours.publicKey)
    return { ephemeral: new Uint8Array(ephemeral), secret: new Uint8Array(secret) }
  },
  lock: async ({ key, nonce, text, bound }) => {
    const secret = await crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['encrypt'])
    const input = { name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: new Uint8Array(bound) }
    return new Uint8Array(await crypto.subtle.encrypt(input, secret, new Uint8Array(text)))
  },
}
