import { OBSERVED_VIOLATIONS, type Observation, type ObservedValue, type ObservedViolation } from '../passage/observation.ts'

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
  readonly kinds: readonly ObservedValue['kind'][]
}

/** The latest tap of a kind counts, so that a slip of the finger can be mended; of two in one millisecond, the graver. */
export function latestObservations(observations: readonly Observation[]): Observed {
  const latest = new Map<string, Observation>()
  for (const observation of observations) {
    const key = slotOf(observation)
    const held = latest.get(key)
    if (held === undefined || supersedes(observation, held)) latest.set(key, observation)
  }
  const values = [...latest.values()].filter(({ kind }) => kind !== 'withdrawn')
  const observed: Mutable<Observed> = { papers: {}, kinds: values.map((value) => value.kind) }
  for (const value of values) place(observed, value)
  return observed
}

/** Papers and documents each stand beside the others of their kind. */
function slotOf(observation: ObservedValue): string {
  if (observation.kind === 'papers-seen') return `papers-seen ${observation.paper}`
  if (observation.kind === 'withdrawn') return observation.paper === null ? observation.of : `${observation.of} ${observation.paper}`
  return observation.kind === 'document' ? `document ${observation.document}` : observation.kind
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
      observed.papers = { ...observed.papers, [observation.paper]: observation.agrees }
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
