import { lastThreeOf } from '../declaration/parse-identity.ts'
import type { Sex } from '../declaration/vocabulary.ts'
import { addDays, localDateAt, parseLocalDate, startOfLocalDate } from '../time.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import { badDocument, type DocumentIdentity, type ForeignDocument, identityClaims, nameOn } from './foreign-document.ts'
import { mrzCountry } from './mrz-country.ts'

/** The lines at the foot of a passport or card (ICAO 9303), typed or read as text: blanks and case do not matter. */
export function mrzLetters(text: string): string | null {
  if (text.length > MAX_TEXT) return null
  const letters = text.toUpperCase().replace(/«/g, '<<').replace(/\s/g, '')
  return /^[PVIAC][A-Z0-9<]{50,99}$/.test(letters) && letters.includes('<<') ? letters : null
}

/** By length: TD3 (passport), TD2 and TD1 (cards). Every check digit must hold: one wrong letter is another person. */
export function readMrz(letters: string, now: EpochMs): ForeignDocument {
  const layout = LAYOUTS[letters.length]
  if (!layout) return badDocument('passport', 'malformed')
  const fields = layout(letters)
  if (!fields.sums.every(([text, digit]) => holds(text, digit))) return badDocument('passport', 'check-digit')
  const birthDate = dateOn(fields.birth, now, 'past')
  const expiry = dateOn(fields.expiry, now, 'any')
  const name = nameOn(fields.names.replace(/<+/g, ' '))
  if (birthDate === null || expiry === null || name === '' || fields.number === '') return badDocument('passport', 'malformed')
  const expiresAt = startOfLocalDate(addDays(expiry, 1))
  if (now >= expiresAt) return { ...badDocument('passport', 'expired'), expiresAt }
  return documentOf(fields, { birthDate, name, expiresAt })
}

interface Fields {
  readonly kind: 'passport' | 'card'
  readonly issuer: string
  readonly number: string
  readonly nationality: string
  readonly birth: string
  readonly sex: string
  readonly expiry: string
  /** What the card's issuer adds: Việt Nam's 12 digits stand here. */
  readonly optional: string
  readonly names: string
  readonly sums: readonly (readonly [text: string, digit: string])[]
}

interface Holder {
  readonly birthDate: LocalDate
  readonly name: string
  readonly expiresAt: EpochMs
}

function documentOf(fields: Fields, { birthDate, name, expiresAt }: Holder): ForeignDocument {
  const identity = identityIn(fields)
  return {
    source: 'passport',
    trust: 'unsigned',
    problem: null,
    claims: identityClaims({
      name,
      birthYear: Number(birthDate.slice(0, 4)),
      sex: SEXES[fields.sex] ?? null,
      nationality: mrzCountry(fields.nationality),
      document: { kind: identity.kind, lastThree: lastThreeOf(identity.number) },
    }),
    issuedAt: 0,
    identities: [identity],
    birthDate,
    address: null,
    mark: `${identity.country}${identity.number}`,
    signedBy: null,
    expiresAt,
  }
}

/** Việt Nam's chip card has its citizen number among the optional letters; the nine before are the chip's own. */
function identityIn({ kind, issuer, number, optional }: Fields): DocumentIdentity {
  const country = mrzCountry(issuer)
  const citizen = country === 'VN' && kind === 'card' ? /^\d{12}/.exec(optional)?.[0] : undefined
  if (citizen !== undefined) return { kind: 'citizen-id', country, number: citizen }
  return { kind: kind === 'passport' ? 'passport' : 'other', country, number }
}

const LAYOUTS: { readonly [length: number]: (letters: string) => Fields } = {
  88: (letters) => twoLines(letters, 44),
  72: (letters) => twoLines(letters, 36),
  90: threeLines,
}

function twoLines(letters: string, width: number): Fields {
  const line = letters.slice(width)
  const part = (from: number, to: number): string => line.slice(from, to)
  const isPassport = width === 44
  const personal: readonly (readonly [string, string])[] = isPassport ? [[part(28, 42), part(42, 43)]] : []
  const last = width - 1
  return {
    kind: isPassport || letters.startsWith('P') ? 'passport' : 'card',
    issuer: letters.slice(2, 5),
    names: letters.slice(5, width),
    number: plain(part(0, 9)),
    nationality: part(10, 13),
    birth: part(13, 19),
    sex: part(20, 21),
    expiry: part(21, 27),
    optional: plain(part(28, isPassport ? 42 : 35)),
    sums: [
      [part(0, 9), part(9, 10)],
      [part(13, 19), part(19, 20)],
      [part(21, 27), part(27, 28)],
      ...personal,
      [part(0, 10) + part(13, 20) + part(21, last), part(last, width)],
    ],
  }
}

function threeLines(letters: string): Fields {
  const part = (from: number, to: number): string => letters.slice(from, to)
  // A number of more than nine letters goes on in the optional ones, its check digit behind it.
  const rest = part(14, 15) === '<' ? /^[A-Z0-9]+/.exec(part(15, 30))?.[0] : undefined
  const number = rest === undefined ? part(5, 14) : part(5, 14) + rest.slice(0, -1)
  return {
    kind: 'card',
    issuer: part(2, 5),
    number: plain(number),
    optional: rest === undefined ? plain(part(15, 30)) : '',
    birth: part(30, 36),
    sex: part(37, 38),
    expiry: part(38, 44),
    nationality: part(45, 48),
    names: part(60, 90),
    sums: [
      [number, rest === undefined ? part(14, 15) : rest.slice(-1)],
      [part(30, 36), part(36, 37)],
      [part(38, 44), part(44, 45)],
      [part(5, 30) + part(30, 37) + part(38, 45) + part(48, 59), part(59, 60)],
    ],
  }
}

/** Weights 7, 3, 1; letters count from 10, fillers nothing. An empty optional field may have a filler for its digit. */
function holds(text: string, digit: string): boolean {
  if (digit === '<') return /^<*$/.test(text)
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i)
    sum += (letter === '<' ? 0 : Number.parseInt(letter, 36)) * (WEIGHTS[i % 3] ?? 0)
  }
  return digit === String(sum % 10)
}

const WEIGHTS = [7, 3, 1]

/** `YYMMDD`. A birth lies in the past; a term may end on either side of today. */
function dateOn(text: string, now: EpochMs, when: 'past' | 'any'): LocalDate | null {
  if (!/^\d{6}$/.test(text)) return null
  const [year, rest] = [Number(text.slice(0, 2)), `-${text.slice(2, 4)}-${text.slice(4, 6)}`]
  const today = localDateAt(now)
  const recent = `${2000 + year}${rest}`
  return parseLocalDate(when === 'past' && recent > today ? `${1900 + year}${rest}` : recent)
}

function plain(text: string): string {
  return text.replace(/</g, '')
}

const SEXES: { readonly [letter: string]: Sex } = { M: 'male', F: 'female', X: 'other' }
const MAX_TEXT = 200
