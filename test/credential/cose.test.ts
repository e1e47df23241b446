import { createPublicKey, sign, verify } from 'node:crypto'
import { decode, encode, Tag } from 'cbor2'
import { expect, it } from 'vitest'
import { COSE_HEADS, decodeCose, encodeCose } from '../../shared/credential/cose.ts'
import { bytesOfDigits, digitsOf } from '../../shared/credential/digits.ts'
import { encodeClaims } from '../../shared/credential/encode-claims.ts'
import { issueCredential } from '../../shared/credential/issue-credential.ts'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { aCredential, ISSUED_AT } from '../support/a-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'

const { privateKey, signer } = testKey()
const kid = Uint8Array.from(Buffer.from(signer.keyId, 'hex'))
const payload = encodeClaims(aCredential())

/** Put together by hand, with an independent CBOR encoder: what a foreign issuer would do. */
function message(header: unknown, unprotected: unknown = new Map(), signedHeader = header): readonly unknown[] {
  const signature = sign(null, encode(['Signature1', encode(signedHeader), new Uint8Array(), payload]), privateKey)
  return [encode(header), unprotected, payload, new Uint8Array(signature)]
}

const ourHeader = new Map<number, unknown>([
  [1, -8],
  [4, kid],
])

it('makes what an independent construction makes, byte for byte', async () => {
  const foreign = encode(message(ourHeader))
  expect(await issueCredential(aCredential(), signer)).toBe(`KB1:${digitsOf(foreign)}`)
  expect([...foreign.slice(0, COSE_HEADS.ed25519.length)]).toEqual([...COSE_HEADS.ed25519])
})

it('signs what RFC 9052 says is signed, as another library checks it', async () => {
  const text = await issueCredential(aCredential(), signer)
  const hex = BigInt(text.slice(4)).toString(16)
  const parts = decode(Uint8Array.from(Buffer.from(hex, 'hex')), { preferMap: true })
  if (!Array.isArray(parts)) throw new Error('not a list')
  const [header, , body, signature] = parts
  expect(decode(header, { preferMap: true })).toEqual(ourHeader)
  const signed = Buffer.concat([
    Buffer.from('846a5369676e617475726531', 'hex'),
    Buffer.from([0x40 + header.length]),
    header,
    Buffer.from([0x40, 0x58, body.length]),
    body,
  ])
  expect(body.length).toBeLessThan(256)
  expect(verify(null, signed, createPublicKey(privateKey), signature)).toBe(true)
})

it.each([
  [
    'another algorithm',
    message(
      new Map<number, unknown>([
        [1, -37],
        [4, kid],
      ]),
    ),
  ],
  ['no algorithm', message(new Map([[4, kid]]))],
  ['no key id', message(new Map([[1, -8]]))],
  [
    'a key id of eight bytes',
    message(
      new Map<number, unknown>([
        [1, -8],
        [4, new Uint8Array(8)],
      ]),
    ),
  ],
  ['one more protected header', message(new Map<number, unknown>([...ourHeader, [3, 0]]))],
  ['an unprotected header', message(ourHeader, new Map([[4, kid]]))],
  ['the key id in the unprotected header', message(new Map([[1, -8]]), new Map([[4, kid]]))],
  ['a tag', new Tag(18, message(ourHeader))],
  ['five parts', [...message(ourHeader), 0]],
  ['three parts', message(ourHeader).slice(0, 3)],
  ['a signature of 63 bytes', [...message(ourHeader).slice(0, 3), new Uint8Array(63)]],
  ['a signature of 65 bytes', [...message(ourHeader).slice(0, 3), new Uint8Array(65)]],
  ['a payload that is a map', [encode(ourHeader), new Map(), new Map(), new Uint8Array(64)]],
  ['a header that is text', ['x', new Map(), payload, new Uint8Array(64)]],
  ['an empty header', [new Uint8Array(), new Map(), payload, new Uint8Array(64)]],
  ['a number', 7],
])('takes no message with %s, however well signed', async (_, foreign) => {
  const bytes = encode(foreign)
  expect(decodeCose(bytes)).toBeNull()
  expect(await openCredential(`KB1:${digitsOf(bytes)}`, testTrust(), ISSUED_AT)).toMatchObject({ ok: false })
})

it('opens the same message when its header is ours', async () => {
  expect(await openCredential(`KB1:${digitsOf(encode(message(ourHeader)))}`, testTrust(), ISSUED_AT)).toMatchObject({ ok: true })
})

it('refuses a signature over another header than the one it carries', async () => {
  const foreign = encode(message(ourHeader, new Map(), new Map([[1, -8]])))
  const opened = await openCredential(`KB1:${digitsOf(foreign)}`, testTrust(), ISSUED_AT)
  expect(opened).toEqual({ ok: false, error: { kind: 'bad', code: 'signature-invalid' } })
})

it('comes back from its bytes', async () => {
  const bytes = bytesOfDigits((await issueCredential(aCredential(), signer)).slice(4))
  const read = bytes && decodeCose(bytes)
  expect(read?.keyId).toBe(signer.keyId)
  expect(read?.payload).toEqual(payload)
  expect(read && encodeCose(read)).toEqual(bytes)
})
