import type { AreaTable } from '../../shared/areas/area-table.ts'
import { isIdCard, readIdCard } from '../../shared/documents/id-card.ts'
import type { DateDraft, Draft } from '../draft/draft.ts'
import { placeOfAddress } from './place-of-address.ts'

/** Longer than any card's text; nothing behind it is looked at. */
const MAX_TEXT = 1000

/**
 * The five things that a card's code says and the form asks: name, birth, sex, number and address, with its commune where
 * that is certain. Null where the text is of no card, or of a damaged one. Everything stays to be seen and changed; nothing
 * of it counts as checked.
 */
export function draftFromCard(text: string, areas: AreaTable): Partial<Draft> | null {
  const trimmed = text.trim()
  if (trimmed.length > MAX_TEXT || !isIdCard(trimmed)) return null
  const { claims, identities, birthDate, address } = readIdCard(trimmed)
  const [identity] = identities
  if (claims === null || identity === undefined) return null
  return {
    name: claims.name,
    birth: birthDate === null ? { day: '', month: '', year: String(claims.birthYear) } : boxesOf(birthDate),
    sex: claims.sex ?? '',
    nationality: 'VN',
    documentKind: 'citizen-id',
    documentCountry: 'VN',
    documentNumber: identity.number,
    ...(address === null ? {} : homeOf(address, areas)),
  }
}

function homeOf(address: string, areas: AreaTable): Pick<Draft, 'permanentAddress'> & Partial<Draft> {
  const place = placeOfAddress(address, areas)
  return place === null ? { permanentAddress: address } : { permanentAddress: address, permanentPlace: place }
}

function boxesOf(date: string): DateDraft {
  return { day: String(Number(date.slice(8, 10))), month: String(Number(date.slice(5, 7))), year: date.slice(0, 4) }
}
