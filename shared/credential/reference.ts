import { err, ok, type Result } from '../result.ts'
import { canonicalCrockford, crockfordOf, isCrockford } from './crockford.ts'

const LENGTH = 26

/** The link to a declaration: 16 random bytes, unguessable, as 26 characters of Crockford base32. */
export function referenceOf(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new Error(`a reference is made of 16 bytes, not ${bytes.length}`)
  return crockfordOf(bytes)
}

/** The canonical reference, however it was typed. 26 characters hold 130 bits, so the first is 0 to 7. */
export function parseReference(text: string): Result<string, 'length' | 'character'> {
  const reference = canonicalCrockford(text)
  if (!isCrockford(reference)) return err('character')
  if (reference.length !== LENGTH) return err('length')
  return /^[0-7]/.test(reference) ? ok(reference) : err('character')
}
