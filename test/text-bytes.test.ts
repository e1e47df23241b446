import fc from 'fast-check'
import { expect, it } from 'vitest'
import { base64UrlOf, bytesOfBase64Url } from '../shared/base64url.ts'
import { textOfUtf8, utf8Bytes } from '../shared/utf8.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
)

it('writes UTF-8 as every other runtime does, lone surrogates and all', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect([...utf8Bytes(written)]).toEqual([...new TextEncoder().encode(written)])
    }),
  )
  for (const edge of [
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\ud7ff',
    '\ud800',
    '\udfff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
    'a\ud800b',
  ]) {
    expect([...utf8Bytes(edge)]).toEqual([...new TextEncoder().encode(edge)])
  }
})

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      expect(textOfUtf8(utf8Bytes(written))).toBe(written)
    }),
  )
})

it('writes base64url as Node does, across the bounds of its pieces', () => {
  for (const length of [0, 1, 2, 3, 6143, 6144, 6145, 6146, 12_289]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7919) & 255)
    expect(base64UrlOf(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
    expect(bytesOfBase64Url(base64UrlOf(bytes))).toEqual(bytes)
  }
  for (const bad of ['A', 'AB=', 'A+B/', 'AàB']) expect(bytesOfBase64Url(bad)).toBeNull()
})
