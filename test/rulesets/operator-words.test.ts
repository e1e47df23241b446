import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conditionLines } from '../../server/rulesets/condition-words.ts'
import { OPERATOR_WORDS } from '../../server/rulesets/operator-words.ts'
import { rulesetSchema } from '../../server/rulesets/ruleset-schema.ts'
import { OPERATORS } from '../../shared/rules/compile-expression.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'

it('has words for every operator of the language and for no other', () => {
  expect(Object.keys(OPERATOR_WORDS).sort()).toEqual([...OPERATORS.keys()].sort())
})

it('names every operator in the guide, as it is written', () => {
  const guide = readFileSync('docs/rules.md', 'utf8')
  const missing = Object.entries(OPERATOR_WORDS).filter(([name, { form }]) => !guide.includes(`| \`${name}\` | \`${form}\` |`))
  expect(missing.map(([name, { form, vi, en }]) => `| \`${name}\` | \`${form}\` | ${vi} | ${en} |`)).toEqual([])
})

it('keeps the schema for editors up to date: npm run -s cli -- rules schema > docs/ruleset.schema.json', () => {
  expect(JSON.parse(readFileSync('docs/ruleset.schema.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(rulesetSchema())))
})

it('leaves nothing in the schema that takes whatever one writes', () => {
  const schema = rulesetSchema()
  expect(JSON.stringify(schema)).not.toContain(':{}')
  expect(JSON.stringify(schema)).toContain('"was-in-zone"')
})

describe('a condition in words', () => {
  const parameters = { lookBackDays: 14 }
  it.each<[string, Expression, readonly string[]]>([
    ['a fact', { var: 'purpose' }, ['the purpose of the trip']],
    ['a parameter with its value', { var: 'parameters.lookBackDays' }, ['14 (lookBackDays)']],
    ['always', true, ['always']],
    ['a truth inside', { '===': [{ var: 'homePossible' }, false] }, ['quarantine at home is possible is false']],
    [
      'an option that the sentence does not name',
      { 'was-in-zone': { kinds: ['sealed', 'outbreak'], lastDays: 7, authority: 'VN-30' } },
      ['was in a zone of kind sealed, outbreak during the last 7 days (authority: VN-30)'],
    ],
    [
      'a list of conditions, each on a line',
      { and: [{ or: [{ var: 'revised' }, { 'stop-abroad': { lastDays: 14 } }] }, { '!': [{ 'any-symptom': {} }] }] },
      [
        'all of these:',
        '  - at least one of these:',
        '      - answers were changed after the preview',
        '      - was abroad during the last 14 days',
        '  - none of this:',
        '      - has a symptom, declared or seen',
      ],
    ],
    ['an operator nobody knows here', { likely: [1] }, ['{"likely":[1]}']],
  ])('%s', (_, expression, lines) => {
    expect(conditionLines(expression, parameters, 'en')).toEqual(lines)
  })

  it('speaks Vietnamese too', () => {
    expect(conditionLines({ '!': [{ 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'seen', maxAgeHours: 72 } }] }, {}, 'vi')).toEqual([
      'không có điều sau:',
      '  - có xét nghiệm pcr kết quả negative, mức chứng minh từ seen (maxAgeHours: 72)',
    ])
  })
})
