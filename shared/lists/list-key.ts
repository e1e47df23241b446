import { foldName } from '../declaration/fold-name.ts'
import { normalisePlate } from '../declaration/normalise-plate.ts'
import { normaliseDocumentNumber } from '../declaration/parse-identity.ts'
import type { DocumentKind } from '../declaration/vocabulary.ts'

export interface DocumentName {
  readonly kind: DocumentKind
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly number: string
}

/**
 * One text for one document, however it was written. Việt Nam's two cards are told apart by their length alone, because
 * who types a number at night picks the wrong kind; their numbers of 12 digits are the same on either card.
 */
export function documentKey({ kind, country, number }: DocumentName): string {
  const nation = country.toUpperCase()
  const plain = number
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (nation === 'VN' && CARDS.includes(kind)) {
    if (/^\d{12}$/.test(plain)) return `document:citizen-id:VN:${plain}`
    if (/^\d{9}$/.test(plain)) return `document:old-id:VN:${plain}`
  }
  // A register number keeps its dashes: 12/3 and 1/23 are two births.
  return `document:${kind}:${nation}:${NUMBERED.includes(kind) ? plain : normaliseDocumentNumber(number)}`
}

const CARDS: readonly DocumentKind[] = ['citizen-id', 'old-id', 'other']
const NUMBERED: readonly DocumentKind[] = ['citizen-id', 'old-id', 'passport']

export function plateKey(plate: string): string {
  return `plate:${normalisePlate(plate)}`
}

/** By name, as declared: spelling and capitals do not matter, the words do. */
export function employerKey(name: string): string {
  return `employer:${foldName(name)}`
}
