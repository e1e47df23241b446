import { DIVISIONS, type PlaceCode } from '../areas/place.ts'
import type { Cargo, Claims, DoseClaim, TestClaim, Travel } from '../declaration/claims.ts'
import { EVIDENCE, EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../declaration/health-vocabulary.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from '../declaration/vocabulary.ts'
import { hexOf } from '../hex.ts'
import { asCredentialId, type CredentialId } from '../ids.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../units.ts'
import { dayCarried } from './carried-days.ts'
import { issuerCarried } from './carried-issuer.ts'
import { placeCarried } from './carried-place.ts'
import { type ClaimScale, stopsCarried } from './carried-stops.ts'
import { type Cbor, type CborMap, decodeCbor } from './cbor.ts'
import { isKeyTolerable, KEY } from './claim-keys.ts'
import { complete, elementsOf, fieldOf, integerIn, listOf, nullOr, type Reader, readBoolean, readText, textUpTo, wordOf } from './claim-readers.ts'
import { CREDENTIAL_TYPES, type Credential } from './credential.ts'

/** What a verified payload says, or undefined where it is not as `claim-keys.ts` has it. Reads anything, never throws. */
export function decodeClaims(payload: Uint8Array): Credential | undefined {
  const map = decodeCbor(payload)
  if (!(map instanceof Map)) return undefined
  return readCredential(map)
}

function readCredential(map: CborMap): Credential | undefined {
  const issuedAt = fieldOf(map, KEY.issuedAt, readIssue)
  const life = fieldOf(map, KEY.life, integerIn(1, MAX_LIFE_MINUTES))
  const division = fieldOf(map, KEY.division, wordOf(DIVISIONS), '2021' as const)
  if (issuedAt === undefined || life === undefined || division === undefined || ![...map.keys()].every(isKeyTolerable)) return undefined
  return complete<Credential>({
    type: fieldOf(map, KEY.type, wordOf(CREDENTIAL_TYPES), 'person'),
    formVersion: fieldOf(map, KEY.formVersion, integerIn(1, 255)),
    issuer: fieldOf(map, KEY.issuer, issuerCarried),
    id: fieldOf(map, KEY.id, readId),
    issuedAt,
    expiresAt: issuedAt + life * MINUTE_MS,
    specimen: fieldOf(map, KEY.specimen, readBoolean, false),
    claims: readClaims(map, { division, issuedAt }),
  })
}

function readClaims(map: CborMap, scale: ClaimScale): Claims | undefined {
  const place: Reader<PlaceCode> = (value) => placeCarried(value, scale.division)
  const single = <T>(key: number, read: Reader<T>): T | null | undefined => fieldOf(map, key, nullOr(read), null)
  const list = <T>(key: number, read: Reader<T>): readonly T[] | undefined => fieldOf(map, key, listOf(read), [])
  return complete<Claims>({
    name: fieldOf(map, KEY.name, readText),
    birthYear: fieldOf(map, KEY.birthYear, integerIn(1850, 2200)),
    sex: single(KEY.sex, wordOf(SEXES)),
    nationality: fieldOf(map, KEY.nationality, readCountry, 'VN'),
    residence: single(KEY.residence, place),
    document: single(KEY.document, readDocument),
    stops: stopsCarried(map.get(KEY.stops) ?? [], map.get(KEY.stopHours), scale),
    destination: single(KEY.destination, place),
    purpose: single(KEY.purpose, wordOf(PURPOSES)),
    sector: single(KEY.sector, wordOf(SECTORS)),
    employer: single(KEY.employer, readText),
    travel: single(KEY.travel, readTravel),
    cargo: single(KEY.cargo, (value) => readCargo(value, place)),
    symptoms: fieldOf(map, KEY.symptoms, nullOr(listOf(wordOf(SYMPTOMS))), []),
    exposures: fieldOf(map, KEY.exposures, nullOr(listOf(wordOf(EXPOSURES))), []),
    tests: list(KEY.tests, (value) => readTest(value, scale)),
    doses: list(KEY.doses, (value) => readDose(value, scale)),
    homePossible: single(KEY.homePossible, readBoolean),
    revised: fieldOf(map, KEY.revised, readBoolean, false),
  })
}

function readIssue(value: Cbor): EpochMs | undefined {
  return typeof value === 'number' && value >= 0 && value < 2 ** 32 ? value * SECOND_MS : undefined
}

function readId(value: Cbor): CredentialId | undefined {
  return value instanceof Uint8Array && value.length === 8 ? asCredentialId(hexOf(value)) : undefined
}

function readCountry(value: Cbor): string | undefined {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : undefined
}

function readDocument(value: Cbor): NonNullable<Claims['document']> | undefined {
  if (typeof value === 'number') {
    const kind = DOCUMENT_KINDS[Math.floor(value / 1000)]
    return kind && { kind, lastThree: String(value % 1000).padStart(3, '0') }
  }
  const [kind = null, lastThree = null] = elementsOf(value, 2, 2) ?? []
  return complete({ kind: wordOf(DOCUMENT_KINDS)(kind), lastThree: textUpTo(3)(lastThree) })
}

function readTravel(value: Cbor): Travel | undefined {
  const [meansAt = null, persons = 1, plateAt = null, trailerAt = null] = elementsOf(value, 1, 4) ?? []
  const means = wordOf(MEANS_OF_TRAVEL)(meansAt)
  const personsAboard = integerIn(1, MAX_PERSONS)(persons)
  const plate = nullOr(readText)(plateAt)
  const trailerPlate = nullOr(readText)(trailerAt)
  if (means === undefined || personsAboard === undefined || plate === undefined || trailerPlate === undefined) return undefined
  return { means, personsAboard, ...(plate !== null && { plate }), ...(trailerPlate !== null && { trailerPlate }) }
}

function readCargo(value: Cbor, place: Reader<PlaceCode>): Cargo | undefined {
  const [classAt = null, ...placesAt] = elementsOf(value, 2, 2 + MAX_VIA) ?? []
  const [origin, ...via] = listOf(place)(placesAt) ?? []
  return complete<Cargo>({ class: wordOf(CARGO_CLASSES)(classAt), origin, via })
}

function readTest(value: Cbor, scale: ClaimScale): TestClaim | undefined {
  const [kind = null, result = null, age = null, delay = null, evidence = 0] = elementsOf(value, 3, 5) ?? []
  const minutesBefore = integerIn(-MAX_MINUTES, MAX_MINUTES)(age)
  const minutesLater = nullOr(integerIn(-MAX_MINUTES, MAX_MINUTES))(delay)
  if (minutesBefore === undefined || minutesLater === undefined) return undefined
  const sampledAt = (Math.floor(scale.issuedAt / MINUTE_MS) - minutesBefore) * MINUTE_MS
  const read = { kind: wordOf(TEST_KINDS)(kind), result: wordOf(TEST_RESULTS)(result), sampledAt, evidence: wordOf(EVIDENCE)(evidence) }
  return complete<TestClaim>(minutesLater === null ? read : { ...read, resultAt: sampledAt + minutesLater * MINUTE_MS })
}

function readDose(value: Cbor, scale: ClaimScale): DoseClaim | undefined {
  const [age = null, productAt = null, evidence = 0] = elementsOf(value, 1, 3) ?? []
  const product = nullOr(readText)(productAt)
  if (product === undefined) return undefined
  const read = { givenOn: dayCarried(age, scale.issuedAt), evidence: wordOf(EVIDENCE)(evidence) }
  return complete<DoseClaim>(product === null ? read : { ...read, product })
}

/** Ten years: a pass lives for months, and whatever lives longer was written in the wrong unit. */
const MAX_LIFE_MINUTES = 10 * 366 * 24 * 60
const MAX_MINUTES = MAX_LIFE_MINUTES
const MAX_PERSONS = 999
const MAX_VIA = 16
