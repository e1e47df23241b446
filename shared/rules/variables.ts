import type { Cargo, DoseClaim, Stop, TestClaim, Travel } from '../declaration/claims.ts'
import { pathProblem } from './fact-shapes.ts'
import type { Facts } from './facts.ts'
import { dosesByNow, stopsByNow, testsByNow } from './facts-by-now.ts'
import { keeping } from './kept.ts'
import { has } from './operands.ts'
import type { Listed } from './passing.ts'
import { ruleFault } from './rule-fault.ts'
import type { Expression } from './ruleset.ts'
import { type Compiled, note, type Operator, type Scope, type Site } from './scope.ts'
import { unknown, type Value } from './value.ts'
import { vehiclePassFact } from './vehicle-pass-fact.ts'
import { pathKeys, walkPath } from './walk-path.ts'

/**
 * The facts that `var` reads, by the first word of the path. Words are string keys: only in a list is a whole number an
 * index, `01` never is one, and nothing reaches a prototype. What is not there is `null`, as in CertLogic; a field that no
 * such fact has is a fault.
 */
export const FACT_NAMES: { readonly [name: string]: (scope: Scope) => Value } = {
  now: (scope) => new Date(scope.now).toISOString(),
  today: (scope) => scope.today,
  parameters: (scope) => scope.parameters,
  direction: (scope) => scope.facts.passing.direction,
  checkpoint: ({ facts: { passing } }) => {
    const { id, kind, authority, place, borders, road } = passing.checkpoint
    return { id, kind, authority, place, borders, road }
  },
  person: ({ facts: { person } }) => (person === null ? unknown(['person']) : personFact(person)),
  purpose: ({ facts }) => facts.purpose ?? unknown(['purpose']),
  sector: ({ facts }) => facts.sector ?? unknown(['sector']),
  destination: ({ facts }) => facts.destination ?? unknown(['destination']),
  employer: ({ facts }) => orNone(facts.employer, 'employer'),
  travel: ({ facts }) => (facts.travel === null ? unknown(['travel']) : travelFact(facts.travel)),
  cargo: ({ facts }) => (facts.cargo === 'none' || facts.cargo === null ? orNone(facts.cargo, 'cargo') : cargoFact(facts.cargo)),
  homePossible: ({ facts }) => facts.homePossible ?? unknown(['homePossible']),
  revised: ({ facts }) => facts.revised,
  symptoms: ({ facts }) => facts.symptoms ?? unknown(['symptoms']),
  exposures: ({ facts }) => facts.exposures ?? unknown(['exposures']),
  stops: (scope) => {
    const stops = stopsByNow(scope)
    return stops.length === 0 ? unknown(['stops']) : stops.map(stopFact)
  },
  tests: (scope) => (scope.facts.tests.length === 0 && scope.facts.askedAt === null ? unknown(['tests']) : testsByNow(scope).map(testFact)),
  doses: (scope) => (scope.facts.doses.length === 0 && scope.facts.askedAt === null ? unknown(['doses']) : dosesByNow(scope).map(doseFact)),
  observed: ({ facts }) => observedFact(facts),
  declared: ({ facts }) => facts.askedAt !== null,
  declaredAt: ({ facts }) => (facts.askedAt === null ? unknown(['declaredAt']) : new Date(facts.askedAt).toISOString()),
  vehiclePass: ({ facts }) => vehiclePassFact(facts),
}

/** `var` with a path as text, its only form: CertLogic has no default value. */
export function compileVariable(operand: Expression, site: Site): Compiled {
  return variable(operand, site, (_, read) => read)
}

/** The same for the rules of one ruleset: each fact is made, and each path walked, at most once for a passage. */
export function keptVariables(): Operator {
  const facts = new Map<string, Compiled>()
  const paths = new Map<string, Compiled>()
  const keep: Keep = (name, read) => {
    const held = facts.get(name) ?? keeping(read)
    facts.set(name, held)
    return held
  }
  return (operand, site) => {
    // A list of persons must be reported by each rule that reads one.
    if (typeof operand !== 'string' || operand.split('.')[0] === 'lists') return variable(operand, site, keep)
    const held = paths.get(operand) ?? keeping(variable(operand, site, keep))
    paths.set(operand, held)
    return held
  }
}

