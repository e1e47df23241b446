import { describe, expect, it } from 'vitest'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'
import { testAreasPart } from '../support/areas.ts'
import { aCheckpoint, aDocument, aPassing, aStop, HA_LONG, place, TAN_TRUONG } from './a-passing.ts'
import { outcomeOf } from './a-ruleset.ts'

const known = aPassing()
/** Purpose and symptoms asked and not answered. */
const silent = aPassing({ documents: [aDocument({ purpose: null, symptoms: null })] })
const unknownFact: Expression = { '===': [{ var: 'purpose' }, 'work'] }

describe('three-valued logic', () => {
  const table: [name: string, when: Expression, expected: boolean | string][] = [
    ['unknown alone stays open', unknownFact, 'unknown purpose'],
    ['false and unknown is false', { and: [false, unknownFact] }, false],
    ['unknown and false is false', { and: [unknownFact, false] }, false],
    ['unknown and true stays open', { and: [unknownFact, true] }, 'unknown purpose'],
    ['true or unknown is true', { or: [true, unknownFact] }, true],
    ['unknown or true is true', { or: [unknownFact, true] }, true],
    ['unknown or false stays open', { or: [unknownFact, false] }, 'unknown purpose'],
    ['not unknown stays open', { '!': [unknownFact] }, 'unknown purpose'],
    ['two unknowns name both facts', { and: [unknownFact, { 'any-symptom': {} }] }, 'unknown purpose symptoms'],
    ['an unknown guard with two equal ways is settled', { if: [unknownFact, true, true] }, true],
    ['an unknown guard with two different ways is open', { if: [unknownFact, true, false] }, 'unknown purpose'],
    ['membership of an unknown is open', { in: [{ var: 'purpose' }, ['work']] }, 'unknown purpose'],
    ['membership in an unknown list is open', { in: ['fever', { var: 'symptoms' }] }, 'unknown symptoms'],
  ]
  it.each(table)('%s', (_name, when, expected) => {
    expect(outcomeOf(when, silent)).toBe(expected)
  })
})

describe("CertLogic's operators", () => {
  const table: [name: string, when: Expression, expected: boolean | string][] = [
    ['what is not there is null, and null is found in no list', { in: [{ var: 'travel.trailerPlate' }, ['a']] }, false],
    ['null is falsy', { '!': [{ var: 'travel.trailerPlate' }] }, true],
    ['a list index is a whole number', { '===': [{ var: 'stops.0.place' }, '2021:200193'] }, true],
    ['01 is no index', { '===': [{ var: 'stops.00.place' }, '2021:200193'] }, false],
    ['an item that is not there is null', { '!': [{ var: 'doses.7.givenOn' }] }, true],
    ['chained comparison holds', { '<=': [1, 2, 2] }, true],
    ['and fails in its second half', { '<': [1, 2, 2] }, false],
    ['addition is of whole numbers', { '===': [{ '+': [40, 2] }, 42] }, true],
    [
      '31 January and a month is 3 March, as the specification says',
      { 'not-before': [{ plusTime: ['2021-01-31', 1, 'month'] }, '2021-03-03'] },
      true,
    ],
    ['and not later', { 'not-after': [{ plusTime: ['2021-01-31', 1, 'month'] }, '2021-03-03T00:00:00Z'] }, true],
    ['a date alone is 00:00 in UTC', { before: ['2021-02-18T00:00:00+07:00', '2021-02-18'] }, true],
    ['forty hours to the second', { before: ['2021-06-02T15:59:59+00:00', { plusTime: ['2021-06-01T00:00:00+00:00', 40, 'hour'] }] }, true],
    ['and not one second more', { before: ['2021-06-02T16:00:00+00:00', { plusTime: ['2021-06-01T00:00:00+00:00', 40, 'hour'] }] }, false],
    ['three instants are a chain', { 'not-after': ['2021-01-01', '2021-01-02', '2021-01-02'] }, true],
    ['and of several operands gives the first falsy one', { '!': [{ and: [true, '', true] }] }, true],
  ]
  it.each(table)('%s', (_name, when, expected) => {
    expect(outcomeOf(when, known)).toBe(expected)
  })
})

