import { type DeclarationInput, isoInVietnam } from '../../shared/declaration/declaration-input.ts'
import { MEANS_WITH_PLATE, OWN_VEHICLES } from '../../shared/declaration/vocabulary.ts'
import { instantOf, localDateAt, parseLocalDate } from '../../shared/time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/units.ts'
import type { DateDraft, DoseDraft, Draft, StopDraft, TestDraft } from './draft.ts'

/** The fields of a declaration, with values as they were typed: `parseDeclaration` says what is wrong with them. */
export type TypedInput = { readonly [field in keyof DeclarationInput]: unknown }

/** What was typed, in the shape that is sent. An empty box is null ("not answered"); questions that were not asked are left out. */
export function draftToInput(draft: Draft, now: EpochMs): TypedInput {
  return {
    traveller: travellerOf(draft),
    phone: draft.phone.trim(),
    permanent: draft.permanentPlace === '' ? null : { place: draft.permanentPlace, address: answered(draft.permanentAddress) },
    stay: draft.stayAt === 'elsewhere' ? { place: draft.stayPlace, address: answered(draft.stayAddress) } : null,
    stops: draft.stops.map(stopOf),
    destination: answered(draft.destination),
    checkpoint: draft.checkpoint,
    direction: draft.direction,
    arrivalAt: arrivalOf(draft, now),
    purpose: answered(purposeOf(draft)),
    sector: answered(draft.sector),
    employer: answered(draft.employer),
    travel: travelOf(draft),
    cargo: purposeOf(draft) === 'goods' ? cargoOf(draft) : null,
    symptoms: listOf(draft.symptoms),
    exposures: listOf(draft.exposures),
    tests: draft.tests.map(testOf),
    doses: draft.doses.map(doseOf),
    homePossible: draft.homePossible === '' ? null : draft.homePossible === 'yes',
    proxy: draft.forWhom === 'other' ? { name: draft.proxyName, phone: draft.proxyPhone } : null,
    consent: draft.consent,
    revised: draft.revised,
  }
}

/** As answered; until then what follows from other answers: who drives a truck carries goods, who comes in and stays at home comes home. */
export function purposeOf({ purpose, means, direction, stayAt }: Pick<Draft, 'purpose' | 'means' | 'direction' | 'stayAt'>): string {
  if (purpose !== '' || means === 'truck') return purpose || 'goods'
  return direction === 'entry' && stayAt === 'home' ? 'return-home' : ''
}

export interface VehicleQuestions {
  readonly plate: 'must' | 'optional' | 'not-asked'
  readonly trailer: boolean
  readonly persons: boolean
}

/** Whether this traveller is asked for a plate, a trailer's plate and the number of persons. */
export function vehicleQuestions(means: string): VehicleQuestions {
  const isOneOf = (known: readonly string[]): boolean => known.includes(means)
  const isOwn = isOneOf(OWN_VEHICLES)
  const plate = isOwn ? 'must' : isOneOf(MEANS_WITH_PLATE) ? 'optional' : 'not-asked'
  return { plate, trailer: means === 'truck', persons: isOwn }
}

function travellerOf(draft: Draft): unknown {
  const { name, sex, nationality, documentKind: kind, documentNumber: number } = draft
  const country = kind === 'passport' || kind === 'other' ? draft.documentCountry : 'VN'
  const document = number.trim() === '' ? null : { kind, country, number }
  return { name, birth: birthOf(draft.birth), sex: answered(sex), nationality, document }
}

/** The year alone where that is all that was typed. */
function birthOf(birth: DateDraft): string {
  return birth.day === '' && birth.month === '' ? birth.year : dateOf(birth)
}

/** `YYYY-MM-DD` of the three boxes; what cannot be a date stays as typed and fails where dates are judged. */
export function dateOf({ day, month, year }: DateDraft): string {
  return day === '' && month === '' && year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function stopOf({ place, from, to, fromHour, toHour }: StopDraft): unknown {
  return { place, from, to, fromHour: numberOf(fromHour), toHour: numberOf(toHour) }
}

/**
 * `now` means in a minute: a declaration that is on its way must not arrive in the past. On a page without JavaScript it can
 * stand beside a later day, whose hour is then still to be asked.
 */
function arrivalOf({ arrivalDate, arrivalHour }: Draft, now: EpochMs): string {
  if (arrivalHour === 'now') return arrivalDate > localDateAt(now) ? '' : isoInVietnam(now + MINUTE_MS)
  if (!HOUR.test(arrivalHour) || parseLocalDate(arrivalDate) === null) return ''
  return isoInVietnam(instantOf(arrivalDate, Number(arrivalHour) * 60))
}

/** No box offers another, but a form may be sent by hand. */
const HOUR = /^(?:[01]?\d|2[0-3])$/

function travelOf(draft: Draft): unknown {
  if (draft.means === '') return null
  const asked = vehicleQuestions(draft.means)
  return {
    means: draft.means,
    personsAboard: asked.persons ? numberOf(draft.personsAboard) : null,
    plate: asked.plate !== 'not-asked' ? answered(draft.plate) : null,
    trailerPlate: asked.trailer ? answered(draft.trailerPlate) : null,
  }
}

function cargoOf({ cargo, cargoOrigin, cargoVia }: Draft): unknown {
  return { class: cargo, origin: cargoOrigin, via: cargoVia.filter((place) => place !== '') }
}

/** An empty list of boxes was not answered; "none of these" is an answer. */
function listOf(codes: readonly string[]): readonly string[] | null {
  return codes.length === 0 ? null : codes.filter((code) => code !== 'none')
}

function testOf(test: TestDraft): unknown {
  const sampled = sampledAt(test)
  const hasResult = test.result !== 'pending' && dateOf(test.resulted) !== ''
  return { kind: test.kind, result: test.result, sampledAt: sampled, resultAt: hasResult ? resultAt(test, sampled) : null }
}

/** Without an hour, the beginning of the day: the test then counts as older than it is, never as fresher. */
function sampledAt({ sampled, sampledHour }: TestDraft): string {
  const date = dateOf(sampled)
  const isMoment = parseLocalDate(date) !== null && (sampledHour === '' || HOUR.test(sampledHour))
  return isMoment ? isoInVietnam(instantOf(date, Number(sampledHour) * 60)) : date
}

/** Only the day is asked: its beginning, or the sampling where that was later the same day. */
function resultAt({ resulted }: TestDraft, sampled: string): string {
  const date = dateOf(resulted)
  if (parseLocalDate(date) === null) return date
  return sampled.slice(0, 10) === date ? sampled : isoInVietnam(instantOf(date, 0))
}

function doseOf({ product, given }: DoseDraft): unknown {
  return { product: answered(product), givenOn: dateOf(given) }
}

function answered(text: string): string | null {
  return text.trim() === '' ? null : text
}

/** Words where a number is wanted become one that no field takes: its own message then says what is wanted. */
function numberOf(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : -1
}