/** How a fact's own reading is kept, by its name. */
type Keep = (name: string, read: (scope: Scope) => Value) => (scope: Scope) => Value

function variable(operand: Expression, site: Site, keep: Keep): Compiled {
  if (typeof operand !== 'string') throw ruleFault(site.path, 'give the path as one text: { "var": "purpose" }')
  const [name = '', ...keys] = operand.split('.')
  if (keys.includes('')) throw ruleFault(site.path, `"${operand}" has an empty word: write a.b`)
  if (name === 'lists') return listVariable(operand, keys, site)
  const read = has(FACT_NAMES, name) ? FACT_NAMES[name] : undefined
  if (read === undefined) throw ruleFault(site.path, `no fact is called "${name}"; there are: ${Object.keys(FACT_NAMES).join(', ')}, lists`)
  if (name === 'parameters' && !(keys.length === 1 && has(site.parameters, keys[0] ?? ''))) {
    throw ruleFault(site.path, `the ruleset has no parameter "${keys.join('.')}"`)
  }
  const problem = name === 'parameters' ? null : pathProblem(name, keys)
  if (problem !== null) throw ruleFault(site.path, problem)
  const walked = pathKeys(keys)
  const fact = keep(name, read)
  return (scope) => {
    const value = walkPath(fact(scope), walked)
    note(scope, operand, value)
    return value
  }
}

/** A named list of persons or vehicles: `lists.roster` is whether this one is on it. */
function listVariable(path: string, keys: readonly string[], site: Site): Compiled {
  const [list = '', ...rest] = keys
  if (list === '' || rest.length > 0) throw ruleFault(site.path, 'name one list: { "var": "lists.roster" }')
  site.onPersonList()
  return (scope) => {
    const { named } = scope.facts.passing.lists
    const value = listed(has(named, list) ? named[list] : undefined, path)
    note(scope, path, value)
    return value
  }
}

/** Absent from a fresh list is a known "no"; a list that is missing or too old is unknown. */
export function listed<T extends Value>(list: Listed<T> | undefined, path: string): Value {
  return list === undefined || list.state === 'unknown' ? unknown([path]) : list.value
}

function orNone(value: string | null, path: string): Value {
  return value === null ? unknown([path]) : value === 'none' ? null : value
}

function personFact(person: NonNullable<Facts['person']>): Value {
  return {
    birthYear: person.birthYear,
    sex: person.sex ?? unknown(['person.sex']),
    nationality: person.nationality,
    residence: person.residence ?? unknown(['person.residence']),
    documentKind: person.document === null ? unknown(['person.documentKind']) : person.document.kind,
  }
}

function travelFact(travel: Travel): Value {
  return { means: travel.means, personsAboard: travel.personsAboard, plate: travel.plate ?? null, trailerPlate: travel.trailerPlate ?? null }
}

function cargoFact(cargo: Cargo): Value {
  return { class: cargo.class, origin: cargo.origin, via: cargo.via }
}

function stopFact(stop: Stop): Value {
  return { place: stop.place, from: stop.from, to: stop.to, fromHour: stop.fromHour ?? null, toHour: stop.toHour ?? null }
}

function testFact(test: TestClaim): Value {
  const resultAt = test.resultAt === undefined ? null : new Date(test.resultAt).toISOString()
  return { kind: test.kind, result: test.result, evidence: test.evidence, sampledAt: new Date(test.sampledAt).toISOString(), resultAt }
}

function doseFact(dose: DoseClaim): Value {
  return { product: dose.product ?? null, givenOn: dose.givenOn, evidence: dose.evidence }
}

const NOT_OBSERVED = 'not-observed'

function observedFact({ observed }: Facts): Value {
  return {
    temperatureTenths: observed.temperatureTenths ?? NOT_OBSERVED,
    symptom: observed.symptom ?? NOT_OBSERVED,
    maskWorn: observed.maskWorn ?? NOT_OBSERVED,
    personsCounted: observed.personsCounted ?? NOT_OBSERVED,
    queue: observed.queue ?? NOT_OBSERVED,
    illegalEntry: observed.illegalEntry ?? NOT_OBSERVED,
    papers: observed.papers,
  }
}
