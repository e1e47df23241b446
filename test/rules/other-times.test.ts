import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { createProbe } from '../../shared/rules/counterfactuals/probe.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import { inOneGo } from '../../shared/rules/in-parts.ts'
import { otherTimes } from '../../shared/rules/other-times.ts'
import type { Rule } from '../../shared/rules/ruleset.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aDocument, aPassing, at, DEMO_NOW } from './a-passing.ts'
import { aRule, aRuleset } from './a-ruleset.ts'

const CHOSEN = at('2021-02-18T08:00:00+07:00')

/** What is said of other hours to somebody who arrives at eight tomorrow, in Vietnamese. */
function told(rules: readonly Partial<Rule>[], claims: Parameters<typeof aDocument>[0] = {}): readonly string[] {
  const passing = aPassing({ documents: [aDocument(claims)], audience: 'preview' })
  const compiled = compileRulesets([aRuleset({ rules: rules.map(aRule) })], passing.checkpoint.authority)
  const probe = createProbe(compiled, { passing, now: CHOSEN })
  return inOneGo(otherTimes(probe, DEMO_NOW)).map(({ outcome, texts }) => `${outcome}: ${texts.vi}`)
}

describe('other hours at the same checkpoint', () => {
  it('are not spoken of where every hour that the form offers gets the same answer', () => {
    expect(told([{ outcome: 'refer', when: true }])).toEqual([])
  })

  it('are told where a rule begins after the chosen hour, to the minute', () => {
    const begins = { outcome: 'turn-back', when: true, validFrom: at('2021-02-19T06:30:00+07:00') } as const
    expect(told([begins])).toEqual(['turn-back: Đến chốt này từ 06:30 ngày 19/02/2021'])
  })

  it('are told where a rule ends before it', () => {
    const ends = { outcome: 'quarantine', when: true, validTo: at('2021-02-18T00:00:00+07:00') } as const
    expect(told([ends])).toEqual(['quarantine: Đến chốt này trước 00:00 ngày 18/02/2021'])
  })

  it('are told from when to when, each span by its own answer', () => {
    const span = { validFrom: at('2021-02-18T12:00:00+07:00'), validTo: at('2021-02-18T18:00:00+07:00') }
    const night = { id: 'NIGHT', outcome: 'turn-back', when: true, validFrom: at('2021-02-19T00:00:00+07:00') } as const
    expect(told([{ outcome: 'refer', when: true, ...span }, night])).toEqual([
      'refer: Đến chốt này từ 12:00 ngày 18/02/2021 đến trước 18:00 ngày 18/02/2021',
      'turn-back: Đến chốt này từ 00:00 ngày 19/02/2021',
    ])
  })

  it('are told where a test grows too old', () => {
    const sampledAt = at('2021-02-17T07:20:00+07:00')
    const tests = [{ kind: 'pcr', result: 'negative', sampledAt, resultAt: sampledAt, evidence: 'declared' }] as const
    const fresh = { 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'declared', maxAgeHours: 48 } }
    expect(told([{ outcome: 'refer', when: true, unless: fresh }], { tests })).toEqual(['refer: Đến chốt này từ 07:21 ngày 19/02/2021'])
  })

  it('end with the days that the form offers', () => {
    const begins = (day: string) => told([{ outcome: 'turn-back', when: true, validFrom: at(`${day}T00:00:00+07:00`) }])
    expect([begins('2021-02-19').length, begins('2021-02-20').length]).toEqual([1, 0])
  })
})

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const LAST_MINUTE = at('2021-02-20T00:00:00+07:00') / MINUTE_MS - 1
const edge = fc.option(fc.integer({ min: -10, max: 80 * 60 }).map((minutes) => DEMO_NOW + minutes * MINUTE_MS))
const sampledAt = fc.integer({ min: -60 * 60, max: -1 }).map((minutes) => DEMO_NOW + minutes * MINUTE_MS)
const rule = fc
  .record({ id: fc.uuid(), outcome: fc.constantFrom(...OUTCOMES), validFrom: edge, validTo: edge, hours: fc.option(fc.constantFrom(24, 48, 72)) })
  .map(({ validFrom, hours, ...rest }): Partial<Rule> => {
    const tested = { 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'declared', maxAgeHours: hours } }
    return { ...rest, ...(validFrom !== null && { validFrom }), when: true, unless: hours !== null && tested }
  })

it(`what is told of each minute is what the engine says when it is asked then, seed ${seed}`, () => {
  let told = 0
  const minutes = fc.array(fc.integer({ min: Math.ceil(DEMO_NOW / MINUTE_MS), max: LAST_MINUTE }), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), sampledAt, minutes, (rules, sampled, asked) => {
      const tests = [{ kind: 'pcr', result: 'negative', sampledAt: sampled, evidence: 'declared' }] as const
      const passing = aPassing({ documents: [aDocument({ tests })], audience: 'preview' })
      const compiled = compileRulesets([aRuleset({ rules: rules.map(aRule) })], passing.checkpoint.authority)
      const probe = createProbe(compiled, { passing, now: CHOSEN })
      const spans = inOneGo(otherTimes(probe, DEMO_NOW)).map(({ outcome, texts }) => ({ outcome, ...spanOf(texts.vi) }))
      told += spans.length
      for (const moment of asked.map((minute) => minute * MINUTE_MS)) {
        const said = spans.find(({ from, to }) => from <= moment && moment < to)?.outcome ?? probe.verdict.outcome
        expect([moment, said]).toEqual([moment, evaluate(compiled, passing, moment).outcome])
      }
    }),
    { seed, numRuns: 60 },
  )
  expect(told).toBeGreaterThan(5)
})

/** As it is written: from when, and before when. */
function spanOf(text: string): { readonly from: number; readonly to: number } {
  const instants = [...text.matchAll(/(từ|trước) (\d\d:\d\d) ngày (\d\d)\/(\d\d)\/(\d{4})/g)]
  const named = (word: string) =>
    instants.flatMap(([, one, time, day, month, year]) => (one === word ? [at(`${year}-${month}-${day}T${time}:00+07:00`)] : []))[0]
  return { from: named('từ') ?? Number.NEGATIVE_INFINITY, to: named('trước') ?? Number.POSITIVE_INFINITY }
}
