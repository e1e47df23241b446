import type { PlaceCode } from '../areas/place.ts'
import type { EpochMs, LocalDate } from '../units.ts'
import type {
  CargoClass,
  DocumentKind,
  Evidence,
  Exposure,
  MeansOfTravel,
  Purpose,
  Sector,
  Sex,
  Symptom,
  TestKind,
  TestResult,
} from './vocabulary.ts'

/**
 * A stay in a place, to the local day of the ruleset's zone, both ends included. `fromHour` and `toHour` (0-23) stand
 * only where the traveller gave them; without an hour the stop is its whole local day.
 */
export interface Stop {
  readonly place: PlaceCode
  readonly from: LocalDate
  readonly to: LocalDate
  readonly fromHour?: number
  readonly toHour?: number
}

export interface TestClaim {
  readonly kind: TestKind
  readonly result: TestResult
  readonly sampledAt: EpochMs
  /** Absent while the result is pending or was not stated. */
  readonly resultAt?: EpochMs
  readonly evidence: Evidence
}

export interface DoseClaim {
  /** As printed on the certificate, at most 20 characters; absent when not stated. */
  readonly product?: string
  readonly givenOn: LocalDate
  readonly evidence: Evidence
}

export interface Travel {
  readonly means: MeansOfTravel
  /** Everyone in one's own vehicle, the driver included; 1 (the traveller alone) on foot and for a passenger who gave no number. */
  readonly personsAboard: number
  /** Normalised (see `normalisePlate`); Uganda's lesson: the trailer's plate is not the tractor's. */
  readonly plate?: string
  readonly trailerPlate?: string
}

export interface Cargo {
  readonly class: CargoClass
  readonly origin: PlaceCode
  readonly via: readonly PlaceCode[]
}

/**
 * What rules may read of one traveller, whatever document it came from: this much of a declaration is in the QR code.
 * No phone, no address, no full document number. `null` means asked and unanswered (unknown); an empty list means none.
 */
export interface Claims {
  readonly name: string
  readonly birthYear: number
  readonly sex: Sex | null
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string
  /** Commune of permanent residence; display only, never origin. */
  readonly residence: PlaceCode | null
  readonly document: { readonly kind: DocumentKind; readonly lastThree: string } | null
  readonly stops: readonly Stop[]
  readonly destination: PlaceCode | null
  readonly purpose: Purpose | null
  readonly sector: Sector | null
  readonly employer: string | null
  readonly travel: Travel | null
  readonly cargo: Cargo | null
  readonly symptoms: readonly Symptom[] | null
  readonly exposures: readonly Exposure[] | null
  readonly tests: readonly TestClaim[]
  readonly doses: readonly DoseClaim[]
  /** Whether quarantine at home would be possible; the commune's answer decides. */
  readonly homePossible: boolean | null
  /** Answers were changed after the preview had been seen. */
  readonly revised: boolean
}
