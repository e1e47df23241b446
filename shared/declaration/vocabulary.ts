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

export const SYMPTOMS = ['fever', 'cough', 'breathlessness', 'sore-throat', 'fatigue', 'loss-of-smell', 'vomiting-diarrhoea', 'rash'] as const
export type Symptom = (typeof SYMPTOMS)[number]

/** In the last 14 days. */
export const EXPOSURES = ['confirmed-case', 'contact-of-case', 'person-from-outbreak', 'person-with-symptoms', 'illegal-entry'] as const
export type Exposure = (typeof EXPOSURES)[number]

export const TEST_KINDS = ['pcr', 'antigen', 'antibody'] as const
export type TestKind = (typeof TEST_KINDS)[number]

export const TEST_RESULTS = ['negative', 'positive', 'pending'] as const
export type TestResult = (typeof TEST_RESULTS)[number]

/** How a claim is known, weakest first. Rules name the least they accept. */
export const EVIDENCE = ['declared', 'seen', 'attested'] as const
export type Evidence = (typeof EVIDENCE)[number]
