import { expect, it } from 'vitest'
import { jsonLines, lineOfPath } from '../../server/rulesets/json-lines.ts'

const TEXT = `{
  "rules": [
    { "id": "A,]\\"{" },
    {
      "when": {
        "and": [true,
          { "in": [] }]
      }
    }
  ],
  "version": 1
}`

it.each([
  ['', 1],
  ['rules', 2],
  ['rules.0', 3],
  ['rules.0.id', 3],
  ['rules.1', 4],
  ['rules.1.when.and.0', 6],
  ['rules.1.when.and.1.in', 7],
  ['version', 11],
])('finds %j on line %i', (path, line) => {
  expect(lineOfPath(jsonLines(TEXT), path)).toBe(line)
})

it('gives the line of what is around a field that is missing', () => {
  expect(lineOfPath(jsonLines(TEXT), 'rules.1.law.clause')).toBe(4)
  expect(lineOfPath(jsonLines(TEXT), 'authority')).toBe(1)
})
