import type { PlaceCode } from '../areas/place.ts'
import type { Cargo, Claims, DoseClaim, TestClaim, Travel } from '../declaration/claims.ts'
import { EVIDENCE, EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../declaration/health-vocabulary.ts'
import { CARGO_CLASSES, DOCUMENT_KINDS, MEANS_OF_TRAVEL, PURPOSES, SECTORS, SEXES } from '../declaration/vocabulary.ts'
import { bytesOfHex } from '../hex.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../units.ts'
import { carriedDay } from './carried-days.ts'
import { asCarried } from './carried-instants.ts'
import { carriedIssuer } from './carried-issuer.ts'
import { carriedPlace, commonDivision } from './carried-place.ts'
import { type ClaimScale, carriedHours, carriedStops } from './carried-stops.ts'
import { carriedText } from './carried-text.ts'
import { type Cbor, encodeCbor } from './cbor.ts'
import { KEY } from './claim-keys.ts'
import { CREDENTIAL_TYPES, type Credential } from './credential.ts'

/** The payload that is signed; `claim-keys.ts` is its table. Throws on content that no parser of ours lets through. */
export function encodeClaims(content: Credential): Uint8Array {
  const carried = asCarried(content)
  const scale = { division: commonDivision(placesOf(carried.claims)), issuedAt: carried.issuedAt }
  const entries = [...envelopeEntries(carried, scale), ...claimEntries(carried.claims, scale)]
  return encodeCbor(new Map(entries.filter(([, value]) => value !== undefined)) as ReadonlyMap<number, Cbor>)
}

type Entry = readonly [key: number, value: Cbor | undefined]

function envelopeEntries(content: Credential, scale: ClaimScale): readonly Entry[] {
  return [
    [KEY.division, scale.division === '2021' ? undefined : 1],
    [KEY.formVersion, content.formVersion],
    [KEY.issuer, carriedIssuer(content.issuer)],
    [KEY.id, bytesOfHex(content.id) ?? undefined],
    [KEY.issuedAt, content.issuedAt / SECOND_MS],
    [KEY.life, (content.expiresAt - content.issuedAt) / MINUTE_MS],
    [KEY.type, content.type === 'person' ? undefined : positionIn(CREDENTIAL_TYPES, content.type)],
    [KEY.specimen, content.specimen || undefined],
  ]
}

function claimEntries(claims: Claims, scale: ClaimScale): readonly Entry[] {
  const place = (code: PlaceCode) => carriedPlace(code, scale.division)
  return [
    [KEY.name, carriedText(claims.name)],
    [KEY.birthYear, claims.birthYear],
    [KEY.sex, answered(claims.sex, (sex) => positionIn(SEXES, sex))],
    [KEY.nationality, claims.nationality === 'VN' ? undefined : claims.nationality],
    [KEY.residence, answered(claims.residence, place)],
    [KEY.document, answered(claims.document, carriedDocument)],
    [KEY.stops, claims.stops.length === 0 ? undefined : carriedStops(claims.stops, scale)],
    [KEY.stopHours, carriedHours(claims.stops)],
    [KEY.destination, answered(claims.destination, place)],
    [KEY.purpose, answered(claims.purpose, (purpose) => positionIn(PURPOSES, purpose))],
    [KEY.sector, answered(claims.sector, (sector) => positionIn(SECTORS, sector))],
    [KEY.employer, answered(claims.employer, carriedText)],
    [KEY.travel, answered(claims.travel, carriedTravel)],
    [KEY.cargo, answered(claims.cargo, (cargo) => carriedCargo(cargo, scale))],
    [KEY.symptoms, claims.symptoms && filled(claims.symptoms, (symptom) => positionIn(SYMPTOMS, symptom))],
    [KEY.exposures, claims.exposures && filled(claims.exposures, (exposure) => positionIn(EXPOSURES, exposure))],
    [KEY.tests, filled(claims.tests, (test) => carriedTest(test, scale))],
    [KEY.doses, filled(claims.doses, (dose) => carriedDose(dose, scale))],
    [KEY.homePossible, claims.homePossible ?? undefined],
    [KEY.revised, claims.revised || undefined],
  ]
}

function carriedDocument({ kind, lastThree }: NonNullable<Claims['document']>): Cbor {
  const position = positionIn(DOCUMENT_KINDS, kind)
  return /^\d{3}$/.test(lastThree) ? position * 1000 + Number(lastThree) : [position, lastThree]
}

function carriedTravel({ means, personsAboard, plate, trailerPlate }: Travel): Cbor {
  const plates = [plate, trailerPlate].map((text) => (text === undefined ? null : carriedText(text)))
  return [positionIn(MEANS_OF_TRAVEL, means), ...trimmed([personsAboard, ...plates], [1, null, null])]
}

function carriedCargo(cargo: Cargo, scale: ClaimScale): Cbor {
  return [positionIn(CARGO_CLASSES, cargo.class), ...[cargo.origin, ...cargo.via].map((code) => carriedPlace(code, scale.division))]
}

function carriedTest(test: TestClaim, scale: ClaimScale): Cbor {
  const sampled = minuteOf(scale.issuedAt) - minuteOf(test.sampledAt)
  const result = test.resultAt === undefined ? null : minuteOf(test.resultAt) - minuteOf(test.sampledAt)
  const tail = trimmed([result, positionIn(EVIDENCE, test.evidence)], [null, 0])
  return [positionIn(TEST_KINDS, test.kind), positionIn(TEST_RESULTS, test.result), sampled, ...tail]
}

function carriedDose(dose: DoseClaim, scale: ClaimScale): Cbor {
  const product = dose.product === undefined ? null : carriedText(dose.product)
  return [carriedDay(dose.givenOn, scale.issuedAt), ...trimmed([product, positionIn(EVIDENCE, dose.evidence)], [null, 0])]
}

function placesOf(claims: Claims): readonly PlaceCode[] {
  const cargo = claims.cargo ? [claims.cargo.origin, ...claims.cargo.via] : []
  const single = [claims.residence, claims.destination].filter((code) => code !== null)
  return [...claims.stops.map((stop) => stop.place), ...single, ...cargo]
}

function minuteOf(at: EpochMs): number {
  return Math.floor(at / MINUTE_MS)
}

function positionIn<T extends string>(list: readonly T[], word: T): number {
  const position = list.indexOf(word)
  if (position < 0) throw new Error(`${JSON.stringify(word)} is not one of ${list.join(', ')}`)
  return position
}

function answered<T>(value: T | null, carry: (value: T) => Cbor): Cbor | undefined {
  return value === null ? undefined : carry(value)
}

function filled<T>(list: readonly T[], carry: (item: T) => Cbor): Cbor | undefined {
  return list.length === 0 ? undefined : list.map(carry)
}

/** Without the elements at the end that equal their default. */
function trimmed(values: readonly Cbor[], defaults: readonly Cbor[]): readonly Cbor[] {
  let length = values.length
  while (length > 0 && values[length - 1] === defaults[length - 1]) length--
  return values.slice(0, length)
}
