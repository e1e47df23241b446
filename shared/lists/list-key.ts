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
 * who types a number at night picks the wrong kind; their numbers of 12 digits are the same on either card, stand on birth
 * certificates too, and are no passport's. Whose number is looked for must not get by under another paper's name.
 */
export function documentKey({ kind, country, number }: DocumentName): string {
  const nation = country.toUpperCase()
  // A register number keeps its dashes: 12/3 and 1/23 are two births.
  const plain = NUMBERED.includes(kind) ? lettersOf(number) : normaliseDocumentNumber(number)
  const cards = nation === 'VN' ? (CARDS[kind] ?? []) : []
  const card = cards.find((one) => DIGITS[one].test(kind === 'other' ? lettersOf(number) : plain))
  return card ? `document:${card}:VN:${lettersOf(number)}` : `document:${kind}:${nation}:${plain}`
}

type Card = 'citizen-id' | 'old-id'
const DIGITS: { readonly [card in Card]: RegExp } = { 'citizen-id': /^\d{12}$/, 'old-id': /^\d{9}$/ }
const BOTH = ['citizen-id', 'old-id'] as const
/** What else a card's number is given as. A guardian's is of somebody else. */
const CARDS: { readonly [kind in DocumentKind]?: readonly Card[] } = {
  'citizen-id': BOTH,
  'old-id': BOTH,
  passport: BOTH,
  'birth-certificate': ['citizen-id'],
  other: BOTH,
}
const NUMBERED: readonly DocumentKind[] = ['citizen-id', 'old-id', 'passport']

function lettersOf(number: string): string {
  return number
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

export function plateKey(plate: string): string {
  return `plate:${normalisePlate(plate)}`
}

/** By name, as declared: spelling and capitals do not matter, the words do. */
export function employerKey(name: string): string {
  return `employer:${foldName(name)}`
}
