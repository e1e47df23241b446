import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DoseClaim, Stop, TestClaim } from '../../shared/declaration/claims.ts'
import { EVIDENCE, SYMPTOMS, TEST_KINDS, TEST_RESULTS } from '../../shared/declaration/health-vocabulary.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { applyChange } from '../../shared/rules/counterfactuals/apply-change.ts'
import type { Change, Counterfactual } from '../../shared/rules/counterfactuals/counterfactual.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import { type Explanation, explain } from '../../shared/rules/explain.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import type { Expression, Rule, Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { compareOutcomes, OUTCOMES, type Verdict } from '../../shared/rules/verdict.ts'
import { addDays } from '../../shared/time.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aDocument, aPassing, DEMO_NOW, place } from './a-passing.ts'
import { aRule, aRuleset } from './a-ruleset.ts'
import { demoZones, RULESET_FILES, seedRuleset } from './seeds.ts'

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
/** Half of them need about 20, one in a hundred 90 (measured); halving costs unusual rules more. */
const MOST_EVALUATIONS = 300
const runs = { seed, numRuns: 250 }

const PLACES = ['2021:200193', '2021:200288', '2021:310930', '2021:316636', '2021:100030', 'country:LA']
const dayBack = fc.integer({ min: -2, max: 30 }).map((days) => addDays('2021-02-17', -days))
const hour = fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined })
const stop: fc.Arbitrary<Stop> = fc
  .record({ where: fc.constantFrom(...PLACES), a: dayBack, b: dayBack, fromHour: hour, toHour: hour })
  .map(({ where, a, b, fromHour, toHour }) => ({
    place: place(where),
    from: a < b ? a : b,
    to: a < b ? b : a,
    ...(fromHour !== undefined && { fromHour }),
    ...(toHour !== undefined && { toHour }),
  }))
/** Some on the minute, some not. */
const moment = fc.integer({ min: -100 * 60, max: 0 }).map((minutes) => DEMO_NOW + minutes * MINUTE_MS)
const test: fc.Arbitrary<TestClaim> = fc
  .record({
    kind: fc.constantFrom(...TEST_KINDS),
    result: fc.constantFrom(...TEST_RESULTS),
    sampledAt: moment,
    evidence: fc.constantFrom(...EVIDENCE),
    later: fc.option(fc.integer({ min: 0, max: 3 * HOUR_MS })),
  })
  .map(({ later, ...claim }) => ({ ...claim, ...(later !== null && { resultAt: claim.sampledAt + later }) }))
const dose: fc.Arbitrary<DoseClaim> = fc.record({ givenOn: dayBack, evidence: fc.constantFrom(...EVIDENCE) })

const zone: fc.Arbitrary<Zone> = fc
  .record({
    at: fc.constantFrom(...PLACES),
    kind: fc.constantFrom('outbreak' as const, 'sealed' as const),
    from: fc.integer({ min: -40, max: 10 }),
    halfDays: fc.option(fc.integer({ min: 1, max: 60 })),
    id: fc.uuid(),
  })
  .map(({ at, kind, from, halfDays, id }) => {
    const [first] = demoZones()
    if (first === undefined) throw new Error('the demo has no zones')
    const begins = DEMO_NOW + from * 12 * HOUR_MS
    return { ...first, zoneId: id, place: place(at), kind, from: begins, to: halfDays === null ? null : begins + halfDays * 12 * HOUR_MS }
  })

const passing: fc.Arbitrary<Passing> = fc
  .record({
    stops: fc.array(stop, { maxLength: 4 }),
    tests: fc.array(test, { maxLength: 2 }),
    doses: fc.array(dose, { maxLength: 2 }),
    symptoms: fc.option(fc.subarray([...SYMPTOMS], { maxLength: 1 })),
    homePossible: fc.option(fc.boolean()),
    zones: fc.array(zone, { maxLength: 4 }),
    tenths: fc.option(fc.integer({ min: 360, max: 400 })),
    audience: fc.constantFrom('officer' as const, 'preview' as const),
  })
  .map(({ zones, tenths, audience, ...claims }) =>
    aPassing({
      documents: [aDocument(claims)],
      observations: tenths === null ? [] : [{ kind: 'temperature', tenths, observedAt: DEMO_NOW }],
      lists: { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} },
      audience,
    }),
  )

