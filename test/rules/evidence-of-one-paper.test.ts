import fc from 'fast-check'
import { expect, it } from 'vitest'
import { choicesFor } from '../../kiosk/verdict/choices-for.ts'
import { parseRecordValue } from '../../server/sync/parse-record-value.ts'
import type { TestClaim } from '../../shared/declaration/claims.ts'
import { EVIDENCE, TEST_KINDS } from '../../shared/declaration/health-vocabulary.ts'
import type { Observation, TestName } from '../../shared/passage/observation.ts'
import { gatherFacts } from '../../shared/rules/facts.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aDocument, aPassing, DEMO_NOW } from './a-passing.ts'

const older: TestClaim = { kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW - 60 * HOUR_MS, evidence: 'declared' }
const newer: TestClaim = { ...older, sampledAt: DEMO_NOW - 10 * HOUR_MS }

function seen(test: TestName | null, agrees: 'agrees' | 'differs' = 'agrees', observedAt = DEMO_NOW): Observation {
  const named = test === null ? {} : { test: { kind: test.kind, sampledAt: test.sampledAt } }
  return { kind: 'papers-seen', paper: 'test', agrees: agrees === 'agrees', observedAt, ...named }
}

function evidenceOf(tests: readonly TestClaim[], ...observations: readonly Observation[]) {
  const facts = gatherFacts(aPassing({ documents: [aDocument({ tests })], observations }))
  return Object.fromEntries(facts.tests.map(({ kind, sampledAt, evidence }) => [`${kind} ${sampledAt}`, evidence]))
}

const nameOf = ({ kind, sampledAt }: TestName) => `${kind} ${sampledAt}`

it('a tap that names a test raises that one and no other', () => {
  expect(evidenceOf([older, newer], seen(newer))).toEqual({ [nameOf(newer)]: 'seen', [nameOf(older)]: 'declared' })
  expect(evidenceOf([older, newer], seen(newer), seen(older))).toEqual({ [nameOf(newer)]: 'seen', [nameOf(older)]: 'seen' })
})

it('a tap that names none raises the only test, and none of two', () => {
  expect(evidenceOf([older], seen(null))).toEqual({ [nameOf(older)]: 'seen' })
  expect(evidenceOf([older, newer], seen(null))).toEqual({ [nameOf(older)]: 'declared', [nameOf(newer)]: 'declared' })
})

it('one test on two documents is one test', () => {
  const documents = [aDocument({ tests: [older] }), aDocument({ tests: [{ ...older, evidence: 'attested' }] })]
  const { tests } = gatherFacts(aPassing({ documents, observations: [seen(null)] }))
  expect(tests.map(({ evidence }) => evidence).sort()).toEqual(['attested', 'seen'])
})

it('a paper that differs raises nothing, whatever else was seen of the same test', () => {
  expect(evidenceOf([older], seen(older, 'differs'))).toEqual({ [nameOf(older)]: 'declared' })
  expect(evidenceOf([older], seen(null), seen(older, 'differs'))).toEqual({ [nameOf(older)]: 'declared' })
  expect(evidenceOf([older], seen(older, 'differs'), seen(older, 'agrees', DEMO_NOW + 1))).toEqual({ [nameOf(older)]: 'seen' })
})

it('a tap on one test taken back leaves the other as it was', () => {
  const back: Observation = {
    kind: 'withdrawn',
    of: 'papers-seen',
    paper: 'test',
    test: { kind: newer.kind, sampledAt: newer.sampledAt },
    observedAt: DEMO_NOW + 1,
  }
  expect(evidenceOf([older, newer], seen(older), seen(newer), back)).toEqual({ [nameOf(older)]: 'seen', [nameOf(newer)]: 'declared' })
})

it('seeing one paper never changes the evidence of another test', () => {
  const claim = fc.record({
    kind: fc.constantFrom(...TEST_KINDS),
    result: fc.constant('negative' as const),
    sampledAt: fc.integer({ min: 1, max: 4 }).map((hours) => DEMO_NOW - hours * HOUR_MS),
    evidence: fc.constantFrom(...EVIDENCE),
  })
  fc.assert(
    fc.property(fc.uniqueArray(claim, { minLength: 1, maxLength: 4, selector: nameOf }), fc.nat(3), fc.boolean(), (tests, at, agrees) => {
      const shown = tests[at % tests.length] ?? older
      const before = evidenceOf(tests)
      const after = evidenceOf(tests, seen(shown, agrees ? 'agrees' : 'differs'))
      for (const test of tests) if (nameOf(test) !== nameOf(shown)) expect(after[nameOf(test)]).toBe(before[nameOf(test)])
      expect(after[nameOf(shown)]).toBe(agrees && shown.evidence === 'declared' ? 'seen' : shown.evidence)
    }),
  )
})

it('the tablet offers a button for each test, and the server reads what it records', () => {
  expect(
    choicesFor([older])
      .filter(({ id }) => id.startsWith('test-seen'))
      .map(({ observed }) => observed),
  ).toEqual([{ kind: 'papers-seen', paper: 'test', agrees: true }])
  const offered = choicesFor([older, newer]).filter(({ id }) => id.startsWith('test-seen'))
  expect(offered.map(({ text }) => text.vi)).toEqual([
    'Đã xem giấy xét nghiệm PCR lấy mẫu 08:00 15/02/2021',
    'Đã xem giấy xét nghiệm PCR lấy mẫu 10:00 17/02/2021',
  ])
  const verdict = { outcome: 'refer', reasons: [], duties: [] }
  for (const { observed } of offered) {
    expect(parseRecordValue({ kind: 'observation', passage: '0'.repeat(32), observed, verdict })).toMatchObject({ observed })
  }
})