describe('our own operators', () => {
  const table: [name: string, when: Expression, expected: boolean | string][] = [
    ['the local day of 17:00 UTC is tomorrow', { '===': [{ 'local-date': ['2021-02-17T17:00:00Z'] }, '2021-02-18'] }, true],
    ['and of one second earlier today', { '===': [{ 'local-date': ['2021-02-17T16:59:59Z'] }, '2021-02-17'] }, true],
    ['days between count calendar days', { '===': [{ 'days-between': ['2021-02-17', { var: 'today' }] }, 0] }, true],
    ['days are added over the end of February', { '===': [{ 'add-days': ['2021-02-17', 14] }, '2021-03-03'] }, true],
    ['a table is read by text', { lookup: { key: 'a', table: { a: true } } }, true],
    ['01 and 1 are two keys', { lookup: { key: '01', table: { 1: true }, else: false } }, false],
    ['a named list that is not at hand is unknown', { var: 'lists.roster' }, 'unknown lists.roster'],
  ]
  it.each(table)('%s', (_name, when, expected) => {
    expect(outcomeOf(when, known)).toBe(expected)
  })
})

describe('what is wrong in a rule is a fault with its place, and never a pass', () => {
  const table: [name: string, when: Expression, path: string][] = [
    ['an unknown operator', { maybe: [1] }, 'rules.0.when'],
    ['two operators in one object', { and: [true, true], or: [true, true] }, 'rules.0.when'],
    ['an operator with the wrong number of operands', { and: [true, { '===': [1] }] }, 'rules.0.when.and.1.==='],
    ['an unknown fact', { var: 'colour' }, 'rules.0.when.var'],
    ['a misspelt field, which would be null for ever', { '===': [{ var: 'travel.mean' }, 'truck'] }, 'rules.0.when.===.0.var'],
    ['a misspelt field of an item', { '!': [{ var: 'tests.0.sampled' }] }, 'rules.0.when.!.0.var'],
    ['a field of what is a list', { '!': [{ var: 'stops.place' }] }, 'rules.0.when.!.0.var'],
    ['a field of a plain value', { '!': [{ var: 'purpose.kind' }] }, 'rules.0.when.!.0.var'],
    ['a paper that no officer can tap', { '!': [{ var: 'observed.papers.passport' }] }, 'rules.0.when.!.0.var'],
    ['a misspelt field asked whether it was answered', { answered: 'travel.mean' }, 'rules.0.when.answered'],
    ['a way to the prototype', { '!': [{ var: 'travel.constructor' }] }, 'rules.0.when.!.0.var'],
    ['a path that is not text', { var: 3 }, 'rules.0.when.var'],
    ['a parameter that is not there', { var: 'parameters.days' }, 'rules.0.when.var'],
    ['null written out', { '===': [null, 1] }, 'rules.0.when.===.0'],
    ['a broken number', { '>': [1.5, 1] }, 'rules.0.when.>.0'],
    ['an option that does not exist', { 'was-in-zone': { kinds: ['outbreak'], lastDays: 14, near: true } }, 'rules.0.when.was-in-zone.near'],
    ['a zone kind that does not exist', { 'was-in-zone': { kinds: ['red'], lastDays: 14 } }, 'rules.0.when.was-in-zone.kinds.0'],
    ['a comparison of texts', { '>': [{ var: 'direction' }, 1] }, 'rules.0.when.>.0'],
    ['a list taken for one word, which would never fire', { '===': [{ var: 'symptoms' }, 'fever'] }, 'rules.0.when.===.0'],
    ['a list compared with a list', { '!': [{ '===': ['fever', ['fever']] }] }, 'rules.0.when.!.0.===.1'],
    ['membership in what is no list', { in: ['a', { var: 'direction' }] }, 'rules.0.when.in.1'],
    ['a day that does not exist', { after: ['2021-02-30', '2021-02-01'] }, 'rules.0.when.after.0'],
    ['a month that does not exist, negated', { '!': [{ after: ['2021-13-01', '2021-02-01'] }] }, 'rules.0.when.!.0.after.0'],
    [
      'plusTime of plusTime',
      { after: [{ plusTime: [{ plusTime: ['2021-02-01', 1, 'day'] }, 1, 'day'] }, '2021-02-01'] },
      'rules.0.when.after.0.plusTime.0',
    ],
    ['a date as a condition', { and: [{ plusTime: ['2021-02-01', 1, 'day'] }, true] }, 'rules.0.when.and'],
    ['a condition that is not true or false', 'yes', 'rules.0.when'],
    ['a condition that comes out null', { var: 'travel.trailerPlate' }, 'rules.0.when'],
    ['days beyond a year', { 'stop-abroad': { lastDays: 367 } }, 'rules.0.when.stop-abroad.lastDays'],
  ]
  it.each(table)('%s', (_name, when, path) => {
    expect(outcomeOf(when, known)).toMatch(new RegExp(`^fault ${path.replace(/[.+*?^$()[\]{}|!]/g, '\\$&')}: `))
  })

  it('a stop that no calendar allows is a fault too', () => {
    const passing = aPassing({ documents: [aDocument({ stops: [aStop(HA_LONG, '2021-02-30', '2021-02-31')] })] })
    expect(outcomeOf({ 'was-in-zone': { kinds: ['outbreak'], lastDays: 14 } }, passing)).toMatch(/^fault stops\.0\.from: not a day/)
  })
})

