import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stop } from '../../shared/declaration/claims.ts'
import { EXPOSURES, SYMPTOMS } from '../../shared/declaration/health-vocabulary.ts'
import { PURPOSES } from '../../shared/declaration/vocabulary.ts'
import { type CompiledRule, compileRule, compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate, evaluateUnexplained } from '../../shared/rules/evaluate.ts'
import type { Passing, PresentedDocument } from '../../shared/rules/passing.ts'
import type { DutyTemplate, Expression, Rule, Ruleset, Zone } from '../../shared/rules/ruleset.ts'
import { compareOutcomes, OUTCOMES, type Verdict } from '../../shared/rules/verdict.ts'
import { addDays } from '../../shared/time.ts'
import { aDocument, aPassing, DEMO_NOW, place } from './a-passing.ts'
import { aRule, aRuleset, verdictUnder } from './a-ruleset.ts'
import { demoZones, RULESET_FILES, seedRuleset } from './seeds.ts'

/** Each run another seed, printed by the name of the test; `SEED=n` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const runs = { seed, numRuns: 300 }

const PLACES = [
  '2021:200193',
  '2021:200288',
  '2021:310930',
  '2021:316636',
  '2021:200295',
  '2021:100030',
  '2025:310930',
  'country:LA',
  'country:VN',
  'site:x',
]
const dayBack = fc.integer({ min: -2, max: 16 }).map((days) => addDays('2021-02-17', -days))
const hour = fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined })
const stop: fc.Arbitrary<Stop> = fc
  .record({ where: fc.constantFrom(...PLACES), a: dayBack, b: dayBack, fromHour: hour, toHour: hour })
  .map(({ where, a, b, fromHour, toHour }) => ({
    place: place(where),
    from: [a, b].sort()[0] ?? a,
    to: [a, b].sort()[1] ?? b,
    ...(fromHour !== undefined && { fromHour }),
    ...(toHour !== undefined && { toHour }),
  }))

const document: fc.Arbitrary<PresentedDocument> = fc
  .record({
    stops: fc.array(stop, { maxLength: 4 }),
    purpose: fc.option(fc.constantFrom(...PURPOSES)),
    symptoms: fc.option(fc.subarray([...SYMPTOMS], { maxLength: 2 })),
    exposures: fc.option(fc.subarray([...EXPOSURES], { maxLength: 2 })),
    source: fc.constantFrom('credential' as const, 'declaration' as const, 'id-card' as const),
  })
  .map(({ source, ...claims }) => aDocument(claims, { source }))

const zone: fc.Arbitrary<Zone> = fc
  .record({
    at: fc.constantFrom(...PLACES),
    kind: fc.constantFrom('outbreak' as const, 'sealed' as const),
    state: fc.constantFrom('active' as const, 'prepared' as const),
    from: fc.integer({ min: -20, max: 2 }),
    days: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .chain((one) =>
    fc.uuid().map((id) => {
      const from = DEMO_NOW + one.from * 43_200_000
      const [first] = demoZones()
      if (first === undefined) throw new Error('the demo has no zones')
      return {
        ...first,
        zoneId: id,
        place: place(one.at),
        kind: one.kind,
        state: one.state,
        from,
        to: one.days === null ? null : from + one.days * 43_200_000,
      }
    }),
  )

const passing: fc.Arbitrary<Passing> = fc
  .record({
    documents: fc.array(document, { maxLength: 3 }),
    zones: fc.array(zone, { maxLength: 4 }),
    tenths: fc.option(fc.integer({ min: 360, max: 400 })),
  })
  .map(({ documents, zones, tenths }) =>
    aPassing({
      documents,
      observations: tenths === null ? [] : [{ kind: 'temperature', tenths, observedAt: DEMO_NOW }],
      lists: { zones: { state: 'known', value: zones }, watch: { state: 'known', value: [] }, named: {} },
    }),
  )

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.boolean(),
  fc.constantFrom<Expression>(
    { '===': [{ var: 'purpose' }, 'work'] },
    { in: ['fever', { var: 'symptoms' }] },
    { 'any-symptom': {} },
    { 'observed-temperature-at-least': 375 },
    { 'was-in-zone': { kinds: ['outbreak', 'sealed'], lastDays: 14 } },
    { 'left-zone-after-start': { kinds: ['sealed'], lastDays: 14 } },
    { 'stop-abroad': { lastDays: 14 } },
    { reduce: [{ var: 'stops' }, { if: [{ var: 'accumulator' }, true, { in: [{ var: 'current.place' }, ['2021:200193', 'country:LA']] }] }, false] },
    { reduce: [{ var: 'symptoms' }, { and: [{ var: 'accumulator' }, { '===': [{ var: 'current' }, 'fever'] }] }, true] },
    { before: [{ dccDateOfBirth: ['2003'] }, { plusTime: [{ var: 'now' }, -18, 'year'] }] },
    { '===': [{ extractFromUVCI: [{ var: 'travel.plate' }, 0] }, '34B112345'] },
    { 'tested-between': { kinds: ['pcr'], result: 'negative', evidence: 'seen', from: '2021-02-01', to: '2021-02-17' } },
    { 'stop-level-at-least': { level: 2, lastDays: 14, at: 'stop' } },
    { 'place-level-at-least': { place: { var: 'destination' }, level: 3 } },
    { 'place-within': { place: { var: 'person.residence' }, within: '2021:100022' } },
    { 'any-place-in-zone': { places: [{ var: 'cargo.origin' }, { var: 'destination' }], kinds: ['outbreak'] } },
    { 'was-outside': { place: '2021:100022', lastDays: 14 } },
    { 'was-in-untraced-zone': { kinds: ['outbreak', 'sealed'], lastDays: 14 } },
    { 'has-doses': { count: 1, evidence: 'declared' } },
    { 'random-share': { perTenThousand: 5000, salt: 'T' } },
    { answered: 'sector' },
    { in: [{ var: 'purpose' }, ['work', 'return-home']] },
    { '===': [{ var: 'person.nationality' }, 'VN'] },
    { '>': [{ var: 'travel.personsAboard' }, 1] },
    { var: 'lists.roster' },
    { reduce: [{ var: 'stops' }, { if: [{ var: 'accumulator' }, true, { '>': [{ var: 'current.place' }, 1] }] }, false] },
    {
      reduce: [
        { var: 'stops' },
        { if: [{ var: 'accumulator' }, true, { and: [{ 'any-symptom': {} }, { '===': [{ var: 'current.toHour' }, 12] }] }] },
        false,
      ],
    },
    { 'watch-hit': { kinds: ['breach', 'f0'] } },
    { '>': [{ var: 'direction' }, 1] },
    { maybe: [1] },
  ),
)
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(tie('expression'), tie('expression')).map((pair) => ({ and: pair })),
    fc.tuple(tie('expression'), tie('expression')).map((pair) => ({ or: pair })),
    tie('expression').map((one) => ({ '!': [one] })),
  ),
}))

const duty: fc.Arbitrary<DutyTemplate> = fc.constantFrom<DutyTemplate>(
  { kind: 'isolate-now' },
  { kind: 'follow-up', to: ['commune'] },
  { kind: 'sample', payer: 'state', priority: 'high', onDays: [7] },
  { kind: 'quarantine', kinds: ['home'], payer: 'state', days: 7, anchor: { from: 'crossing' }, controller: 'health' },
  {
    kind: 'quarantine',
    kinds: ['facility'],
    payer: 'traveller',
    days: 14,
    anchor: { from: 'last-day-in-zone', zoneKinds: ['outbreak'] },
    controller: 'facility',
  },
)
const rule: fc.Arbitrary<Rule> = fc
  .record({
    id: fc.uuid(),
    outcome: fc.constantFrom(...OUTCOMES),
    when: expression,
    unless: fc.oneof(fc.constant(false), leaf),
    duties: fc.array(duty, { maxLength: 2 }),
  })
  .map(({ id, ...rest }) => aRule({ ...rest, id: `T-${id}` }))
const rules = fc.array(rule, { maxLength: 6 })

/** All that a verdict says but a broken rule's place in its file, which moves when rules move. */
function said(verdict: Verdict): unknown {
  return { ...verdict, reasons: verdict.reasons.map(({ fault, ...reason }) => ({ ...reason, broken: fault !== undefined })) }
}