const days = fc.constantFrom(7, 14, 21)
const hasTest: fc.Arbitrary<Expression> = fc
  .record({
    kinds: fc.subarray([...TEST_KINDS], { minLength: 1 }),
    evidence: fc.constantFrom(...EVIDENCE),
    basis: fc.constantFrom('sampled', 'result'),
    maxAgeHours: fc.constantFrom<Expression>(24, 48, 72, { var: 'parameters.hours' }),
  })
  .map((options) => ({ 'has-test': { ...options, result: 'negative' } }))
const doseBy: fc.Arbitrary<Expression> = fc.record({ index: fc.constantFrom(0, 1), age: days }).map(({ index, age }) => {
  const given = { 'days-between': [{ var: `doses.${index}.givenOn` }, { var: 'today' }] }
  return { if: [{ var: `doses.${index}` }, { '>=': [given, age] }, false] }
})
/** What a rule is about: true for some passings, and no longer true at some moment. */
const when: fc.Arbitrary<Expression> = fc.oneof(
  fc.constant(true),
  days.map((lastDays) => ({ 'was-in-zone': { kinds: ['outbreak', 'sealed'], lastDays } })),
  days.map((lastDays) => ({ 'left-zone-after-start': { kinds: ['sealed'], lastDays } })),
  days.map((lastDays) => ({ 'stop-abroad': { lastDays } })),
  fc.integer({ min: -3000, max: 9000 }).map((minutes) => ({ before: [{ var: 'now' }, new Date(DEMO_NOW + minutes * MINUTE_MS).toISOString()] })),
  fc.constantFrom<Expression>(
    { 'has-test': { kinds: ['pcr', 'antigen'], result: 'positive', evidence: 'declared', maxAgeHours: 336 } },
    { 'any-symptom': {} },
    { 'observed-temperature-at-least': 375 },
    { '!': [{ var: 'homePossible' }] },
    { '===': [{ var: 'observed.maskWorn' }, 'not-observed'] },
  ),
)
const unless: fc.Arbitrary<Expression> = fc.oneof(
  fc.constant(false),
  hasTest,
  doseBy,
  fc.tuple(hasTest, doseBy).map((both) => ({ or: both })),
)
const rule: fc.Arbitrary<Rule> = fc
  .record({
    id: fc.uuid(),
    outcome: fc.constantFrom(...OUTCOMES),
    when,
    unless,
    validTo: fc.option(fc.integer({ min: -2, max: 20 }).map((steps) => DEMO_NOW + steps * DAY_MS)),
  })
  .map(({ id, ...rest }) => aRule({ ...rest, id: `T-${id}` }))
const rulesets: fc.Arbitrary<readonly Ruleset[]> = fc
  .record({
    rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
    requiredObservations: fc.subarray(['temperature', 'mask']),
    hours: fc.integer({ min: 1, max: 96 }),
    validTo: fc.option(fc.constant(DEMO_NOW + 10 * DAY_MS)),
  })
  .map(({ hours, ...ruleset }) => [aRuleset({ ...ruleset, parameters: { hours } })])
const now = fc.integer({ min: 0, max: 2 * MINUTE_MS }).map((ms) => DEMO_NOW + ms)

