import { expect, it } from 'vitest'
import { readDemoSeeds } from '../../server/seed/read-seeds.ts'
import { ASKED_FACTS, rulesThatAsk } from '../../shared/rules/rules-that-ask.ts'
import type { Rule } from '../../shared/rules/ruleset.ts'
import { FACT_NAMES } from '../../shared/rules/variables.ts'
import { DECLARED_AT } from '../support/a-declaration.ts'

const { rulesets } = readDemoSeeds('seeds')
const ruleset = rulesets.find(({ rulesetId }) => rulesetId.includes('quang-ninh')) ?? rulesets[0]
if (!ruleset) throw new Error('no ruleset in the seeds')
const [first] = ruleset.rules
if (!first) throw new Error('a ruleset without rules')

const withRule = (rule: Partial<Rule>) => [
  { ...ruleset, validFrom: 100, validTo: 200, rules: [{ ...first, validFrom: 100, validTo: 200, unless: false, ...rule }] },
]
const factsOf = (rule: Partial<Rule>, now = 150) => Object.keys(rulesThatAsk(withRule(rule), now))

it.each([
  [{ '===': [{ var: 'purpose' }, 'goods'] }, ['purpose']],
  [{ '!': [{ var: 'travel' }] }, ['travel.means', 'travel.plate', 'travel.personsAboard']],
  [{ in: ['truck', [{ var: 'travel.means' }]] }, ['travel.means']],
  [{ '===': [{ var: 'cargo.class' }, 'livestock'] }, ['cargo']],
  [{ 'was-in-zone': { kinds: ['sealed'], lastDays: 14 } }, ['stops']],
  [{ and: [{ 'has-test': { kinds: ['pcr'] } }, { 'any-symptom': [] }] }, ['symptoms', 'tests']],
  [{ answered: 'sector' }, ['sector']],
  [{ '===': [{ var: 'purposes' }, 1] }, []],
  [{ '===': [{ var: 'parameters.purpose' }, 1] }, []],
])('%j asks for %j', (when, facts) => {
  expect(factsOf({ when })).toEqual(facts)
})

it('counts what only the exception of a rule reads', () => {
  expect(factsOf({ when: true, unless: { var: 'sector' } })).toEqual(['sector'])
})

it('names no rule before it is in force and none after', () => {
  const when = { var: 'sector' }
  expect([99, 100, 199, 200].map((now) => factsOf({ when }, now).length)).toEqual([0, 1, 1, 0])
})

it('names the clause, each one once', () => {
  const asked = rulesThatAsk(rulesets, DECLARED_AT)
  expect(asked.stops?.length).toBeGreaterThan(0)
  for (const clauses of Object.values(asked)) {
    expect(new Set(clauses.map(({ document, clause }) => document.vi + clause)).size).toBe(clauses.length)
    expect(clauses.length).toBeLessThanOrEqual(2)
  }
})

it('knows only facts that rules can read', () => {
  expect(ASKED_FACTS.map((fact) => fact.split('.')[0]).filter((fact) => !(fact !== undefined && fact in FACT_NAMES))).toEqual([])
})
