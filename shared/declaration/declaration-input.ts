import type { Direction } from '../checkpoints/checkpoint.ts'
import { addDays, DEFAULT_ZONE, localDateAt, zoneOffsetMs } from '../time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../units.ts'
import { DECLARED_DAYS } from './declaration.ts'
import type { CargoClass, DocumentKind, Exposure, MeansOfTravel, Purpose, Sector, Sex, Symptom, TestKind, TestResult } from './vocabulary.ts'

/** Left out or null: asked and not answered, which rules read as unknown, never as "no". */
type Unanswered<T> = T | null | undefined

/**
 * The JSON that the form, the API and the CLI send. Three kinds of fields:
 * - *must*: name, birth, nationality, phone, stops, checkpoint, direction, arrivalAt, consent. Without them nobody could
 *   be told apart, reached or judged, so there is no declaration.
 * - *asked of everyone, may stay open*: sex, document, permanent, destination, purpose, sector, employer, travel,
 *   symptoms, exposures, homePossible. A rule whose answer depends on an open one says `refer`. The form presses for them.
 * - *asked of those it concerns*: cargo (a must for purpose `goods`), tests, doses, stay, proxy, trailerPlate, revised.
 *   Left out means none.
 *
 * Places are place codes of the 2021 division (`2021:310930`), countries (`country:LA`), sites or units. Dates are
 * `YYYY-MM-DD`, instants ISO 8601 with their offset. Texts are composed (NFC), trimmed and their blanks folded; plates,
 * phones and document numbers are brought to their normal form; nothing else is repaired.
 */
export interface DeclarationInput {
  readonly traveller: TravellerInput
  /** The traveller's own, or of somebody who can reach them at once. */
  readonly phone: string
  /** Permanent residence: a commune, or a country for who lives abroad. Display and follow-up only, never origin. */
  readonly permanent?: Unanswered<HomeInput>
  /** Where they will stay, when it is not the permanent residence. */
  readonly stay?: Unanswered<HomeInput>
  /** Today and the 14 dates before it, each covered; only a travel day may stand in two stops. */
  readonly stops: readonly StopInput[]
  readonly destination?: Unanswered<string>
  readonly checkpoint: string
  readonly direction: Direction
  /** When they mean to be at the checkpoint. */
  readonly arrivalAt: string
  readonly purpose?: Unanswered<Purpose>
  readonly sector?: Unanswered<Sector>
  readonly employer?: Unanswered<string>
  readonly travel?: Unanswered<TravelInput>
  readonly cargo?: Unanswered<CargoInput>
  /** Empty: none. */
  readonly symptoms?: Unanswered<readonly Symptom[]>
  /** In the last 14 days. Empty: none. */
  readonly exposures?: Unanswered<readonly Exposure[]>
  readonly tests?: Unanswered<readonly TestInput[]>
  readonly doses?: Unanswered<readonly DoseInput[]>
  readonly homePossible?: Unanswered<boolean>
  /** Who filled the form for somebody else. */
  readonly proxy?: Unanswered<ProxyInput>
  /** Never ticked beforehand. */
  readonly consent: true
  /** Answers were changed after the preview had been seen. */
  readonly revised?: Unanswered<boolean>
}

export interface TravellerInput {
  readonly name: string
  /** `YYYY-MM-DD`, or `YYYY` where the day is not known. */
  readonly birth: string
  readonly sex?: Unanswered<Sex>
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string
  /** A child without one: kind `guardian` with the guardian's number and a proxy. */
  readonly document?: Unanswered<DocumentInput>
}

export interface DocumentInput {
  readonly kind: DocumentKind
  readonly country: string
  readonly number: string
}

export interface HomeInput {
  readonly place: string
  readonly address?: Unanswered<string>
}

/** Both days included. Hours 0-23 where they are known; without them the stop is its whole days. */
export interface StopInput {
  readonly place: string
  readonly from: string
  readonly to: string
  readonly fromHour?: Unanswered<number>
  readonly toHour?: Unanswered<number>
}

export interface TravelInput {
  readonly means: MeansOfTravel
  /** A must for one's own motorbike, car or truck. Left open on anything else, it is 1: the traveller alone. */
  readonly personsAboard?: Unanswered<number>
  /** A must for one's own motorbike, car or truck. */
  readonly plate?: Unanswered<string>
  readonly trailerPlate?: Unanswered<string>
}

export interface CargoInput {
  readonly class: CargoClass
  readonly origin: string
  readonly via?: Unanswered<readonly string[]>
}

export interface TestInput {
  readonly kind: TestKind
  readonly result: TestResult
  readonly sampledAt: string
  readonly resultAt?: Unanswered<string>
}

export interface DoseInput {
  readonly product?: Unanswered<string>
  readonly givenOn: string
}

export interface ProxyInput {
  readonly name: string
  readonly phone: string
}

const BAI_CHAY = '2021:306673'

/**
 * An invented resident of Hạ Long who was there on all 15 dates and comes home by car: the plain case, which every rule
 * of the demo lets through. Other cases are this one with one change, as `aDeclaration` in the tests makes them.
 */
export function exampleDeclaration(now: EpochMs, checkpoint: string): DeclarationInput {
  const today = localDateAt(now)
  return {
    traveller: {
      name: 'Nguyễn Thị Minh Thử',
      birth: '1985-03-05',
      sex: 'female',
      nationality: 'VN',
      document: { kind: 'citizen-id', country: 'VN', number: '022185000123' },
    },
    phone: '0912345678',
    permanent: { place: BAI_CHAY, address: 'Tổ 1, khu 2' },
    stops: [{ place: BAI_CHAY, from: addDays(today, 1 - DECLARED_DAYS), to: today }],
    destination: BAI_CHAY,
    checkpoint,
    direction: 'entry',
    arrivalAt: isoInVietnam(now + HOUR_MS),
    purpose: 'return-home',
    sector: 'trade-services',
    travel: { means: 'car', personsAboard: 1, plate: '14A-123.45' },
    symptoms: [],
    exposures: [],
    tests: [],
    doses: [],
    homePossible: true,
    consent: true,
  }
}

/** To the minute, with the offset that a reader in Việt Nam expects: `2021-02-17T21:00:00+07:00`. */
export function isoInVietnam(at: EpochMs): string {
  const offset = zoneOffsetMs(at, DEFAULT_ZONE)
  const wall = new Date(Math.floor((at + offset) / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 19)
  return `${wall}+${String(offset / HOUR_MS).padStart(2, '0')}:00`
}
