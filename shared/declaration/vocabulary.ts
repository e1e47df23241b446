import type { EVIDENCE, EXPOSURES, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from './health-vocabulary.ts'

/**
 * The closed lists of a declaration. The position in a list is the number in the QR code: append, never reorder or
 * remove, or codes already printed change their meaning.
 */
export const SEXES = ['male', 'female', 'other'] as const
export type Sex = (typeof SEXES)[number]

/** `citizen-id`: 12 digits. `old-id`: 9 digits. `birth-certificate` and `guardian`: a child without a document of its own. */
export const DOCUMENT_KINDS = ['citizen-id', 'old-id', 'passport', 'birth-certificate', 'guardian', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const PURPOSES = [
  'return-home',
  'work',
  'goods',
  'medical',
  'study',
  'family',
  'official-duty',
  'transit',
  'funeral',
  'tourism',
  'entertainment',
  'non-essential-business',
  'other',
] as const
export type Purpose = (typeof PURPOSES)[number]

export const SECTORS = [
  'coal',
  'power',
  'manufacturing',
  'construction',
  'transport',
  'health',
  'government',
  'armed-forces',
  'agriculture',
  'fishery',
  'trade-services',
  'tourism',
  'education',
  'student',
  'retired',
  'none',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]

export const MEANS_OF_TRAVEL = ['motorbike', 'car', 'taxi', 'bus', 'coach', 'truck', 'boat', 'train', 'plane', 'on-foot', 'bicycle', 'other'] as const
export type MeansOfTravel = (typeof MEANS_OF_TRAVEL)[number]

/** Means that carry a plate: the form asks for it only then. */
export const MEANS_WITH_PLATE: readonly MeansOfTravel[] = ['motorbike', 'car', 'taxi', 'bus', 'coach', 'truck']

/** One's own: plate and number of persons are a must. A passenger of the others knows neither when declaring. */
export const OWN_VEHICLES: readonly MeansOfTravel[] = ['motorbike', 'car', 'truck']

export const CARGO_CLASSES = ['essentials', 'goods', 'production-inputs', 'frozen-food', 'livestock', 'other'] as const
export type CargoClass = (typeof CARGO_CLASSES)[number]

export type Symptom = (typeof SYMPTOMS)[number]
export type Exposure = (typeof EXPOSURES)[number]
export type TestKind = (typeof TEST_KINDS)[number]
export type TestResult = (typeof TEST_RESULTS)[number]
export type Evidence = (typeof EVIDENCE)[number]