describe(`properties, seed ${seed}`, () => {
  it('adding a rule never makes a verdict milder', () => {
    fc.assert(
      fc.property(rules, rule, passing, (some, more, who) => {
        const without = verdictUnder([aRuleset({ rules: some })], who)
        const withIt = verdictUnder([aRuleset({ rules: [...some, more] })], who)
        expect(compareOutcomes(withIt.outcome, without.outcome)).toBeGreaterThanOrEqual(0)
      }),
      runs,
    )
  })

  it('a rule that breaks never makes a verdict milder than the others alone', () => {
    fc.assert(
      fc.property(rules, rule, passing, (some, victim, who) => {
        const others = verdictUnder([aRuleset({ rules: some })], who)
        const broken = verdictUnder([aRuleset({ rules: [...some, { ...victim, when: { maybe: [] } }] })], who)
        expect(compareOutcomes(broken.outcome, others.outcome)).toBeGreaterThanOrEqual(0)
        expect(compareOutcomes(broken.outcome, 'refer')).toBeGreaterThanOrEqual(0)
      }),
      runs,
    )
  })

  it('the order of rules, rulesets, documents, stops and zones never matters', () => {
    fc.assert(
      fc.property(rules, rules, passing, fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }), (first, second, who, dice) => {
        const rulesets = [aRuleset({ rulesetId: 'a', rules: first }), aRuleset({ rulesetId: 'b', rules: second })]
        const turned = rulesets.map((one): Ruleset => ({ ...one, rules: shuffled(one.rules, dice) })).reverse()
        expect(said(verdictUnder(turned, turnedOver(who, dice)))).toEqual(said(verdictUnder(rulesets, who)))
      }),
      runs,
    )
  })

  it('a verdict at t depends on nothing that happens or is published after t', () => {
    const ahead = fc.record({
      zones: fc.array(zone, { minLength: 1, maxLength: 4 }),
      rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
      where: fc.constantFrom(...PLACES),
      later: fc.integer({ min: 0, max: 20 * 86_400_000 }),
    })
    fc.assert(
      fc.property(rules, passing, ahead, (some, who, coming) => {
        fc.pre(!JSON.stringify(some).includes('"var":"stops"'))
        const known = [aRuleset({ rules: some })]
        expect(decided(verdictUnder(withComingRules(known, coming), withComing(who, coming)))).toEqual(decided(verdictUnder(known, who)))
      }),
      runs,
    )
  })

  it('the same without its explanation is the same but for the facts used', () => {
    fc.assert(
      fc.property(rules, passing, (some, who) => {
        const compiled = compileRulesets([aRuleset({ rules: some })], who.checkpoint.authority)
        const explained = evaluate(compiled, who, DEMO_NOW)
        const silent = { ...explained, reasons: explained.reasons.map((reason) => ({ ...reason, facts: [] })) }
        expect(evaluateUnexplained(compiled, who, DEMO_NOW)).toEqual(silent)
      }),
      runs,
    )
  })

  it('rules asked together answer, break and explain as each does by itself, for one passage after another', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(
        rules,
        fc.array(passing, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('officer' as const, 'preview' as const),
        (some, people, audience) => {
          const again = some.map((one): Rule => ({ ...one, id: `${one.id}-2`, when: { or: [one.when, { and: [one.unless, one.when] }] } }))
          const ruleset = aRuleset({ rules: [...some, ...again] })
          const together = compileRulesets([ruleset], ruleset.authority)
          const alone = { ...together, rulesets: [{ ruleset, rules: ruleset.rules.map((one, index) => compileRule(one, index, ruleset)) }] }
          expect(together.rulesets[0]?.rules.map(readsLists)).toEqual(alone.rulesets[0]?.rules.map(readsLists))
          for (const who of people.map((one): Passing => ({ ...one, audience }))) {
            const verdict = evaluate(together, who, DEMO_NOW)
            expect(verdict).toEqual(evaluate(alone, who, DEMO_NOW))
            for (const { fault, unknown } of verdict.reasons) kinds.add(fault ? 'broken' : unknown.length > 0 ? 'unknown' : 'fired')
          }
        },
      ),
      runs,
    )
    expect([...kinds].sort()).toEqual(['broken', 'fired', 'unknown'])
  })

  it('the real rulesets answer together as each of their rules does by itself', () => {
    const real = RULESET_FILES.map(seedRuleset)
    const alone = (ruleset: Ruleset) => ({ ruleset, rules: ruleset.rules.map((one, index) => compileRule(one, index, ruleset)) })
    fc.assert(
      fc.property(passing, fc.constantFrom(...real), (who, { authority }) => {
        const together = compileRulesets(real, authority)
        const naive = { ...together, rulesets: together.rulesets.map(({ ruleset }) => alone(ruleset)) }
        expect(evaluate(together, who, DEMO_NOW)).toEqual(evaluate(naive, who, DEMO_NOW))
      }),
      { seed, numRuns: 100 },
    )
  })

  it('the real rulesets never break and never throw, whatever is declared', () => {
    const real = RULESET_FILES.map(seedRuleset)
    fc.assert(
      fc.property(passing, (who) => {
        const verdict = verdictUnder(real, who)
        expect(verdict.reasons.filter((reason) => reason.fault)).toEqual([])
        expect(verdict.outcome === 'admit' || verdict.reasons.length > 0).toBe(true)
      }),
      runs,
    )
  })

  it('nothing that is handed in as a document makes it throw or admit', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { minLength: 1, maxLength: 3 }), (documents) => {
        const handed: unknown = { ...aPassing(), documents }
        expect(verdictUnder([aRuleset({ rules: [aRule({ outcome: 'refer', when: { 'any-symptom': {} } })] })], handed as Passing).outcome).toBe(
          'refer',
        )
      }),
      runs,
    )
  })

  it('nothing that is handed in as stops makes it throw or admit', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { minLength: 1, maxLength: 3 }), (stops) => {
        const handed: unknown = { ...aDocument(), claims: { ...aDocument().claims, stops } }
        const verdict = verdictUnder(RULESET_FILES.map(seedRuleset), aPassing({ documents: [handed as PresentedDocument] }))
        expect(verdict.outcome).toBe('refer')
      }),
      runs,
    )
  })
})

