import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import { type CertLogicAnswers, compileCertLogicSet } from '../../shared/rules/compile-certlogic-set.ts'
import type { Read } from '../../shared/rules/scope.ts'
import { shown, type Value } from '../../shared/rules/value.ts'
import { TWENTY_RULES } from '../support/twenty-rules.ts'
import { context, expression } from './arbitrary-certlogic.ts'

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** Whether each holds, its fault and its facts, run by itself. */
function alone(written: readonly unknown[], data: Value): readonly unknown[] {
  return written.map((one) => {
    const compiled = compileCertLogic(one)
    if (!compiled.ok) throw new Error('an expression of this test has not the form')
    const trace: Read[] = []
    const answer = compiled.value(data, trace)
    if (!answer.ok) return { fault: answer.error }
    return answer.value === true ? { holds: true, facts: trace.map(({ path, value }) => ({ path, value: shown(value) })) } : { holds: false }
  })
}

function together({ holds, faults, facts }: CertLogicAnswers): readonly unknown[] {
  return holds.map((held, index) => {
    if (faults.has(index)) return { fault: faults.get(index) }
    return held ? { holds: held, facts: facts[index] } : { holds: held }
  })
}

function setOf(written: readonly unknown[]) {
  const compiled = compileCertLogicSet(written)
  if (!compiled.ok) throw new Error(compiled.error[0].problem)
  return compiled.value
}

const LISTS = ['payload.list', 'payload.none', 'payload.n', 'payload.mixed']

/** Searches of few lists, so that several share one; what they look for is of the item, the accumulator or neither. */
const search = fc
  .tuple(
    fc.constantFrom(...LISTS),
    fc.constantFrom<unknown>(
      { in: [{ var: 'current' }, ['a', 1, 2]] },
      { '===': [{ var: 'current.x' }, 1] },
      { var: 'current.x' },
      { '>': [{ var: 'current' }, 1] },
      { after: [{ plusTime: [{ var: 'current.at' }, 0, 'day'] }, { plusTime: ['2021-02-16', 0, 'day'] }] },
      { and: [{ '!': [{ var: 'accumulator' }] }, { '===': [{ var: 'current.x' }, 1] }] },
      { '===': [{ var: '' }, { var: '' }] },
      { '===': [{ plusTime: [{ var: 'current.at' }, 0, 'day'] }, { plusTime: [{ var: 'current.at' }, 0, 'day'] }] },
      { reduce: [{ var: 'current.inner' }, { if: [{ var: 'accumulator' }, true, { in: [{ var: 'current' }, [1, 2]] }] }, false] },
    ),
    fc.constantFrom<unknown>(false, false, false, true, 0, 'early', { var: 'payload.n' }),
  )
  .map(([list, fits, initial]) => ({ reduce: [{ var: list }, { if: [{ var: 'accumulator' }, true, fits] }, initial] }))

const item = fc.constantFrom<Value>(
  1,
  2,
  'a',
  null,
  { x: 1 },
  { x: true, at: '2021-02-17' },
  { x: 0, at: '2021-02-16' },
  { at: 'late', inner: [2] },
  [],
)
const mixed = fc.array(item, { maxLength: 4 })
const payloads = fc.tuple(context, mixed).map(([data, list]): Value => {
  const { payload, external } = data as { payload: { readonly [key: string]: Value }; external: Value }
  return { payload: { ...payload, mixed: list }, external }
})

/** An answer as a condition, so that what comes out otherwise than true or false is compared too. */
const condition = fc.oneof(
  { weight: 3, arbitrary: expression },
  { weight: 2, arbitrary: search },
  { weight: 1, arbitrary: fc.tuple(expression, fc.constantFrom(1, 'a', false, 3)).map((pair) => ({ '===': pair })) },
  { weight: 1, arbitrary: fc.tuple(expression, fc.constantFrom(true, false)).map((pair) => ({ and: pair })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(true), expression).map((pair) => ({ and: pair })) },
)

