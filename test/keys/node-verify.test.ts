import { generateKeyPairSync, sign } from 'node:crypto'
import { hashes, verify as nobleVerify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { expect, it } from 'vitest'
import { nodeVerify, verifyDeviceSignature } from '../../server/keys/node-verify.ts'
import { base64UrlOf, bytesOfBase64Url } from '../../shared/base64url.ts'
import { utf8Bytes } from '../../shared/utf8.ts'
import { testKey } from '../support/test-keys.ts'

const message = utf8Bytes('a message')
const publicKey = bytesOfBase64Url(testKey().trusted.publicKey) ?? new Uint8Array()

it('agrees with two other makers of Ed25519: what one signs, all verify', async () => {
  hashes.sha512 = sha512
  const signature = await testKey().signer.sign(message)
  const webKey = await crypto.subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify'])
  expect(await nodeVerify(publicKey, signature, message)).toBe(true)
  expect(nobleVerify(signature, message, publicKey)).toBe(true)
  expect(await crypto.subtle.verify('Ed25519', webKey, Uint8Array.from(signature), Uint8Array.from(message))).toBe(true)
})

it('verifies nothing that is altered, of another key, or of the wrong shape', async () => {
  const signature = await testKey().signer.sign(message)
  const altered = Uint8Array.from(signature, (byte, i) => (i === 40 ? byte ^ 1 : byte))
  const otherKey = bytesOfBase64Url(testKey(2).trusted.publicKey) ?? new Uint8Array()
  expect(await nodeVerify(publicKey, altered, message)).toBe(false)
  expect(await nodeVerify(publicKey, signature, utf8Bytes('a messagf'))).toBe(false)
  expect(await nodeVerify(otherKey, signature, message)).toBe(false)
  expect(await nodeVerify(publicKey, signature.slice(1), message)).toBe(false)
  expect(await nodeVerify(publicKey.slice(1), signature, message)).toBe(false)
  expect(await nodeVerify(new Uint8Array(32).fill(255), signature, message)).toBe(false)
})

it("verifies a tablet's signature as WebCrypto makes it", async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const spki = base64UrlOf(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)))
  const text = 'POST /api/sync\nlời nhắn'
  const signature = base64UrlOf(
    new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, Uint8Array.from(utf8Bytes(text)))),
  )
  expect(verifyDeviceSignature(spki, signature, text)).toBe(true)
  expect(verifyDeviceSignature(spki, signature, `${text} `)).toBe(false)
  expect(verifyDeviceSignature(spki, signature.slice(0, -2), text)).toBe(false)
  expect(verifyDeviceSignature(spki, `${signature}!`, text)).toBe(false)
  expect(verifyDeviceSignature(spki.slice(4), signature, text)).toBe(false)
  expect(verifyDeviceSignature('', '', text)).toBe(false)
})

it('takes a P-256 key only, and the fixed-length form only', () => {
  const secp = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spkiOf = (key: typeof p256.publicKey) => base64UrlOf(new Uint8Array(key.export({ format: 'der', type: 'spki' })))
  const signed = (key: typeof p256.privateKey, dsaEncoding: 'der' | 'ieee-p1363') =>
    base64UrlOf(new Uint8Array(sign('sha256', Buffer.from('x'), { key, dsaEncoding })))
  expect(verifyDeviceSignature(spkiOf(p256.publicKey), signed(p256.privateKey, 'ieee-p1363'), 'x')).toBe(true)
  expect(verifyDeviceSignature(spkiOf(p256.publicKey), signed(p256.privateKey, 'der'), 'x')).toBe(false)
  expect(verifyDeviceSignature(spkiOf(secp.publicKey), signed(secp.privateKey, 'ieee-p1363'), 'x')).toBe(false)
})