function readsLists(rule: CompiledRule): boolean | string {
  return rule.kind === 'sound' ? rule.readsPersonLists : rule.kind
}

function shuffled<T>(items: readonly T[], dice: readonly number[]): readonly T[] {
  return items
    .map((item, index) => ({ item, at: dice[index % dice.length] ?? 0, index }))
    .sort((a, b) => a.at - b.at || b.index - a.index)
    .map(({ item }) => item)
}

function turnedOver(who: Passing, dice: readonly number[]): Passing {
  const { zones } = who.lists
  return {
    ...who,
    documents: shuffled(
      who.documents.map((one) => ({ ...one, claims: { ...one.claims, stops: shuffled(one.claims.stops, dice) } })),
      dice,
    ),
    lists: { ...who.lists, zones: zones.state === 'known' ? { state: 'known', value: shuffled(zones.value, dice) } : zones },
  }
}

interface Coming {
  readonly zones: readonly Zone[]
  readonly rules: readonly Rule[]
  readonly where: string
  /** After `DEMO_NOW`, in milliseconds; 0: the first instant that is too late to count. */
  readonly later: number
}

/** Rules, a version and a directive that begin after t, and an end after t of those in force. */
function withComingRules(known: readonly Ruleset[], { rules: more, later }: Coming): readonly Ruleset[] {
  const validFrom = DEMO_NOW + 1 + later
  const coming = more.map((one): Rule => ({ ...one, validFrom }))
  const ending = known.map(
    (one): Ruleset => ({ ...one, validTo: validFrom, rules: [...one.rules.map((rule) => ({ ...rule, validTo: validFrom })), ...coming] }),
  )
  const next = known.map((one): Ruleset => ({ ...one, version: one.version + 1, validFrom, rules: more }))
  return [...ending, ...next, aRuleset({ rulesetId: 'new', validFrom, rules: more })]
}

