import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COSE_HEADS } from '../../shared/credential/cose.ts'
import { bytesOfDigits, digitCount, digitsOf, isBeginning, MAX_BYTES } from '../../shared/credential/digits.ts'

it('comes back for every byte string, leading zeros and all', () => {
  const zeros = fc.integer({ min: 0, max: 20 }).map((count) => new Uint8Array(count))
  fc.assert(
    fc.property(zeros, fc.uint8Array({ minLength: 1, maxLength: 400 }), (head, tail) => {
      const bytes = Uint8Array.of(...head, ...tail)
      expect(bytesOfDigits(digitsOf(bytes))).toEqual(bytes)
    }),
    { numRuns: 2000 },
  )
})

it('gives every number of bytes its own number of digits, enough for the greatest and no more', () => {
  for (let count = 1; count <= MAX_BYTES; count++) {
    expect(digitCount(count)).toBe((256n ** BigInt(count) - 1n).toString().length)
    expect(digitCount(count + 1) - digitCount(count)).toBeGreaterThanOrEqual(2)
  }
})

it('has one text for one byte string: every text that can be read is the one that would be written', () => {
  const digit = fc.constantFrom(...'0123456789')
  fc.assert(
    fc.property(fc.string({ unit: digit, minLength: 1, maxLength: 60 }), (text) => {
      const bytes = bytesOfDigits(text)
      if (bytes !== null) expect(digitsOf(bytes)).toBe(text)
    }),
    { numRuns: 5000 },
  )
})

it.each([
  ['the greatest byte', '255', [255]],
  ['one more than the greatest byte', '256', null],
  ['zero', '000', [0]],
  ['two digits, which no byte string takes', '00', null],
  ['the greatest two bytes', '65535', [255, 255]],
  ['one more than the greatest two bytes', '65536', null],
  ['nothing', '', null],
  ['a letter', '25a', null],
  ['a sign', '-25', null],
  ['a space', '2 5', null],
  ['digits of another script', '٢٥٥', null],
])('reads %s exactly', (_, text, bytes) => {
  expect(bytesOfDigits(text)).toEqual(bytes && Uint8Array.from(bytes))
})

it('bounds the work on both sides of the greatest code', () => {
  const most = digitsOf(new Uint8Array(MAX_BYTES).fill(255))
  expect(bytesOfDigits(most)?.length).toBe(MAX_BYTES)
  expect(() => digitsOf(new Uint8Array(MAX_BYTES + 1))).toThrow('1 to 2000 bytes')
  expect(() => digitsOf(new Uint8Array(0))).toThrow('1 to 2000 bytes')
  expect(bytesOfDigits('0'.repeat(digitCount(MAX_BYTES + 1)))).toBeNull()
})

it('knows a cut text by its beginning, whatever the whole', () => {
  const rest = fc.uint8Array({ minLength: 80, maxLength: 400 })
  fc.assert(
    fc.property(rest, fc.double({ min: 0, max: 0.999, noNaN: true }), (tail, share) => {
      const whole = digitsOf(Uint8Array.of(...COSE_HEADS.ed25519, ...tail))
      expect(isBeginning(whole.slice(0, Math.floor(whole.length * share)), COSE_HEADS.ed25519)).toBe(true)
      expect(isBeginning(`${whole}1`, COSE_HEADS.ed25519)).toBe(false)
      expect(isBeginning(`9${whole.slice(1, -3)}`, COSE_HEADS.ed25519)).toBe(false)
    }),
    { numRuns: 300 },
  )
})
