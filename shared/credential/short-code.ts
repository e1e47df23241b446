import { err, ok, type Result } from '../result.ts'
import { CROCKFORD, canonicalCrockford, crockfordOf, isCrockford } from './crockford.ts'

/** 40 random bits in 8 characters, and one to check them. */
const CODE_LENGTH = 8
const LENGTH = CODE_LENGTH + 1

export type ShortCodeError = 'length' | 'character' | 'check'

/** The code of 5 random bytes, as it is stored: 9 characters. */
export function shortCodeOf(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new Error(`a short code is made of 5 bytes, not ${bytes.length}`)
  const code = crockfordOf(bytes)
  return code + CROCKFORD.charAt(weigh(`${code}0`))
}

/** The canonical code, whatever case, spaces, hyphens and look-alike letters it was typed with. */
export function parseShortCode(text: string): Result<string, ShortCodeError> {
  const code = canonicalCrockford(text)
  if (!isCrockford(code)) return err('character')
  if (code.length !== LENGTH) return err('length')
  return weigh(code) === 0 ? ok(code) : err('check')
}

/** In groups that a person can say: `7K3M-Q9ZD-4`. */
export function formatShortCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/**
 * The characters as elements of the field of 32, each weighed by another power of its generator; a true code weighs 0.
 * Distinct weights find every single wrong character and every swap of two, adjacent or not, and the check stays within
 * the 32 letters (Crockford's own, modulo 37, needs five signs that a phone's keyboard hides).
 */
function weigh(code: string): number {
  return [...code].reduce((sum, character) => timesGenerator(sum) ^ CROCKFORD.indexOf(character), 0)
}

/** By x modulo the primitive polynomial x^5 + x^2 + 1. */
function timesGenerator(element: number): number {
  const doubled = element << 1
  return doubled > 31 ? doubled ^ 0b100101 : doubled
}
