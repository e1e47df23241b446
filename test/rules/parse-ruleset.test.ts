import { expect, it } from 'vitest'
import { parseRuleset } from '../../shared/rules/parse-ruleset.ts'
import { aRule, aRuleset } from './a-ruleset.ts'

function faultPaths(input: unknown): readonly string[] {
  const parsed = parseRuleset(input)
  return parsed.ok ? [] : parsed.error.map(({ path }) => path)
}

const sample = { kind: 'sample', payer: 'traveller', priority: 'normal', onDays: [1] } as const

const cases: [name: string, input: unknown, paths: readonly string[]][] = [
  ['a sound ruleset', aRuleset({ rules: [aRule()] }), []],
  ['an instant as people write it', { ...aRuleset({ rules: [aRule()] }), validFrom: '2021-02-17T00:00:00+07:00' }, []],
  ['an instant without its offset', { ...aRuleset({ rules: [aRule()] }), validFrom: '2021-02-17T00:00:00' }, ['validFrom']],
  ['no rules', aRuleset(), ['rules']],
  ['not an object', 'rules', ['']],
  ['a field that is not one', { ...aRuleset({ rules: [aRule()] }), colour: 'red' }, ['']],
  ['a misspelt outcome', { ...aRuleset(), rules: [{ ...aRule(), outcome: 'arrest' }] }, ['rules.0.outcome']],
  ['a missing text', { ...aRuleset(), rules: [{ ...aRule(), officerText: { vi: 'Có' } }] }, ['rules.0.officerText.en']],
  ['a rule id of the product', aRuleset({ rules: [aRule({ id: 'CHOT-NO-RULESET' })] }), ['rules.0.id']],
  ['two rules of one id', aRuleset({ rules: [aRule(), aRule()] }), ['rules.1.id']],
  ['an end before the beginning', aRuleset({ validFrom: 5, validTo: 5, rules: [aRule()] }), ['validTo']],
  ['a should that decides', aRuleset({ rules: [aRule({ strength: 'should' })] }), ['rules.0.outcome']],
  ['an unknown operator deep inside', aRuleset({ rules: [aRule({ when: { and: [true, { maybe: [] }] } })] }), ['rules.0.when.and.1']],
  [
    'a misspelt field of a fact',
    aRuleset({ rules: [aRule({ unless: { '===': [{ var: 'cargo.klass' }, 'goods'] } })] }),
    ['rules.0.unless.===.0.var'],
  ],
  [
    'an undeclared parameter in a duty',
    aRuleset({ rules: [aRule({ duties: [{ ...sample, onDays: [{ parameter: 'no' }] }] })] }),
    ['rules.0.duties.0'],
  ],
  ['an observation that no kiosk has', { ...aRuleset({ rules: [aRule()] }), requiredObservations: ['mood'] }, ['requiredObservations.0']],
  ['a list of persons read in secret', aRuleset({ rules: [aRule({ when: { var: 'lists.roster' } })] }), ['rules.0.readsPersonLists']],
  ['a national layer of a province', aRuleset({ layer: 'national', rules: [aRule()] }), ['layer']],
  ['a broken number in a rule', aRuleset({ rules: [aRule({ when: { '>': [1.5, 1] } })] }), ['rules.0.when']],
  ['a time zone that does not exist', aRuleset({ zone: 'Asia/Ha_Long', rules: [aRule()] }), ['zone']],
  ['a newer language, which only a newer engine can judge', aRuleset({ language: 2, rules: [aRule({ when: { maybe: [] } })] }), []],
]

it.each(cases)('%s', (_name, input, paths) => {
  expect(faultPaths(input)).toEqual(paths)
})

it('says what to do, not only where', () => {
  const parsed = parseRuleset({ ...aRuleset(), rules: [{ ...aRule(), outcome: 'arrest' }] })
  expect(parsed.ok ? '' : parsed.error[0].problem).toBe('give one of: admit, admit-with-test, refer, turn-back, quarantine, detain')
})
