import { createHash } from 'node:crypto'
import QRCode from 'qrcode'
import { bytesOfDigits } from '../../../shared/credential/digits.ts'
import { issueCredential } from '../../../shared/credential/issue-credential.ts'
import { stripPrefix } from '../../../shared/credential/prefix.ts'
import { qrSegments } from '../../../shared/credential/qr-segments.ts'
import type { Claims } from '../../../shared/declaration/claims.ts'
import { LIMITS } from '../../../shared/declaration/declaration.ts'
import { EXPOSURES, SYMPTOMS } from '../../../shared/declaration/health-vocabulary.ts'
import { parseDeclaration } from '../../../shared/declaration/parse-declaration.ts'
import { asCredentialId } from '../../../shared/ids.ts'
import { addDays } from '../../../shared/time.ts'
import { HOUR_MS } from '../../../shared/units.ts'
import { aCredential, areaCode } from '../../support/a-credential.ts'
import { DECLARED_AT, declarationContext } from '../../support/a-declaration.ts'
import { inventDeclarations } from '../../support/invented-declarations.ts'
import { testKey } from '../../support/test-keys.ts'
import { atMost, type Figure, plain, quantile } from '../kiosk/figure.ts'

export const QR_SEED = 20210217

interface Size {
  readonly bytes: number
  readonly version: number
}

/** How large the codes are that invented travellers would hold up: bytes of the signed message, QR version at level M. */
export async function qrFigures(count: number): Promise<readonly Figure[]> {
  const claims = inventedClaims(count)
  const all = await Promise.all(claims.map(sizeOf))
  const ordinary = await Promise.all(claims.filter(isOrdinary).map(sizeOf))
  const bytes = all.map((size) => size.bytes).sort((a, b) => a - b)
  const versions = all.map((size) => size.version).sort((a, b) => a - b)
  return [
    plain('declarations', 'invented, all accepted', count),
    plain('bytes, median', 'bytes', quantile(bytes, 0.5)),
    plain('bytes, p95', 'bytes', quantile(bytes, 0.95)),
    plain('bytes, worst', 'bytes', quantile(bytes, 1)),
    atMost('QR version at M, median', 'version', quantile(versions, 0.5), 10),
    atMost('QR version at M, p95', 'version', quantile(versions, 0.95), 12),
    plain('QR version at M, worst', 'version', quantile(versions, 1)),
    plain('share within version 10', 'percent', percent(versions.filter((version) => version <= 10).length, count)),
    plain('share within version 12', 'percent', percent(versions.filter((version) => version <= 12).length, count)),
    atMost('worst version, name up to 25 letters, up to 3 stops, 1 test, a plate, no more', 'version', worstOf(ordinary), 10),
    atMost('the promised case: name of 25 letters, 3 stops, 1 test, a plate', 'version', (await sizeOf(aCredential().claims)).version, 10),
    atMost('the promised case, with 14 stops', 'version', (await sizeOf(fourteenStops())).version, 12),
    plain('everything at the limits of the form at once', 'version', (await sizeOf(everything())).version),
  ]
}

function inventedClaims(count: number): readonly Claims[] {
  const context = declarationContext()
  return inventDeclarations(count, QR_SEED).map((input, i) => {
    const parsed = parseDeclaration(input, context)
    if (!parsed.ok) throw new Error(`invented declaration ${i} of seed ${QR_SEED} is not valid: ${parsed.error[0].path} ${parsed.error[0].message}`)
    return parsed.value.claims
  })
}

async function sizeOf(content: Claims, i = 0): Promise<Size> {
  const id = asCredentialId(createHash('sha256').update(`${QR_SEED}|${i}`).digest('hex').slice(0, 16))
  const envelope = { id, issuedAt: DECLARED_AT, expiresAt: DECLARED_AT + 72 * HOUR_MS }
  const text = await issueCredential({ ...aCredential(envelope), claims: content }, testKey().signer)
  const digits = stripPrefix(text)
  const signed = digits.ok ? bytesOfDigits(digits.value) : null
  if (signed === null) throw new Error('a code that cannot be read back')
  return { bytes: signed.length, version: QRCode.create(qrSegments(text), { errorCorrectionLevel: 'M' }).version }
}

function isOrdinary({ name, stops, tests, doses, employer, cargo, travel }: Claims): boolean {
  const isShort = name.length <= 25 && stops.length <= 3 && tests.length <= 1
  return isShort && doses.length === 0 && employer === null && cargo === null && travel?.trailerPlate === undefined
}

function fourteenStops(): Claims {
  const stops = Array.from({ length: 14 }, (_, i) => ({
    place: areaCode(310_007 + 61 * i),
    from: addDays('2021-02-03', i),
    to: addDays('2021-02-04', i),
  }))
  return aCredential({}, { stops }).claims
}

/** No traveller has all of this; it is the bound of what the form takes. Communes and Vietnamese letters throughout. */
function everything(): Claims {
  const place = areaCode(310_007)
  const test = {
    kind: 'pcr',
    result: 'negative',
    sampledAt: DECLARED_AT - 300 * HOUR_MS,
    resultAt: DECLARED_AT - 200 * HOUR_MS,
    evidence: 'seen',
  } as const
  const dose = { product: 'Ễ'.repeat(20), givenOn: '2020-01-01', evidence: 'seen' } as const
  return {
    ...fourteenStops(),
    stops: fourteenStops().stops.map((stop) => ({ ...stop, fromHour: 23, toHour: 23 })),
    name: 'Ễ'.repeat(LIMITS.nameLength),
    employer: 'Ễ'.repeat(LIMITS.employerLength),
    travel: { means: 'truck', personsAboard: LIMITS.personsAboard, plate: '14C123456', trailerPlate: '14R012345' },
    cargo: { class: 'frozen-food', origin: place, via: Array.from({ length: LIMITS.cargoVia }, () => place) },
    symptoms: SYMPTOMS,
    exposures: EXPOSURES,
    tests: Array.from({ length: LIMITS.tests }, () => test),
    doses: Array.from({ length: LIMITS.doses }, () => dose),
    revised: true,
  }
}

function percent(part: number, whole: number): number {
  return Math.round((part * 1000) / whole) / 10
}

function worstOf(sizes: readonly Size[]): number {
  return Math.max(0, ...sizes.map((size) => size.version))
}