describe('tests', () => {
  const test = (change: object) =>
    aPassing({
      documents: [aDocument({ tests: [{ kind: 'pcr', result: 'negative', sampledAt: Date.UTC(2021, 1, 14, 13), evidence: 'declared', ...change }] })],
    })
  const fresh: Expression = { 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'declared', maxAgeHours: 72 } }
  const proven: Expression = { 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'seen', maxAgeHours: 72 } }
  const byResult: Expression = { 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'declared', maxAgeHours: 72, basis: 'result' } }

  it('counts at exactly 72 hours and not one millisecond later', () => {
    expect(outcomeOf(fresh, test({}))).toBe(true)
    expect(outcomeOf(fresh, test({ sampledAt: Date.UTC(2021, 1, 14, 13) - 1 }))).toBe(false)
  })

  it('does not count a sample of the future', () => {
    expect(outcomeOf(fresh, test({ sampledAt: Date.UTC(2021, 1, 17, 13) + 1 }))).toBe(false)
  })

  it('asks where the result has no time and the rule counts from the result', () => {
    expect(outcomeOf(byResult, test({}))).toBe('unknown tests.0.resultAt')
  })

  it('opens nothing by typing alone, and does once an officer saw the paper', () => {
    expect(outcomeOf(proven, test({}))).toBe(false)
    const seen = { kind: 'papers-seen', paper: 'test', agrees: true, observedAt: 0 } as const
    expect(outcomeOf(proven, { ...test({}), observations: [seen] })).toBe(true)
  })
})

it('keeps a place of another division open where the table does not link the two', () => {
  const unlinked = parseAreaTable({ divisions: testAreasPart().divisions, sites: [] })
  if (!unlinked.ok) throw new Error(unlinked.error)
  const documents = [aDocument({ stops: [aStop(place('2025:310930'), '2021-01-15', '2021-02-17')] })]
  const passing = aPassing({ documents, areas: unlinked.value })
  expect(outcomeOf({ 'was-in-zone': { kinds: ['outbreak'], lastDays: 14 } }, passing)).toBe('unknown stops.0.place')
})

describe('who left a sealed zone after its start', () => {
  const left: Expression = { 'left-zone-after-start': { kinds: ['sealed'], lastDays: 14 } }
  const documents = [aDocument({ stops: [aStop(TAN_TRUONG, '2021-01-15', '2021-02-17')] })]

  it('has left it at a checkpoint outside', () => {
    expect(outcomeOf(left, aPassing({ documents }))).toBe(true)
  })

  it("has not left it yet at the zone's own gate, which answers by its own rule", () => {
    expect(outcomeOf(left, aPassing({ documents, checkpoint: aCheckpoint({ place: TAN_TRUONG }) }))).toBe(false)
  })
})