/** Zones and watch-list entries that begin after t, zones that end after it, and a stop, a test and a dose that are yet to come. */
function withComing(who: Passing, { zones, where, later }: Coming): Passing {
  const from = DEMO_NOW + 1 + later
  const { value: held } = who.lists.zones.state === 'known' ? who.lists.zones : { value: [] }
  const ending = held.map((one): Zone => (one.to === null ? { ...one, to: from } : one))
  const begun = zones.map((one): Zone => ({ ...one, from, to: null }))
  const stop: Stop = { place: place(where), from: '2021-02-17', fromHour: 21, to: '2021-02-18' }
  const test = { kind: 'pcr', result: 'negative', sampledAt: from, evidence: 'attested' } as const
  const dose = { givenOn: '2021-02-18', evidence: 'attested' } as const
  return {
    ...who,
    documents: who.documents.map((one) => ({
      ...one,
      claims: { ...one.claims, stops: [...one.claims.stops, stop], tests: [...one.claims.tests, test], doses: [...one.claims.doses, dose] },
    })),
    lists: {
      ...who.lists,
      zones: { state: 'known', value: [...ending, ...begun] },
      watch: { state: 'known', value: [{ kind: 'breach', by: ['document'], confirmed: true, from, to: null }] },
    },
  }
}

/** What was decided and by which rules; the numbers of stops and tests in it shift as others join them. */
function decided({ outcome, reasons, duties }: Verdict): unknown {
  return { outcome, duties, reasons: reasons.map((reason) => [reason.ruleId, reason.outcome, reason.unknown.length > 0, reason.fault !== undefined]) }
}
