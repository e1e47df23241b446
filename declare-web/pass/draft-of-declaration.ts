import type { DoseClaim, Stop, TestClaim } from '../../shared/declaration/claims.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import { localDateAt, localHourAt } from '../../shared/time.ts'
import { type DateDraft, type Draft, EMPTY_DATE, EMPTY_DRAFT, type StopDraft, type TestDraft } from '../draft/draft.ts'

/** The form as it was filled, to be corrected. Consent is asked again: it was given for other answers. */
export function draftOfDeclaration(declaration: Declaration, reference: string): Draft {
  const { claims, proxy, checkpoint, direction, arrivalAt } = declaration
  return {
    ...EMPTY_DRAFT,
    ...travellerOf(declaration),
    ...journeyOf(declaration),
    checkpoint,
    direction,
    arrivalDate: localDateAt(arrivalAt),
    arrivalHour: String(localHourAt(arrivalAt)),
    forWhom: proxy ? 'other' : 'self',
    proxyName: proxy?.name ?? '',
    proxyPhone: proxy?.phone ?? '',
    ...stayOf(declaration),
    symptoms: ticked(claims.symptoms),
    exposures: ticked(claims.exposures),
    tests: claims.tests.map(testOf),
    doses: claims.doses.map(doseOf),
    homePossible: claims.homePossible === null ? '' : claims.homePossible ? 'yes' : 'no',
    revised: claims.revised,
    corrects: reference,
  }
}

function travellerOf({ claims, birthDate, document, phone, permanentAddress }: Declaration): Partial<Draft> {
  return {
    name: claims.name,
    birth: birthDate === null ? { ...EMPTY_DATE, year: String(claims.birthYear) } : dateOf(birthDate),
    sex: claims.sex ?? '',
    nationality: claims.nationality,
    ...(document && { documentKind: document.kind, documentNumber: document.number, documentCountry: document.country }),
    phone,
    permanentPlace: claims.residence ?? '',
    permanentAddress: permanentAddress ?? '',
  }
}

/** A declaration does not tell home from no stay at all: who does not travel home is asked again. */
function stayOf({ stay, claims }: Declaration): Pick<Draft, 'stayAt' | 'stayPlace' | 'stayAddress'> {
  if (stay) return { stayAt: 'elsewhere', stayPlace: stay.place, stayAddress: stay.address ?? '' }
  const isHome = claims.residence !== null && claims.destination === claims.residence
  return { stayAt: isHome ? 'home' : '', stayPlace: '', stayAddress: '' }
}

function journeyOf({ claims }: Declaration): Partial<Draft> {
  const { travel, cargo } = claims
  return {
    stops: claims.stops.map(stopOf),
    destination: claims.destination ?? '',
    means: travel?.means ?? '',
    plate: travel?.plate ?? '',
    trailerPlate: travel?.trailerPlate ?? '',
    personsAboard: travel ? String(travel.personsAboard) : '',
    purpose: claims.purpose ?? '',
    sector: claims.sector ?? '',
    employer: claims.employer ?? '',
    cargo: cargo?.class ?? '',
    cargoOrigin: cargo?.origin ?? '',
    cargoVia: cargo?.via ?? [],
  }
}

/** An empty list was answered "none of these". */
function ticked(codes: readonly string[] | null): readonly string[] {
  if (codes === null) return []
  return codes.length === 0 ? ['none'] : codes
}

function stopOf({ place, from, to, fromHour, toHour }: Stop): StopDraft {
  return { place, from, to, fromHour: hourOf(fromHour), toHour: hourOf(toHour) }
}

function hourOf(hour: number | undefined): string {
  return hour === undefined ? '' : String(hour)
}

function testOf({ kind, result, sampledAt, resultAt }: TestClaim): TestDraft {
  const resulted = resultAt === undefined ? EMPTY_DATE : dateOf(localDateAt(resultAt))
  return { kind, result, sampled: dateOf(localDateAt(sampledAt)), sampledHour: String(localHourAt(sampledAt)), resulted }
}

function doseOf({ product, givenOn }: DoseClaim): Draft['doses'][number] {
  return { product: product ?? '', given: dateOf(givenOn) }
}

function dateOf(date: string): DateDraft {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}
