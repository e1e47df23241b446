import { cdeEncodeOptions, decode, encode } from 'cbor2'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Cbor, decodeCbor, encodeCbor } from '../../shared/credential/cbor.ts'

const leaf: fc.Arbitrary<Cbor> = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array(),
)
const list = fc.array(leaf)
const map = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.oneof(leaf, list)), { selector: ([key]) => key })
  .map((pairs) => new Map(pairs))
const value: fc.Arbitrary<Cbor> = fc.oneof(leaf, list, map, fc.array(map))

it('writes what an independent encoder writes in its deterministic mode', () => {
  fc.assert(
    fc.property(value, (made) => {
      expect(hex(encodeCbor(made))).toBe(hex(encode(made, cdeEncodeOptions)))
    }),
    { numRuns: 2000 },
  )
})

it('reads back what it wrote, as an independent decoder does', () => {
  fc.assert(
    fc.property(value, (made) => {
      const bytes = encodeCbor(made)
      expect(decodeCbor(bytes)).toEqual(made)
      expect(decode(bytes, { preferMap: true })).toEqual(made)
    }),
    { numRuns: 2000 },
  )
})

it('has one way to write a value: whatever it reads it writes back byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const read = decodeCbor(bytes)
      if (read !== undefined) expect(encodeCbor(read)).toEqual(bytes)
    }),
    { numRuns: 20_000 },
  )
})

it.each([
  ['nothing', ''],
  ['two values', '0101'],
  ['a number longer than needed, in one byte', '1817'],
  ['in two', '1900ff'],
  ['in four', '1a0000ffff'],
  ['in eight', '1b00000000ffffffff'],
  ['a number above what JavaScript holds exactly', '1b0020000000000000'],
  ['its negative', '3b001fffffffffffff'],
  ['a reserved length', '1c'],
  ['a list without end', '9fff'],
  ['a text without end', '7f6161ff'],
  ['a tag', 'c100'],
  ['a float', 'f93c00'],
  ['undefined', 'f7'],
  ['a simple value', 'e0'],
  ['a simple value in two bytes', 'f8ff'],
  ['a list cut off', '8201'],
  ['a text cut off', '6261'],
  ['a list that claims to be huge', '9b00000001ffffffff'],
  ['text that is no UTF-8', '61ff'],
  ['text with an overlong slash', '62c0af'],
  ['text with a surrogate', '63eda080'],
  ['text beyond the last code point', '64f4908080'],
  ['a key twice', 'a201000100'],
  ['keys out of order', 'a202000100'],
  ['a key that is text', 'a1616100'],
  ['a key beyond every table', 'a11a0001000000'],
  ['lists in lists in lists in lists in lists', '818181818100'],
])('refuses %s', (_, bytes) => {
  expect(decodeCbor(Uint8Array.from(Buffer.from(bytes, 'hex')))).toBeUndefined()
})

it('reads four levels and no fifth', () => {
  expect(decodeCbor(Uint8Array.from(Buffer.from('8181818100', 'hex')))).toEqual([[[[0]]]])
})

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
