import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claims, Stop, TestClaim } from '../../shared/declaration/claims.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'
import { addDays } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aDocument, aPassing, aStop, at, DEMO_NOW, HA_LONG, HAI_DUONG_CITY } from './a-passing.ts'
import { aRule, aRuleset, outcomeOf, verdictUnder } from './a-ruleset.ts'
import { RULESET_FILES, seedRuleset } from './seeds.ts'

/** The demo's moment is 17 February 2021, 20:00. */
const TODAY = '2021-02-17'
const test72: TestClaim = { kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW, evidence: 'attested' }

function answer(when: Expression, claims: Partial<Claims>) {
  return outcomeOf(when, aPassing({ documents: [aDocument(claims)] }))
}

describe('what `var` reads', () => {
  const inHaiDuong: Expression = {
    reduce: [{ var: 'stops' }, { or: [{ var: 'accumulator' }, { '===': [{ var: 'current.place' }, HAI_DUONG_CITY] }] }, false],
  }
  const here = { ...aStop(HA_LONG, '2021-01-15', TODAY) }

  it.each([
    ['begun an hour ago', { ...aStop(HAI_DUONG_CITY, TODAY, TODAY), fromHour: 19 }, true],
    ['to begin at this moment', { ...aStop(HAI_DUONG_CITY, TODAY, TODAY), fromHour: 20 }, false],
    ['of tomorrow', aStop(HAI_DUONG_CITY, '2021-02-18', '2021-02-19'), false],
  ])('is no stop %s unless it has begun', (_name, stop, expected) => {
    expect(answer(inHaiDuong, { stops: [here, stop] })).toBe(expected)
  })

  it('is no planned end of a stop that goes on', () => {
    const lastTo: Expression = { reduce: [{ var: 'stops' }, { var: 'current.to' }, ''] }
    expect(answer({ '===': [lastTo, TODAY] }, { stops: [aStop(HA_LONG, '2021-01-15', '2021-02-25')] })).toBe(true)
    const leftAt: Expression = { reduce: [{ var: 'stops' }, { var: 'current.toHour' }, 0] }
    expect(answer({ '===': [leftAt, 20] }, { stops: [{ ...here, toHour: 20 }] })).toBe(true)
    expect(answer({ '===': [leftAt, 21] }, { stops: [{ ...here, toHour: 21 }] })).toBe(false)
  })

  it.each([
    ['sampled at this moment', { sampledAt: DEMO_NOW }, true],
    ['sampled a millisecond later', { sampledAt: DEMO_NOW + 1 }, false],
    ['whose result comes at this moment', { sampledAt: DEMO_NOW - HOUR_MS, resultAt: DEMO_NOW }, true],
    ['whose result is still to come', { sampledAt: DEMO_NOW - HOUR_MS, resultAt: DEMO_NOW + 1 }, false],
  ])('is a test %s: only what is there already', (_name, when, expected) => {
    const negative: Expression = {
      reduce: [{ var: 'tests' }, { or: [{ var: 'accumulator' }, { '===': [{ var: 'current.result' }, 'negative'] }] }, false],
    }
    expect(answer(negative, { tests: [{ ...test72, ...when }] })).toBe(expected)
  })

  it.each([
    [TODAY, true],
    ['2021-02-18', false],
  ])('is a dose of %s: today, not tomorrow', (givenOn, expected) => {
    const any: Expression = { reduce: [{ var: 'doses' }, true, false] }
    expect(answer(any, { doses: [{ givenOn, evidence: 'attested' }] })).toBe(expected)
  })
})

describe('hours that run backwards on one day', () => {
  const sealed: Expression = { 'was-in-zone': { kinds: ['sealed'], lastDays: 14 } }
  const [from, to] = [at('2021-02-16T12:00:00+07:00'), at('2021-02-16T14:00:00+07:00')]
  const zone = { zoneId: 'z', authority: 'VN-30', kind: 'sealed', state: 'active', place: HAI_DUONG_CITY, from, to } as const

  function asked(hours: Pick<Stop, 'fromHour' | 'toHour'>) {
    const around = [aStop(HA_LONG, '2021-01-15', '2021-02-15'), aStop(HA_LONG, TODAY, TODAY)]
    const stops = [...around, { ...aStop(HAI_DUONG_CITY, '2021-02-16', '2021-02-16'), ...hours }]
    const lists = { ...aPassing().lists, zones: { state: 'known', value: [{ ...zone, title: { vi: 'z', en: 'z' } }] } } as never
    return outcomeOf(sealed, aPassing({ documents: [aDocument({ stops })], lists }))
  }

  it('tell nothing, so the answer is open and never a no', () => {
    expect(asked({ fromHour: 15, toHour: 11 })).toMatch(/^unknown stops/)
    expect(asked({ fromHour: 11, toHour: 15 })).toBe(true)
    expect(asked({ fromHour: 14, toHour: 14 })).toBe(false)
    expect(asked({ fromHour: 13, toHour: 12 })).toMatch(/^unknown stops/)
  })
})

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

it(`a verdict hangs on nothing that comes after it (seed ${seed})`, () => {
  const later = fc.integer({ min: 1, max: 9 })
  const future: fc.Arbitrary<Partial<Claims>> = fc.record({
    stops: fc
      .array(fc.record({ where: fc.constantFrom(HA_LONG, HAI_DUONG_CITY), from: later, days: fc.nat(3) }), { maxLength: 2 })
      .map((stops) => stops.map(({ where, from, days }) => aStop(where, addDays(TODAY, from), addDays(TODAY, from + days)))),
    tests: fc.array(
      later.map((hours) => ({ ...test72, sampledAt: DEMO_NOW + hours * HOUR_MS })),
      { maxLength: 2 },
    ),
    doses: fc.array(
      later.map((days) => ({ givenOn: addDays(TODAY, days), evidence: 'attested' as const })),
      { maxLength: 2 },
    ),
  })
  const reading = ['stops', 'tests', 'doses'].map((name) =>
    aRule({ id: `T-${name.toUpperCase()}`, when: { reduce: [{ var: name }, { '+': [{ var: 'accumulator' }, 1] }, 0] } }),
  )
  const rulesets = [...RULESET_FILES.map(seedRuleset), aRuleset({ rulesetId: 't', rules: reading })]
  const past = { stops: [aStop(HA_LONG, '2021-01-15', TODAY)], tests: [{ ...test72, sampledAt: DEMO_NOW - HOUR_MS }], doses: [] }
  fc.assert(
    fc.property(future, ({ stops = [], tests = [], doses = [] }) => {
      const claims = { stops: [...past.stops, ...stops], tests: [...past.tests, ...tests], doses: [...past.doses, ...doses] }
      const told = (facts: Partial<Claims>) => {
        const { outcome, reasons, duties } = verdictUnder(rulesets, aPassing({ documents: [aDocument(facts)] }))
        return { outcome, duties, reasons: reasons.map(({ ruleId, unknown, fault }) => ({ ruleId, unknown, fault })) }
      }
      expect(told(claims)).toEqual(told(past))
    }),
    { seed, numRuns: 100 },
  )
})
