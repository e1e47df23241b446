import { createPublicKey, verify } from 'node:crypto'
import { decode } from 'cbor2'
import { expect, it } from 'vitest'
import { openCredential } from '../../shared/credential/open-credential.ts'
import { testKey, testTrust } from '../support/test-keys.ts'
import { goldenCodes } from './golden-codes.ts'

// Paper does not update. A code of version 1 opens for ever to the same content: if one of these fails, the reader is
// wrong, never the file. Files are added, not changed.
const codes = goldenCodes()

it('has a good code of every type and shape, and a bad one of every way to be bad', () => {
  const names = codes.map((code) => code.name)
  expect(names.filter((name) => name.startsWith('good-')).length).toBeGreaterThanOrEqual(9)
  const found = codes.map(({ expected }) => (expected.opened.ok ? 'opens' : expected.opened.error.code))
  for (const code of ['not-ours', 'truncated', 'malformed', 'signature-invalid', 'unknown-key', 'expired', 'not-yet-valid', 'specimen']) {
    expect(found, code).toContain(code)
  }
})

it.each(codes)('$name opens to what it was when it was printed', async ({ text, expected }) => {
  const trust = testTrust({ keys: [testKey(expected.trusts).trusted] })
  const opened = await openCredential(text, trust, expected.now)
  expect(opened).toEqual(expected.opened)
})

it.each(codes.filter((code) => code.name.startsWith('good-')))(
  '$name is what its specification says, by parts that are not ours',
  ({ text, expected }) => {
    if (!expected.opened.ok) throw new Error('a good code opens')
    const { value } = expected.opened
    const digits = text.trim().slice(4)
    const cose = decode(Uint8Array.from(Buffer.from(BigInt(digits).toString(16), 'hex')), { preferMap: true })
    if (!Array.isArray(cose)) throw new Error('not a list')
    const [header, unprotected, payload, signature] = cose
    const head = (bytes: Uint8Array) =>
      bytes.length < 24 ? [0x40 + bytes.length] : bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 255]
    const signed = Buffer.concat([
      Buffer.from('846a5369676e617475726531', 'hex'),
      Buffer.from([...head(header), ...header, 0x40, ...head(payload), ...payload]),
    ])
    expect(unprotected).toEqual(new Map())
    expect(verify(null, signed, createPublicKey(testKey(expected.trusts).privateKey), signature)).toBe(true)
    const claims = decode(payload, { preferMap: true })
    if (!(claims instanceof Map)) throw new Error('not a map')
    expect(Buffer.from(claims.get(3)).toString('hex')).toBe(value.id)
    expect(claims.get(4) * 1000).toBe(value.issuedAt)
    expect((claims.get(4) + claims.get(5) * 60) * 1000).toBe(value.expiresAt)
    expect(claims.get(7)).toBe(value.claims.birthYear)
    expect(claims.get(26) ?? false).toBe(value.specimen)
    expect((claims.get(12) ?? []).length).toBe(2 * value.claims.stops.length)
  },
)
