import { expect, it } from 'vitest'
import { ruleTopic } from '../../shared/rules/rule-topic.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'

const fact = (path: string): Expression => ({ var: path })

it.each<readonly [topic: string, when: Expression]>([
  ['everyone', true],
  ['everyone', { '!': [fact('declared')] }],
  ['places', { 'was-in-zone': ['outbreak', 14] }],
  ['health', { 'any-symptom': [] }],
  ['health', { and: [{ 'was-in-zone': ['outbreak', 14] }, { '!': [{ 'has-test': ['pcr'] }] }] }],
  ['purpose', { '===': [fact('purpose'), 'tourism'] }],
  ['vehicle', { '>': [fact('travel.personsAboard'), 2] }],
  ['work', { and: [{ '===': [fact('sector'), 'coal'] }, { 'was-in-zone': ['outbreak', 14] }] }],
])('a rule is about %s: the narrowest group that its condition asks for', (topic, when) => {
  expect(ruleTopic({ when })).toBe(topic)
})
