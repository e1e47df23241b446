import { isPlaceCode } from '../../areas/place.ts'
import type { Claims, DoseClaim, Stop } from '../../declaration/claims.ts'
import { addDays, localDateAt } from '../../time.ts'
import { DAY_MS, type EpochMs } from '../../units.ts'
import { gatherFacts, isOfPerson } from '../facts.ts'
import type { Passing } from '../passing.ts'
import type { Answer, Change } from './counterfactual.ts'

/** A passing at its moment. */
export interface Occasion {
  readonly passing: Passing
  readonly now: EpochMs
}

/** A result comes hours or days after its sample; where only the result counts, the sample is taken for a day older. */
const LABORATORY_MS = DAY_MS

/** Doses of one course are given about four weeks apart. */
const DAYS_BETWEEN_DOSES = 28

/** The longest span that a rule may look back. */
const MISSING_DAYS = 366

/** The occasion as it would be. Without any document there is nothing to put a test or a dose into: then nothing changes. */
export function applyChange(passing: Passing, now: EpochMs, change: Change): Occasion {
  switch (change.kind) {
    case 'date':
      return { passing, now: change.from }
    case 'test': {
      const { test: kind, basis, since, evidence } = change
      const sampledAt = basis === 'sampled' ? since : since - LABORATORY_MS
      const test = { kind, result: 'negative', sampledAt, resultAt: since, evidence } as const
      return { passing: inFirstDocument(passing, (claims) => ({ ...claims, tests: [...claims.tests, test] })), now }
    }
    case 'dose':
      return { passing: inFirstDocument(passing, (claims) => ({ ...claims, doses: [...claims.doses, ...dosesOf(change)] })), now }
    case 'observation': {
      const tapped = change.observed.map((observed) => ({ ...observed, observedAt: now }))
      return { passing: { ...passing, observations: [...passing.observations, ...tapped] }, now }
    }
    case 'answer':
      return { passing: change.answers.reduce((before, answer) => answered(before, now, answer), passing), now }
  }
}

function dosesOf({ count, lastOn, evidence }: Extract<Change, { readonly kind: 'dose' }>): readonly DoseClaim[] {
  return Array.from({ length: count }, (_, index) => ({ givenOn: addDays(lastOn, -index * DAYS_BETWEEN_DOSES), evidence }))
}

function answered(passing: Passing, now: EpochMs, { path, value }: Answer): Passing {
  const [name = '', key = '', field = ''] = path.split('.')
  switch (name) {
    case 'symptoms':
      return inEveryDocument(passing, (claims) => ({ ...claims, symptoms: claims.symptoms ?? [] }))
    case 'exposures':
      return inEveryDocument(passing, (claims) => ({ ...claims, exposures: claims.exposures ?? [] }))
    case 'homePossible':
      return inEveryDocument(passing, (claims) => ({ ...claims, homePossible: claims.homePossible ?? value === true }))
    case 'watch':
      return { ...passing, lists: { ...passing.lists, watch: { state: 'known', value: [] } } }
    case 'lists':
      return { ...passing, lists: { ...passing.lists, named: { ...passing.lists.named, [key]: { state: 'known', value: value === true } } } }
    case 'stops':
      return field === '' ? withMissingDays(passing, now, value) : withHour(passing, Number(key), hourOf(field, value))
    default:
      return passing
  }
}

/** The days that no stop answers for, spent in one place; the stops that were named stay as they are. */
function withMissingDays(passing: Passing, now: EpochMs, place: Answer['value']): Passing {
  if (!isPlaceCode(place)) return passing
  const stop = { place, from: localDateAt(now - MISSING_DAYS * DAY_MS), to: localDateAt(now) }
  return inFirstDocument(passing, (claims) => ({ ...claims, stops: [...claims.stops, stop] }))
}

function hourOf(field: string, value: Answer['value']): Pick<Stop, 'fromHour' | 'toHour'> {
  return field === 'fromHour' ? { fromHour: Number(value) } : { toHour: Number(value) }
}

/** Stops are numbered as the facts order them, over all documents. */
function withHour(passing: Passing, position: number, hour: Pick<Stop, 'fromHour' | 'toHour'>): Passing {
  const wanted = JSON.stringify(gatherFacts(passing).stops[position])
  const change = (stop: Stop): Stop => (JSON.stringify(stop) === wanted ? { ...stop, ...hour } : stop)
  return inEveryDocument(passing, (claims) => ({ ...claims, stops: claims.stops.map(change) }))
}

/** Of a person: what is written on a vehicle's pass is nobody's. */
function inFirstDocument(passing: Passing, change: (claims: Claims) => Claims): Passing {
  const first = passing.documents.findIndex(isOfPerson)
  const documents = passing.documents.map((document, position) => (position === first ? { ...document, claims: change(document.claims) } : document))
  return { ...passing, documents }
}

function inEveryDocument(passing: Passing, change: (claims: Claims) => Claims): Passing {
  return { ...passing, documents: passing.documents.map((document) => ({ ...document, claims: change(document.claims) })) }
}
