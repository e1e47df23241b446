import { areaCode } from '../areas/area-code.ts'
import type { AreaTable } from '../areas/area-table.ts'
import { ok } from '../result.ts'
import { andThen, type Checked, type Fault, fault, soundValue, together } from './checked.ts'
import type { Declaration } from './declaration.ts'
import type { DocumentInput } from './declaration-input.ts'
import { checkCountry } from './parse-place.ts'
import type { DocumentKind, Sex } from './vocabulary.ts'

type Document = NonNullable<Declaration['document']>

/** What else the form says of the holder; null where that is open or itself wrong, and then it is not compared. */
export interface Holder {
  readonly birthYear: number | null
  readonly sex: Sex | null
}

const PATH = 'traveller.document'

/** Document kinds that only Việt Nam issues. */
const VIETNAMESE: readonly DocumentKind[] = ['citizen-id', 'old-id']

const FORMATS = {
  'citizen-id': [/^\d{12}$/, 'citizen-id-format'],
  'old-id': [/^\d{9}$/, 'old-id-format'],
  passport: [/^[A-Z0-9]{5,15}$/, 'passport-format'],
  'birth-certificate': [/^[A-ZĐ0-9/-]{3,20}$/, 'document-format'],
  guardian: [/^[A-ZĐ0-9/-]{3,20}$/, 'document-format'],
  other: [/^[A-ZĐ0-9/-]{3,20}$/, 'document-format'],
} as const satisfies { readonly [kind in DocumentKind]: readonly [RegExp, Fault['code']] }

/** Kind, country and number fit each other, and a 12-digit number fits its holder. */
export function checkDocument(document: DocumentInput, holder: Holder, areas: AreaTable): Checked<Document> {
  const { kind } = document
  return together({
    kind: ok(kind),
    country: andThen(checkCountry(document.country, `${PATH}.country`), (country) =>
      VIETNAMESE.includes(kind) && country !== 'VN' ? fault(`${PATH}.country`, 'document-country') : ok(country),
    ),
    number: andThen(checkNumber(kind, document.number), (number) => (kind === 'citizen-id' ? checkCitizenNumber(number, holder, areas) : ok(number))),
  })
}

/** As persons are told apart by it: upper case, without blanks and full stops. */
export function normaliseDocumentNumber(text: string): string {
  return text.normalize('NFC').toUpperCase().replace(/[\s.]/g, '')
}

/** What the QR code shows of a number. Of signs other than letters and digits nobody reads any. */
export function lastThreeOf(number: string): string {
  return number.replace(/[/-]/g, '').slice(-3)
}

function checkNumber(kind: DocumentKind, text: string): Checked<string> {
  // A draft kept on a phone may be of a version that knew other kinds; the server refuses the kind itself.
  const [pattern, code] = FORMATS[kind] ?? FORMATS.other
  if (text.trim() === '') return fault(`${PATH}.number`, 'required')
  const number = normaliseDocumentNumber(text.slice(0, 60))
  return pattern.test(number) && lastThreeOf(number).length === 3 ? ok(number) : fault(`${PATH}.number`, code)
}

/**
 * Decree 137/2015 art. 13, Circular 07/2016/TT-BCA art. 7: digits 1-3 place of birth registration, 4 century and sex, 5-6
 * year of birth. No check digit, so these are all the slips that a number can betray. The birthplace is no origin.
 */
function checkCitizenNumber(number: string, holder: Holder, areas: AreaTable): Checked<string> {
  const place = number.slice(0, 3)
  const century = Number(number.charAt(3))
  const year = 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6))
  const sex: Sex = century % 2 === 0 ? 'male' : 'female'
  const faults = [
    isBirthplace(place, areas) ? [] : fault(`${PATH}.number`, 'citizen-id-birthplace', { digits: place }).error,
    holder.birthYear === null || holder.birthYear === year
      ? []
      : fault(`${PATH}.number`, 'citizen-id-birth-year', { number: year, typed: holder.birthYear }).error,
    holder.sex === null || holder.sex === 'other' || holder.sex === sex ? [] : fault(`${PATH}.number`, 'citizen-id-sex').error,
  ].flat()
  return faults.length === 0 ? ok(number) : { ok: false, error: faults }
}

/** 001-096 are the provinces of 2021 behind a zero; births registered abroad have codes of 100 and more. */
function isBirthplace(digits: string, areas: AreaTable): boolean {
  if (!digits.startsWith('0')) return true
  return !areas.divisions.includes('2021') || areas.get(areaCode('2021', 'province', digits.slice(1))) !== null
}

/** For the cross-checks: only values that are sound by themselves. */
export function holderOf(birthYear: Checked<number>, sex: Checked<Sex | null>): Holder {
  return { birthYear: soundValue(birthYear), sex: soundValue(sex) }
}