describe(`counterfactuals, seed ${seed}`, () => {
  it('each one, applied, gives the promised outcome, strictly milder, and knows no less', () => {
    let offered = 0
    fc.assert(
      fc.property(rulesets, passing, now, (under, who, at) => {
        const { verdict, changes } = explained(under, who, at)
        for (const one of changes) {
          const promised = judged(under, who, { at, change: one.change })
          expect(promised.outcome).toBe(one.outcome)
          expect(compareOutcomes(one.outcome, verdict.outcome)).toBeLessThan(0)
          expect([...doubts(promised)].filter((doubt) => !doubts(verdict).has(doubt))).toEqual([])
          offered++
        }
      }),
      runs,
    )
    expect(offered).toBeGreaterThan(100)
  })

  it('no smaller change of its kind gives an outcome as mild', () => {
    const met = new Map<string, number>()
    fc.assert(
      fc.property(rulesets, passing, now, fc.double({ min: 0, max: 1, noNaN: true }), (under, who, at, share) => {
        const { verdict, changes } = explained(under, who, at)
        for (const one of changes) {
          met.set(one.kind, (met.get(one.kind) ?? 0) + 1)
          for (const change of smallerThan(one.change, at, share)) {
            const smaller = judged(under, who, { at, change })
            const asMild = compareOutcomes(smaller.outcome, one.outcome) <= 0 && [...doubts(smaller)].every((doubt) => doubts(verdict).has(doubt))
            expect(asMild ? { one, change } : 'stricter').toBe('stricter')
          }
        }
      }),
      runs,
    )
    expect([...met.keys()].sort()).toEqual(['answer', 'date', 'dose', 'observation', 'test'])
  })

  it('the verdict is the engine’s own, and nothing handed in is changed', () => {
    fc.assert(
      fc.property(rulesets, passing, now, (under, who, at) => {
        const before = JSON.stringify({ ...who, areas: null })
        expect(explained(under, who, at).verdict).toEqual(judged(under, who, { at, change: null }))
        expect(JSON.stringify({ ...who, areas: null })).toBe(before)
      }),
      runs,
    )
  })

  it('the public is told of tests, doses and dates alone', () => {
    fc.assert(
      fc.property(rulesets, passing, now, (under, who, at) => {
        const { changes } = explained(under, { ...who, audience: 'preview' }, at)
        expect(changes.filter(({ kind, audience }) => audience !== 'public' || kind === 'answer' || kind === 'observation')).toEqual([])
      }),
      runs,
    )
  })

  it('what is public to an officer is found in the public’s own view as well', () => {
    fc.assert(
      fc.property(rulesets, passing, now, (under, who, at) => {
        const told = explained(under, { ...who, audience: 'officer' }, at).changes.filter(({ audience }) => audience === 'public')
        const own = explained(under, { ...who, audience: 'preview' }, at).changes
        expect(told.filter((one) => !own.some((other) => isSame(one, other)))).toEqual([])
      }),
      runs,
    )
  })

  it('the real rulesets explain whatever is declared', () => {
    const real = RULESET_FILES.map(seedRuleset)
    fc.assert(
      fc.property(passing, now, (who, at) => {
        for (const one of explained(real, who, at).changes) expect(judged(real, who, { at, change: one.change }).outcome).toBe(one.outcome)
      }),
      { seed, numRuns: 100 },
    )
  })

  it('asks the engine a bounded number of times', () => {
    fc.assert(
      fc.property(rulesets, passing, now, (under, who, at) => {
        expect(evaluationsOf(under, who, at)).toBeLessThanOrEqual(MOST_EVALUATIONS)
      }),
      runs,
    )
  })

  it('three host time zones give one explanation', () => {
    const host = process.env.TZ
    const offsets = new Set<number>()
    try {
      fc.assert(
        fc.property(rulesets, passing, now, (under, who, at) => {
          const answers = ['America/Phoenix', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'].map((zoneName) => {
            process.env.TZ = zoneName
            offsets.add(new Date(at).getTimezoneOffset())
            return JSON.stringify(explained(under, who, at))
          })
          expect(new Set(answers).size).toBe(1)
        }),
        { seed, numRuns: 60 },
      )
    } finally {
      process.env.TZ = host
    }
    expect([...offsets].sort((a, b) => a - b)).toEqual([-840, -420, 420])
  })
})

it('nothing that is handed in as a document makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.anything(), { minLength: 1, maxLength: 3 }), (documents) => {
      const handed: unknown = { ...aPassing(), documents }
      expect(explained([aRuleset({ rules: [aRule()] })], handed as Passing, DEMO_NOW).verdict.outcome).not.toBe('admit')
    }),
    { seed, numRuns: 100 },
  )
})

