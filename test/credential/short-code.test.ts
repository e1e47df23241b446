import { expect, it } from 'vitest'
import { CROCKFORD } from '../../shared/credential/crockford.ts'
import { parseReference, referenceOf } from '../../shared/credential/reference.ts'
import { formatShortCode, parseShortCode, shortCodeOf } from '../../shared/credential/short-code.ts'

/** The same codes in every run: bytes of a small generator, seed 2021. */
const samples = Array.from({ length: 200 }, (_, i) => shortCodeOf(Uint8Array.from({ length: 5 }, (_, j) => bytesFrom(2021 + 5 * i + j))))

it('has 8 characters for 40 bits and one to check them', () => {
  expect(shortCodeOf(Uint8Array.of(0, 0, 0, 0, 0))).toBe('000000000')
  expect(shortCodeOf(Uint8Array.of(0, 0, 0, 0, 1)).slice(0, 8)).toBe('00000001')
  expect(shortCodeOf(Uint8Array.of(255, 255, 255, 255, 255)).slice(0, 8)).toBe('ZZZZZZZZ')
  expect(() => shortCodeOf(new Uint8Array(4))).toThrow('5 bytes')
})

it('opens as it was made, and as a person says and types it', () => {
  for (const code of samples) {
    const spoken = formatShortCode(code)
    expect(spoken).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect(parseShortCode(code)).toEqual({ ok: true, value: code })
    expect(parseShortCode(` ${spoken.toLowerCase()} `)).toEqual({ ok: true, value: code })
    expect(parseShortCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual({ ok: true, value: code })
    expect(parseShortCode(code.replaceAll('0', 'O').replaceAll('1', 'I'))).toEqual({ ok: true, value: code })
  }
})

it('finds every single wrong character', () => {
  for (const code of samples) {
    for (let at = 0; at < code.length; at++) {
      for (const other of CROCKFORD) {
        const typed = code.slice(0, at) + other + code.slice(at + 1)
        expect(parseShortCode(typed).ok).toBe(typed === code)
      }
    }
  }
})

it('finds every swap of two characters, adjacent or not', () => {
  for (const code of samples) {
    for (let a = 0; a < code.length; a++) {
      for (let b = a + 1; b < code.length; b++) {
        const swapped = [...code]
        swapped[a] = code.charAt(b)
        swapped[b] = code.charAt(a)
        expect(parseShortCode(swapped.join('')).ok).toBe(swapped.join('') === code)
      }
    }
  }
})

it.each([
  ['', 'length'],
  ['00000000', 'length'],
  ['0000000000', 'length'],
  ['00000000U', 'character'],
  ['00000000*', 'character'],
  ['0000000Đ0', 'character'],
  ['000000001', 'check'],
])('refuses %j by its %s', (text, error) => {
  expect(parseShortCode(text)).toEqual({ ok: false, error })
})

it('refers to a declaration by 26 characters, typed in any way', () => {
  const reference = referenceOf(Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 1))
  expect(reference).toBe('0124GK2GAHC5RR34D1P70X3RFH')
  expect(parseReference(reference)).toEqual({ ok: true, value: reference })
  expect(parseReference(` ${reference.toLowerCase().replace(/1/g, 'i')} `)).toEqual({ ok: true, value: reference })
  expect(referenceOf(new Uint8Array(16).fill(255))).toBe(`7${'Z'.repeat(25)}`)
  expect(parseReference(`7${'Z'.repeat(25)}`)).toMatchObject({ ok: true })
  expect(parseReference(`8${'0'.repeat(25)}`)).toEqual({ ok: false, error: 'character' })
  expect(parseReference(reference.slice(1))).toEqual({ ok: false, error: 'length' })
  expect(parseReference('../../etc/passwd')).toEqual({ ok: false, error: 'character' })
  expect(() => referenceOf(new Uint8Array(15))).toThrow('16 bytes')
})

function bytesFrom(seed: number): number {
  return Math.imul(seed ^ (seed << 13), 0x9e3779b1) >>> 24
}
