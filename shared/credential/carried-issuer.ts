import { type AuthorityId, asAuthorityId } from '../ids.ts'
import type { Cbor } from './cbor.ts'

/** `VN` is 0, a province `VN-22` its number: two bytes where the text takes seven. */
export function carriedIssuer(issuer: AuthorityId): Cbor {
  if (issuer === 'VN') return 0
  const number = /^VN-(\d\d)$/.exec(issuer)?.[1]
  return number === undefined || number === '00' ? issuer : Number(number)
}

/** Undefined where it names no authority. */
export function issuerCarried(value: Cbor): AuthorityId | undefined {
  if (value === 0) return asAuthorityId('VN')
  const text = typeof value === 'number' ? `VN-${String(value).padStart(2, '0')}` : value
  return asAuthorityId.matches(text) ? text : undefined
}