function explained(under: readonly Ruleset[], who: Passing, at: number): Explanation {
  return explain(compileRulesets(under, who.checkpoint.authority), who, at)
}

/** Counts by a rule that never fires: each evaluation asks it once. */
function evaluationsOf(under: readonly Ruleset[], who: Passing, at: number): number {
  const compiled = compileRulesets(under, who.checkpoint.authority)
  let asked = 0
  const never = (): boolean => {
    asked++
    return false
  }
  const counting = compiled.rulesets.map(({ ruleset, rules }) => ({
    ruleset,
    rules: [
      ...rules,
      ...compileRulesets([aRuleset({ rules: [aRule({ id: 'COUNT' })] })], compiled.authority).rulesets.flatMap((one) =>
        one.rules.map((rule) => ({ ...rule, when: never })),
      ),
    ],
  }))
  explain({ ...compiled, rulesets: counting }, who, at)
  return asked
}

function judged(under: readonly Ruleset[], who: Passing, { at, change }: { readonly at: number; readonly change: Change | null }): Verdict {
  const changed = change === null ? { passing: who, now: at } : applyChange(who, at, change)
  return evaluate(compileRulesets(under, who.checkpoint.authority), changed.passing, changed.now)
}

/** Marks of what nobody knows. */
function doubts(verdict: Verdict): ReadonlySet<string> {
  const marks = verdict.reasons.flatMap(({ ruleId, unknown, fault }) => [
    ...unknown.map((path) => `${ruleId} ${path}`),
    ...(fault || ruleId.startsWith('CHOT-') ? [ruleId] : []),
  ])
  return new Set(marks)
}

function isSame(a: Counterfactual, b: Counterfactual): boolean {
  return JSON.stringify([a.change, a.outcome]) === JSON.stringify([b.change, b.outcome])
}

/** Neighbours, and one further off by chance. */
function smallerThan(change: Change, at: number, share: number): readonly Change[] {
  switch (change.kind) {
    case 'test': {
      const older = [1, 1 + Math.floor(share * 10_000)].map((minutes): Change => ({ ...change, since: change.since - minutes * MINUTE_MS }))
      const fresh = Math.floor(at / MINUTE_MS) * MINUTE_MS
      return [...older, ...EVIDENCE.slice(0, EVIDENCE.indexOf(change.evidence)).map((evidence): Change => ({ ...change, evidence, since: fresh }))]
    }
    case 'dose': {
      const fewer =
        change.count > 1 ? [0, Math.floor(share * 60)].map((age): Change => ({ ...change, count: 1, lastOn: addDays('2021-02-17', -age) })) : []
      const later = change.lastOn < '2021-02-17' ? [{ ...change, lastOn: addDays(change.lastOn, 1) }] : []
      return [...fewer, ...later, ...EVIDENCE.slice(0, EVIDENCE.indexOf(change.evidence)).map((evidence): Change => ({ ...change, evidence }))]
    }
    case 'date': {
      const minutes = (change.from - at) / MINUTE_MS
      const sooner = [1, Math.ceil(share * minutes)].map((by) => change.from - by * MINUTE_MS)
      return sooner.filter((from) => from > at && from < change.from).map((from) => ({ kind: 'date', from }))
    }
    case 'answer':
      return without(change.answers).map((answers) => ({ kind: 'answer', answers }))
    case 'observation': {
      const warmer = change.observed.flatMap((one, index): Change[] => {
        if (one.kind !== 'temperature' || one.tenths >= 430) return []
        const [first, ...others] = change.observed.map((other, position) => (position === index ? { ...one, tenths: one.tenths + 1 } : other))
        return first === undefined ? [] : [{ kind: 'observation', observed: [first, ...others] }]
      })
      return [...warmer, ...without(change.observed).map((observed): Change => ({ kind: 'observation', observed }))]
    }
  }
}

function without<T>(items: readonly T[]): readonly (readonly [T, ...T[]])[] {
  return items.flatMap((_, index) => {
    const [first, ...others] = items.filter((_, position) => position !== index)
    return first === undefined ? [] : [[first, ...others] as const]
  })
}