describe(`a set of CertLogic expressions, seed ${seed}`, () => {
  it('holds, breaks and explains as each expression does alone, for one context after another', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 6 }), fc.array(payloads, { minLength: 1, maxLength: 3 }), (drawn, contexts) => {
        const first = drawn[0] ?? true
        const written = [
          ...drawn,
          { '!': [first] },
          { if: [first, true, first] },
          { and: [first, { '!': [first] }] },
          { '===': [{ var: '' }, { var: '' }] },
        ]
        const set = setOf(written)
        for (const data of contexts) {
          const answers = set.explained(data)
          for (const one of together(answers)) kinds.add(Object.keys(Object(one)).join())
          expect(together(answers)).toEqual(alone(written, data))
          expect(set.answers(data).holds).toEqual(answers.holds)
        }
      }),
      { seed, numRuns: 1500 },
    )
    expect([...kinds].sort()).toEqual(['fault', 'holds', 'holds,facts'])
  })

  it('keeps two dates or two lists made alike apart, as they are when each is asked alone', () => {
    const born = { dccDateOfBirth: ['2021-02'] }
    const later = { plusTime: [{ var: 'at' }, 1, 'day'] }
    const list = { if: [{ var: 'at' }, [1, 2], 3] }
    const written = [born, later, list].flatMap((made) => [
      { '===': [made, made] },
      { in: [made, [made, 1]] },
      { '===': [{ if: [{ var: 'at' }, made, 1] }, made] },
      { '===': [{ and: [true, made] }, { and: [true, made] }] },
    ])
    const before = { before: [later, '2021-02-20'] }
    const asked = [...written, ...written, before, { '===': [before, true] }, { '===': [{ var: 'many' }, { var: 'many' }] }]
    const data = { at: '2021-02-17', many: [1, 2] }
    const answers = together(setOf(asked).explained(data))
    expect(answers).toEqual(alone(asked, data))
    expect(answers.slice(0, 24)).not.toContainEqual(expect.objectContaining({ holds: true }))
  })

  it('carries nothing from one traveller to the next', () => {
    const set = setOf(TWENTY_RULES)
    const coming = (purpose: string, place: string, to: string): Value => ({
      payload: {
        purpose,
        stops: [{ place, to }],
        symptoms: [],
        tests: [],
        doses: [],
        person: { nationality: 'VN', birthYear: 1980 },
        travel: { personsAboard: 2 },
      },
      external: { validationClock: '2021-02-17T13:00:00Z' },
    })
    const contexts = [coming('tourism', '2021:100030', '2021-02-17'), coming('work', '2021:310930', '2021-02-01'), {}, null]
    for (const data of [...contexts, ...contexts]) expect(together(set.explained(data))).toEqual(alone(TWENTY_RULES, data))
  })

  it('keeps the items of a list within an item apart from that item', () => {
    const search = (list: string, fits: unknown) => ({ reduce: [{ var: list }, { if: [{ var: 'accumulator' }, true, fits] }, false] })
    const isTwo = { in: [{ var: 'current' }, [2]] }
    const written = [search('list', isTwo), search('list', search('current.inner', isTwo))]
    expect(together(setOf(written).explained({ list: [{ inner: [1, 2] }] }))).toEqual(alone(written, { list: [{ inner: [1, 2] }] }))
  })

  it('says in which expression the form is wrong', () => {
    const compiled = compileCertLogicSet([true, { and: [{ maybe: [] }, true] }])
    expect(compiled.ok ? [] : compiled.error.map(({ path }) => path)).toEqual(['1.and.0'])
  })

  it('leads a fault into the expression that was asked, not into the first that says the same', () => {
    const late = { plusTime: [{ var: 'day' }, 0, 'day'] }
    const { faults } = setOf([{ before: [late, late] }, { '!': [{ after: [late, late] }] }]).answers({ day: 'never' })
    expect([...faults].map(([index, { path }]) => [index, path])).toEqual([
      [0, 'before.0.plusTime.0'],
      [1, '!.0.after.0.plusTime.0'],
    ])
  })
})
