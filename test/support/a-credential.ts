import { areaOfNumber, type Division, type PlaceCode, placeCodeOf } from '../../shared/areas/place.ts'
import type { Credential } from '../../shared/credential/credential.ts'
import type { Claims } from '../../shared/declaration/claims.ts'
import { asAuthorityId, asCredentialId } from '../../shared/ids.ts'
import { parseInstant } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'

/** Wed 17 February 2021, 20:00 in Quảng Ninh. */
export const ISSUED_AT = parseInstant('2021-02-17T20:00:00+07:00') ?? 0

export function areaCode(number: number, division: Division = '2021'): PlaceCode {
  const area = areaOfNumber(division, number)
  if (area === null) throw new Error(`no area has the number ${number}`)
  return placeCodeOf(area)
}

/** An invented traveller: a name of 25 letters, three stops, one test, a plate. */
export const ordinaryClaims: Claims = {
  name: 'Nguyễn Thị Hoàng Phương Ánh',
  birthYear: 1984,
  sex: 'female',
  nationality: 'VN',
  residence: areaCode(310_888),
  document: { kind: 'citizen-id', lastThree: '012' },
  stops: [
    { place: areaCode(310_930), from: '2021-02-03', to: '2021-02-12' },
    { place: areaCode(300_601), from: '2021-02-12', to: '2021-02-15' },
    { place: areaCode(306_652), from: '2021-02-15', to: '2021-02-17' },
  ],
  destination: areaCode(306_652),
  purpose: 'return-home',
  sector: 'trade-services',
  employer: null,
  travel: { means: 'car', personsAboard: 3, plate: '14A12345' },
  cargo: null,
  symptoms: [],
  exposures: [],
  tests: [{ kind: 'pcr', result: 'negative', sampledAt: ISSUED_AT - 30 * HOUR_MS, resultAt: ISSUED_AT - 12 * HOUR_MS, evidence: 'declared' }],
  doses: [],
  homePossible: true,
  revised: false,
}

export function aCredential(change: Partial<Credential> = {}, claims: Partial<Claims> = {}): Credential {
  return {
    type: 'person',
    formVersion: 1,
    issuer: asAuthorityId('VN-22'),
    id: asCredentialId('00112233445566ff'),
    issuedAt: ISSUED_AT,
    expiresAt: ISSUED_AT + 72 * HOUR_MS,
    specimen: false,
    claims: { ...ordinaryClaims, ...claims },
    ...change,
  }
}
