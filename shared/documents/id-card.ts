import { lastThreeOf } from '../declaration/parse-identity.ts'
import type { Sex } from '../declaration/vocabulary.ts'
import { parseLocalDate, startOfLocalDate } from '../time.ts'
import type { LocalDate } from '../units.ts'
import { badDocument, type DocumentIdentity, type ForeignDocument, identityClaims, nameOn } from './foreign-document.ts'

/** Cards of 2021 have seven fields, those of 2024 four more that are often empty; an empty field keeps its place. */
export function isIdCard(text: string): boolean {
  const fields = text.split('|')
  return (fields.length === 7 || fields.length === 11) && /^\s*\d{12}$/.test(fields[0] ?? '')
}

/** `number|old number|name|birth DDMMYYYY|sex|address|issued DDMMYYYY[|...]`, unsigned: anybody can print one. */
export function readIdCard(text: string): ForeignDocument {
  const [number = '', oldNumber = '', writtenName = '', birth = '', sex = '', address = '', issued = ''] = text
    .split('|')
    .map((field) => field.trim())
  const name = nameOn(writtenName)
  const born = birthOn(birth)
  if (name === '' || born === null || !/^(\d{9}|\d{12})?$/.test(oldNumber)) return badDocument('id-card', 'malformed')
  if (yearInNumber(number) !== born.year) return badDocument('id-card', 'check-digit')
  const issuedOn = birthOn(issued)?.date ?? null
  return {
    source: 'id-card',
    trust: 'unsigned',
    problem: null,
    claims: identityClaims({
      name,
      birthYear: born.year,
      sex: sexOn(sex),
      nationality: 'VN',
      document: { kind: 'citizen-id', lastThree: lastThreeOf(number) },
    }),
    issuedAt: issuedOn === null ? 0 : startOfLocalDate(issuedOn),
    identities: [identityOf(number), ...(oldNumber === '' ? [] : [identityOf(oldNumber)])],
    birthDate: born.date,
    address: nameOn(address) === '' ? null : nameOn(address),
    mark: number,
    signedBy: null,
    expiresAt: null,
  }
}

/** Việt Nam's two cards are told apart by their length. */
export function identityOf(number: string): DocumentIdentity {
  return { kind: number.length === 9 ? 'old-id' : 'citizen-id', country: 'VN', number }
}

/** `DDMMYYYY`, and what old registers left: `MMYYYY` and `YYYY`. Null where it is no date. */
function birthOn(text: string): { readonly year: number; readonly date: LocalDate | null } | null {
  const match = /^(?:(?:(\d\d))?(\d\d))?((?:19|20)\d\d)$/.exec(text)
  if (!match) return null
  const [, day, month, year = ''] = match
  const date = day === undefined ? null : parseLocalDate(`${year}-${month}-${day}`)
  if ((day !== undefined && date === null) || (month !== undefined && !(Number(month) >= 1 && Number(month) <= 12))) return null
  return { year: Number(year), date }
}

/** Decree 137/2015 art. 13: the fourth digit is century and sex, the two behind it the year. There is no check digit. */
export function yearInNumber(number: string): number {
  return 1900 + Math.floor(Number(number.charAt(3)) / 2) * 100 + Number(number.slice(4, 6))
}

function sexOn(text: string): Sex | null {
  const word = text.normalize('NFC').toLowerCase()
  return word === 'nam' ? 'male' : word === 'nữ' || word === 'nu' ? 'female' : null
}
