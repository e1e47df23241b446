import {
  OBSERVED_VIOLATIONS,
  type Observation,
  type ObservedValue,
  type ObservedViolation,
  type SeenValue,
  type TestName,
} from '../passage/observation.ts'

/** The last value tapped of each kind; absent is the known value `not-observed`. */
export interface Observed {
  readonly temperatureTenths?: number
  readonly symptom?: boolean
  readonly maskWorn?: boolean
  readonly personsCounted?: number
  readonly queue?: string
  readonly illegalEntry?: boolean
  readonly violation?: ObservedViolation
  readonly papers: { readonly [paper: string]: boolean }
  /** Test papers, each of one test; null where the tap did not say which. */
  readonly testPapers: readonly { readonly test: TestName | null; readonly agrees: boolean }[]
  readonly kinds: readonly ObservedValue['kind'][]
}

/** The latest tap of a kind counts, so that a slip of the finger can be mended; of two in one millisecond, the graver. */
export function latestObservations(observations: readonly Observation[]): Observed {
  const latest = new Map<string, Observation>()
  for (const observation of observations) {
    const key = observationSlot(observation)
    const held = latest.get(key)
    if (held === undefined || supersedes(observation, held)) latest.set(key, observation)
  }
  const values = [...latest.values()].filter(({ kind }) => kind !== 'withdrawn')
  const observed: Mutable<Observed> = { papers: {}, testPapers: [], kinds: values.map((value) => value.kind) }
  for (const value of values) place(observed, value)
  return observed
}

/** What a later tap of the same slot takes the place of: papers and documents each stand beside the others of their kind. */
export function observationSlot(observation: ObservedValue): string {
  if (observation.kind === 'papers-seen') return paperSlot(observation)
  if (observation.kind === 'withdrawn') return observation.of === 'papers-seen' ? paperSlot(observation) : observation.of
  return observation.kind === 'document' ? `document ${observation.document}` : observation.kind
}

function paperSlot({ paper, test }: Pick<PapersSeen, 'test'> & { readonly paper: string | null }): string {
  return test === undefined ? `papers-seen ${paper}` : `papers-seen ${paper} ${test.kind} ${test.sampledAt}`
}

function supersedes(next: Observation, held: Observation): boolean {
  if (next.observedAt !== held.observedAt) return next.observedAt > held.observedAt
  return gravity(next) > gravity(held)
}

function gravity(observation: Observation): number {
  switch (observation.kind) {
    case 'temperature':
      return observation.tenths
    case 'symptom':
      return observation.present ? 1 : 0
    case 'mask':
      return observation.worn ? 0 : 1
    case 'papers-seen':
      return observation.agrees ? 0 : 1
    case 'persons-counted':
      return observation.persons
    case 'queue':
      return ['none', '10', '50', 'more'].indexOf(observation.length)
    case 'illegal-entry':
      return observation.suspected ? 1 : 0
    case 'position':
      return observation.latitude + observation.longitude
    case 'place':
      return 0
    case 'withdrawn':
      return -1
    case 'violation':
      return OBSERVED_VIOLATIONS.indexOf(observation.what)
    case 'document':
      return (observation.agrees ? 0 : 8) + ['attested', 'unsigned', 'unchecked', 'bad'].indexOf(observation.trust)
  }
}

/** One paper of a kind that does not agree is enough. */
function placePaper(observed: Mutable<Observed>, { paper, agrees, test }: PapersSeen): void {
  observed.papers = { ...observed.papers, [paper]: agrees && observed.papers[paper] !== false }
  if (paper === 'test') observed.testPapers = [...observed.testPapers, { test: test ?? null, agrees }]
}

type PapersSeen = Extract<SeenValue, { readonly kind: 'papers-seen' }>

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function place(observed: Mutable<Observed>, observation: Observation): void {
  switch (observation.kind) {
    case 'temperature':
      observed.temperatureTenths = observation.tenths
      return
    case 'symptom':
      observed.symptom = observation.present
      return
    case 'mask':
      observed.maskWorn = observation.worn
      return
    case 'papers-seen':
      placePaper(observed, observation)
      return
    case 'persons-counted':
      observed.personsCounted = observation.persons
      return
    case 'queue':
      observed.queue = observation.length
      return
    case 'illegal-entry':
      observed.illegalEntry = observation.suspected
      return
    case 'violation':
      observed.violation = observation.what
      return
    case 'document':
    case 'place':
    case 'position':
    case 'withdrawn':
      return
  }
}
