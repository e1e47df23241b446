import { readFileSync } from 'node:fs'
import { decode } from 'cbor2'
import { expect, it } from 'vitest'
import { verifyWithPlatform } from '../../kiosk/bundle/verify-with.ts'
import { bytesOfBase64Url } from '../../shared/base64url.ts'
import type { Credential, TrustedKey } from '../../shared/credential/credential.ts'
import { keyIdOf } from '../../shared/credential/key-id.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'

// Paper does not update: a slip that a kiosk printed opens to the same content for as long as its key is listed.
const file = (name: string): string => readFileSync(new URL(`slips/${name}`, import.meta.url), 'utf8')
const text = file('good-slip-of-a-kiosk.txt')
const { publicKey, content }: { readonly publicKey: string; readonly content: Credential } = JSON.parse(file('good-slip-of-a-kiosk.json'))
const listed: TrustedKey = {
  keyId: keyIdOf(bytesOfBase64Url(publicKey) ?? new Uint8Array()),
  issuer: content.issuer,
  publicKey,
  algorithm: 'es256',
  types: ['slip'],
  validFrom: content.issuedAt,
  validTo: null,
  specimen: false,
}
const open = (change: Partial<TrustedKey>, now = content.issuedAt) =>
  openCredential(text, testTrust({ keys: [testKey().trusted, { ...listed, ...change }], verifyWith: verifyWithPlatform }), now)

it('opens to what it was when it was printed', async () => {
  expect(await open({})).toEqual({ ok: true, value: content })
})

it('is, by parts that are not ours, a COSE message of algorithm -7 with the key’s four bytes', () => {
  const hex = BigInt(text.slice(4)).toString(16)
  const message = decode(Uint8Array.from(Buffer.from(hex, 'hex')), { preferMap: true })
  if (!Array.isArray(message)) throw new Error('not a list')
  const header = decode(message[0], { preferMap: true })
  if (!(header instanceof Map)) throw new Error('not a map')
  expect([header.get(1), Buffer.from(header.get(4)).toString('hex')]).toEqual([-7, listed.keyId])
})

it.each([
  ['before its key was enrolled', { validFrom: content.issuedAt + 1 }, 'signature-invalid'],
  ['after its key was retired', { validTo: content.issuedAt }, 'signature-invalid'],
  ['by a key that may not sign slips', { types: ['person'] as const }, 'wrong-type'],
  ['by a key that is listed for another algorithm', { algorithm: 'ed25519' as const }, 'unknown-key'],
  ['for another authority', { issuer: 'VN-31' as TrustedKey['issuer'] }, 'signature-invalid'],
])('does not open %s', async (_when, change, code) => {
  expect(await open(change)).toMatchObject({ ok: false, error: { code } })
})

it('lives a day, and no millisecond longer', async () => {
  expect((await open({}, content.expiresAt - 1)).ok).toBe(true)
  expect(await open({}, content.expiresAt)).toMatchObject({ ok: false, error: { code: 'expired' } })
})
