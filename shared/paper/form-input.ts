import type { PlaceCode } from '../areas/place.ts'
import type { DocumentKind, Exposure, MeansOfTravel, Purpose, Sector, Sex, Symptom, TestKind } from '../declaration/vocabulary.ts'
import type { LocalDate } from '../units.ts'

/** One stay as the officer taps it: a place, and both days inclusive. */
export interface FormStay {
  readonly place: PlaceCode
  readonly from: LocalDate
  readonly to: LocalDate
}

/**
 * The one-minute form, as typed and tapped at the kiosk for a person without a phone. Texts are as they stand in their
 * fields; null is "not asked yet", which rules read as unknown; an empty list is the answer "none".
 */
export interface FormInput {
  readonly name: string
  /** A year, or a whole date: `1958`, `12/3/1958`, `12031958`. */
  readonly birth: string
  readonly sex: Sex | null
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string
  /** `guardian`: a child or somebody else without a document; the number is the proxy's. */
  readonly documentKind: DocumentKind
  readonly documentNumber: string
  /** Empty where the traveller speaks. */
  readonly proxyName: string
  readonly phone: string
  readonly stays: readonly FormStay[]
  readonly destination: PlaceCode | null
  /** Commune of permanent residence. */
  readonly residence: PlaceCode | null
  readonly purpose: Purpose | null
  readonly sector: Sector | null
  readonly means: MeansOfTravel | null
  readonly plate: string
  readonly persons: number
  readonly symptoms: readonly Symptom[] | null
  readonly exposures: readonly Exposure[] | null
  readonly test: FormTest | null
  /** Whether the officer looked at the paper of the test. */
  readonly testPaper: 'seen' | 'not-seen'
}

/** A negative test on a paper; its age is what rules ask. */
export interface FormTest {
  readonly kind: TestKind
  readonly sampledOn: LocalDate
  /** 0-23; null where the paper names none. */
  readonly hour: number | null
}

export const EMPTY_FORM: FormInput = {
  name: '',
  birth: '',
  sex: null,
  nationality: 'VN',
  documentKind: 'citizen-id',
  documentNumber: '',
  proxyName: '',
  phone: '',
  stays: [],
  destination: null,
  residence: null,
  purpose: null,
  sector: null,
  means: null,
  plate: '',
  persons: 1,
  symptoms: null,
  exposures: null,
  test: null,
  testPaper: 'not-seen',
}
