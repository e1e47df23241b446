import { expect, it } from 'vitest'
import { FACT_SHAPES, type FactShape } from '../../shared/rules/fact-shapes.ts'
import { gatherFacts } from '../../shared/rules/facts.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import { isList, type Value } from '../../shared/rules/value.ts'
import { FACT_NAMES } from '../../shared/rules/variables.ts'
import { aDocument, aPassing, DEMO_NOW, HA_LONG } from './a-passing.ts'

const PAPERS = ['test', 'vaccination', 'identity', 'work', 'goods'] as const

/** Everything answered, every paper seen. */
const full = aPassing({
  documents: [
    aDocument({
      tests: [{ kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW, evidence: 'seen' }],
      doses: [{ givenOn: '2021-02-01', evidence: 'seen' }],
      symptoms: ['fever'],
      exposures: ['contact-of-case'],
      employer: 'Công ty Thử',
      cargo: { class: 'goods', origin: HA_LONG, via: [HA_LONG] },
    }),
  ],
  observations: PAPERS.map((paper) => ({ kind: 'papers-seen', paper, agrees: true, observedAt: DEMO_NOW })),
})

it('every fact has the parts that its shape names, and no other', () => {
  for (const [name, read] of Object.entries(FACT_NAMES)) {
    const shape = name === 'parameters' ? {} : shapeOf(read(scopeOf(full)))
    expect(shape, name).toEqual(FACT_SHAPES[name] ?? {})
  }
  expect(Object.keys(FACT_SHAPES).filter((name) => FACT_NAMES[name] === undefined)).toEqual([])
})

function shapeOf(value: Value): FactShape {
  if (value === null || typeof value !== 'object') return {}
  if (isList(value)) return { items: shapeOf(value[0] ?? null) }
  return { fields: Object.fromEntries(Object.entries(value).map(([word, inner]) => [word, shapeOf(inner)])) }
}

function scopeOf(passing: Passing) {
  const clock = { now: DEMO_NOW, today: '2021-02-17', zone: 'Asia/Ho_Chi_Minh' }
  return { ...clock, facts: gatherFacts(passing), parameters: {}, data: null, number: 0, base: 0, trace: null, explains: false } as const
}
