import { lastThreeOf, normaliseDocumentNumber } from '../declaration/parse-identity.ts'
import type { Sex } from '../declaration/vocabulary.ts'
import { parseLocalDate } from '../time.ts'
import { badDocument, type DocumentIdentity, type ForeignDocument, identityClaims, nameOn, UNKNOWN_COUNTRY } from './foreign-document.ts'
import { identityOf, yearInNumber } from './id-card.ts'

/** Decision 1405/QĐ-BTTTT of 11 September 2021: `SoGiayTo|HoTen|NgaySinh|LoaiDinhDanh|QID|EXT`. */
export function isPersonalQr(text: string): boolean {
  const fields = text.trim().split('|')
  return (fields.length === 5 || fields.length === 6) && /^(19|20)\d\d-\d\d-\d\d$/.test(fields[2] ?? '') && /^[01]$/.test(fields[3] ?? '')
}

/** Unsigned as far as anybody here can check: the order of its own signature was never published. */
export function readPersonalQr(text: string): ForeignDocument {
  const [written = '', writtenName = '', birth = '', , qid = '', extra = ''] = text.split('|').map((field) => field.trim())
  const number = normaliseDocumentNumber(written.slice(0, 60))
  const name = nameOn(writtenName)
  const birthDate = parseLocalDate(birth)
  if (name === '' || birthDate === null || !/^[A-Z0-9]{5,15}$/.test(number)) return badDocument('personal-qr-2021', 'malformed')
  const birthYear = Number(birth.slice(0, 4))
  const identity = numbered(number)
  if (identity.kind === 'citizen-id' && yearInNumber(number) !== birthYear) return badDocument('personal-qr-2021', 'check-digit')
  return {
    source: 'personal-qr-2021',
    trust: 'unsigned',
    problem: null,
    claims: identityClaims({
      name,
      birthYear,
      sex: SEXES.get(extra.split('<')[1] ?? '') ?? null,
      nationality: identity.country,
      document: { kind: identity.kind, lastThree: lastThreeOf(number) },
    }),
    issuedAt: 0,
    identities: [identity],
    birthDate,
    address: null,
    mark: qid === '' ? number : qid.slice(0, 64),
    signedBy: null,
    expiresAt: null,
  }
}

/** It does not say which paper its number is of; of a passport not which country's. */
function numbered(number: string): DocumentIdentity {
  if (/^(\d{9}|\d{12})$/.test(number)) return identityOf(number)
  return { kind: 'passport', country: /^[BCENPKM]\d{7}$/.test(number) ? 'VN' : UNKNOWN_COUNTRY, number }
}

/** A map: of an object, a code that says `constructor` would be found. */
const SEXES: ReadonlyMap<string, Sex> = new Map([
  ['1', 'male'],
  ['2', 'female'],
])
