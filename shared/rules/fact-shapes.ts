import type { Observation } from '../passage/observation.ts'

/** What a fact holds: named fields, numbered items, or neither. */
export interface FactShape {
  readonly fields?: { readonly [word: string]: FactShape }
  readonly items?: FactShape
}

const VALUE: FactShape = {}

type Paper = Extract<Observation, { readonly kind: 'papers-seen' }>['paper']
const PAPERS: Readonly<Record<Paper, FactShape>> = { test: VALUE, vaccination: VALUE, identity: VALUE, work: VALUE, goods: VALUE }

/** Of every fact that has parts; one that is not named here is a value. `parameters` and `lists` are the ruleset's and the bundle's to name. */
export const FACT_SHAPES: { readonly [name: string]: FactShape } = {
  checkpoint: fields('id', 'kind', 'authority', 'place', 'borders', 'road'),
  person: fields('birthYear', 'sex', 'nationality', 'residence', 'documentKind'),
  travel: fields('means', 'personsAboard', 'plate', 'trailerPlate'),
  cargo: { fields: { class: VALUE, origin: VALUE, via: { items: VALUE } } },
  symptoms: { items: VALUE },
  exposures: { items: VALUE },
  stops: { items: fields('place', 'from', 'to', 'fromHour', 'toHour') },
  tests: { items: fields('kind', 'result', 'evidence', 'sampledAt', 'resultAt') },
  doses: { items: fields('product', 'givenOn', 'evidence') },
  observed: {
    fields: { ...fields('temperatureTenths', 'symptom', 'maskWorn', 'personsCounted', 'queue', 'illegalEntry').fields, papers: { fields: PAPERS } },
  },
  vehiclePass: fields('presented', 'plateAgrees', 'issuedAt', 'destination'),
}

/**
 * What is wrong with a path into a fact, or null. A misspelt word would read as `null` for ever: a rule that never fires, and
 * nobody would see why.
 */
export function pathProblem(name: string, words: readonly string[]): string | null {
  let shape = FACT_SHAPES[name] ?? VALUE
  let path = name
  for (const word of words) {
    const next = partOf(shape, word)
    if (next === null) return `"${path}" has no "${word}"; ${partsOf(shape)}`
    shape = next
    path = `${path}.${word}`
  }
  return null
}

function partOf({ fields: named, items }: FactShape, word: string): FactShape | null {
  if (items !== undefined && /^\d+$/.test(word)) return items
  return named !== undefined && Object.keys(named).includes(word) ? (named[word] ?? null) : null
}

function partsOf({ fields: named, items }: FactShape): string {
  if (items !== undefined) return 'it is a list: give a number, from 0'
  return named === undefined ? 'it has no parts' : `there are: ${Object.keys(named).join(', ')}`
}

function fields(...words: readonly string[]): { readonly fields: { readonly [word: string]: FactShape } } {
  return { fields: Object.fromEntries(words.map((word) => [word, VALUE])) }
}
