import { describe, expect, it } from 'vitest'
import type { Claims } from '../../shared/declaration/claims.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import type { Expression, Zone } from '../../shared/rules/ruleset.ts'
import { aDocument, aPassing, aStop, at, DEMO_NOW, HA_LONG, place } from './a-passing.ts'
import { aRule, aRuleset, verdictUnder } from './a-ruleset.ts'
import { demoZones } from './seeds.ts'

const HAI_PHONG = place('2021:311296')

type Answer = true | false | 'unknown' | 'fault'

/** What an expression comes to for one passing: a rule of it alone fires, does not, asks or breaks. */
function answer(
  when: Expression,
  change: { readonly claims?: Partial<Claims>; readonly zones?: readonly Zone[] | null; readonly passing?: Partial<Passing> } = {},
): Answer {
  const zones = change.zones === null ? ({ state: 'unknown', why: 'stale' } as const) : ({ state: 'known', value: change.zones ?? [] } as const)
  const passing = aPassing({
    documents: [aDocument(change.claims ?? {})],
    lists: { zones, watch: { state: 'known', value: [] }, named: {} },
    ...change.passing,
  })
  const [reason] = verdictUnder([aRuleset({ rules: [aRule({ when, outcome: 'detain' })] })], passing).reasons
  if (reason === undefined) return false
  if (reason.fault) return 'fault'
  return reason.unknown.length > 0 ? 'unknown' : true
}

function aLevel(zoneId: string, where: string, level: 1 | 2 | 3 | 4, span: Partial<Zone> = {}): Zone {
  const [zone] = demoZones()
  if (zone === undefined) throw new Error('the demo has no zones')
  return { ...zone, zoneId, place: place(where), kind: `level-${level}`, from: 0, ...span }
}

describe('stop-level-at-least', () => {
  const asks = (level: Expression, when = 'stop'): Expression => ({ 'stop-level-at-least': { level, lastDays: 14, at: when } })
  const stops = [aStop(place('2021:310930'), '2021-01-15', '2021-02-10'), aStop(HA_LONG, '2021-02-10', '2021-02-17')]

  it.each<[string, readonly Zone[], Answer]>([
    ['the province alone has a level', [aLevel('p', '2021:100030', 3)], true],
    ['its district has a lower one', [aLevel('p', '2021:100030', 3), aLevel('d', '2021:200295', 2)], false],
    ['and the commune a higher one again', [aLevel('p', '2021:100030', 1), aLevel('d', '2021:200295', 2), aLevel('c', '2021:310930', 4)], true],
    ['two levels of one unit: the higher', [aLevel('a', '2021:310930', 1), aLevel('b', '2021:310930', 3)], true],
    ['the level began after the stop', [aLevel('p', '2021:100030', 3, { from: at('2021-02-11T00:00:00+07:00') })], false],
    ['it began within the hours of leaving that nobody gave', [aLevel('p', '2021:100030', 3, { from: at('2021-02-10T12:00:00+07:00') })], 'unknown'],
    ['prepared', [aLevel('p', '2021:100030', 3, { state: 'prepared' })], false],
  ])('%s', (_, zones, expected) => {
    expect(answer(asks(3), { claims: { stops }, zones })).toBe(expected)
  })

  it('takes levels that adjoin for one span: a day without hours lies in both together, in neither alone for certain', () => {
    const noon = at('2021-02-10T12:00:00+07:00')
    const [morning, afternoon] = [aLevel('a', '2021:310930', 3, { to: noon, state: 'lifted' }), aLevel('b', '2021:310930', 4, { from: noon })]
    const days = ['2021-02-10', '2021-02-10'] as const
    const oneDay = [aStop(HA_LONG, '2021-01-15', days[0]), aStop(place('2021:310930'), ...days), aStop(HA_LONG, days[1], '2021-02-17')]
    const asked = (...zones: readonly Zone[]) => answer(asks(3), { claims: { stops: oneDay }, zones })
    expect([asked(morning), asked(afternoon), asked(morning, afternoon)]).toEqual(['unknown', 'unknown', true])
  })

  it('reads the level of this moment when asked for the crossing', () => {
    const now = [aLevel('a', '2021:310930', 3, { from: DEMO_NOW })]
    expect([answer(asks(3, 'crossing'), { claims: { stops }, zones: now }), answer(asks(3, 'stop'), { claims: { stops }, zones: now })]).toEqual([
      true,
      false,
    ])
  })

  it('does not know without zones, days or a whole number', () => {
    expect(answer(asks(3), { claims: { stops }, zones: null })).toBe('unknown')
    expect(answer(asks(3), { claims: { stops: [] } })).toBe('unknown')
    expect(answer(asks('3'), { claims: { stops } })).toBe('fault')
    expect(answer(asks(3, 'never'), { claims: { stops } })).toBe('fault')
  })
})

it.each<[string, Expression, Answer]>([
  ['a place of that level now', '2021:310930', true],
  ['one beside it', '2021:310507', false],
  ['a wider one around it', '2021:100030', 'unknown'],
])('place-level-at-least: %s', (_, where, expected) => {
  const zones = [aLevel('c', '2021:310930', 3)]
  expect(answer({ 'place-level-at-least': { place: where, level: 3 } }, { zones })).toBe(expected)
})

describe('was-outside and place-within', () => {
  const outside: Expression = { 'was-outside': { place: '2021:100022', lastDays: 14 } }

  it.each<[string, readonly (readonly [string, string, string])[], Answer]>([
    ['at home on every day', [['2021:200193', '2021-01-15', '2021-02-17']], false],
    [
      'away until fourteen days ago',
      [
        ['2021:311296', '2021-01-15', '2021-02-03'],
        ['2021:200193', '2021-02-03', '2021-02-17'],
      ],
      true,
    ],
    [
      'away until fifteen days ago',
      [
        ['2021:311296', '2021-01-15', '2021-02-02'],
        ['2021:200193', '2021-02-02', '2021-02-17'],
      ],
      false,
    ],
    [
      'abroad',
      [
        ['country:LA', '2021-01-15', '2021-02-10'],
        ['2021:200193', '2021-02-10', '2021-02-17'],
      ],
      true,
    ],
    ['somewhere in the country', [['country:VN', '2021-01-15', '2021-02-17']], 'unknown'],
    ['a day unanswered', [['2021:200193', '2021-02-05', '2021-02-17']], 'unknown'],
    ['in the province as it is since 2025', [['2025:100022', '2021-01-15', '2021-02-17']], false],
    ['in another one of 2025', [['2025:100031', '2021-01-15', '2021-02-17']], true],
  ])('%s', (_, moves, expected) => {
    expect(answer(outside, { claims: { stops: moves.map(([where, from, to]) => aStop(place(where), from, to)) } })).toBe(expected)
  })

  it.each<[Expression, Answer]>([
    ['2021:306673', true],
    ['2021:311296', false],
    ['country:VN', 'unknown'],
    ['country:LA', false],
    ['Hạ Long', 'fault'],
  ])('place-within: %s', (where, expected) => {
    expect(answer({ 'place-within': { place: where, within: '2021:100022' } })).toBe(expected)
  })
})

describe('any-place-in-zone and was-in-untraced-zone', () => {
  const [outbreak] = demoZones()
  const zones = outbreak === undefined ? [] : [outbreak]
  const ask = (...places: Expression[]): Expression => ({ 'any-place-in-zone': { places, kinds: ['outbreak'] } })

  it('looks through places and lists of places, and takes none for no', () => {
    expect(answer(ask('2021:311296', ['2021:310930']), { zones })).toBe(true)
    expect(answer(ask('2021:311296', []), { zones })).toBe(false)
    expect(answer(ask(), { zones: null })).toBe(false)
    expect(answer(ask('2021:310930'), { zones: null })).toBe('unknown')
    expect(answer(ask('2021:310930'), { zones: zones.map((zone) => ({ ...zone, from: DEMO_NOW + 1 })) })).toBe(false)
    expect(answer(ask(7), { zones })).toBe('fault')
  })

  it('counts a zone only while it is marked untraced', () => {
    const untraced: Expression = { 'was-in-untraced-zone': { kinds: ['outbreak'], lastDays: 14 } }
    const claims = { stops: [aStop(place('2021:310930'), '2021-01-15', '2021-02-17')] }
    expect(answer(untraced, { claims, zones })).toBe(false)
    expect(answer(untraced, { claims, zones: zones.map((zone) => ({ ...zone, untraced: true })) })).toBe(true)
    expect(answer(untraced, { claims, zones: null })).toBe('unknown')
  })
})

describe('tested-between and has-doses', () => {
  const test = (sampledAt: string) => ({ kind: 'pcr', result: 'negative', sampledAt: at(sampledAt), evidence: 'seen' }) as const
  const between: Expression = {
    'tested-between': { kinds: ['pcr'], result: 'negative', evidence: 'seen', from: '2021-02-10', to: '2021-02-12' },
  }

  it.each<[string, Answer]>([
    ['2021-02-09T23:59:59+07:00', false],
    ['2021-02-10T00:00:00+07:00', true],
    ['2021-02-12T23:59:59+07:00', true],
    ['2021-02-13T00:00:00+07:00', false],
  ])('a sample of %s, by local days', (sampledAt, expected) => {
    expect(answer(between, { claims: { tests: [test(sampledAt)] } })).toBe(expected)
  })

  it('does not count a sample of the future, and breaks on a day that is none', () => {
    const wide: Expression = { 'tested-between': { kinds: ['pcr'], result: 'negative', evidence: 'seen', from: '2021-02-10', to: '2021-12-31' } }
    expect(answer(wide, { claims: { tests: [test('2021-02-17T20:00:01+07:00')] } })).toBe(false)
    const wrong: Expression = { 'tested-between': { kinds: ['pcr'], result: 'negative', evidence: 'seen', from: '2021-02-30', to: '2021-03-01' } }
    expect(answer(wrong)).toBe('fault')
  })

  it('counts doses by day, once, as well as they are known', () => {
    const dose = (givenOn: string, evidence: 'declared' | 'seen' = 'seen') => ({ givenOn, evidence })
    const two: Expression = { 'has-doses': { count: 2, evidence: 'seen', daysAgo: 14 } }
    const asked = (...doses: Claims['doses']) => answer(two, { claims: { doses } })
    expect(asked(dose('2021-01-01'), dose('2021-02-03'))).toBe(true)
    expect(asked(dose('2021-01-01'), dose('2021-02-04'))).toBe(false)
    expect(asked({ ...dose('2021-01-01'), product: 'A' }, { ...dose('2021-01-01'), product: 'B' })).toBe(false)
    expect(asked(dose('2021-01-01'), dose('2021-01-20', 'declared'))).toBe(false)
    expect(asked(dose('2021-01-01'), dose('2021-02-30'))).toBe('fault')
  })
})

describe('random-share, answered and the facts about papers', () => {
  it('needs a share between none and all, and a salt', () => {
    const share = (perTenThousand: Expression, salt: Expression = 'T'): Expression => ({ 'random-share': { perTenThousand, salt } })
    expect([answer(share(0)), answer(share(10_000))]).toEqual([false, true])
    expect([answer(share(-1)), answer(share(10_001)), answer(share(1, ''))]).toEqual(['fault', 'fault', 'fault'])
    expect(answer(share(10_000), { passing: { audience: 'preview' } })).toBe(false)
  })

  it('says whether a fact was answered, and is never unknown itself', () => {
    expect([answer({ answered: 'sector' }), answer({ answered: 'sector' }, { claims: { sector: null } })]).toEqual([true, false])
    expect([answer({ answered: 'nonsense' }), answer({ answered: ['sector'] })]).toEqual(['fault', 'fault'])
  })

  it('compares a pass with the plate that was declared, and takes nothing else from it', () => {
    const travel = { means: 'truck', personsAboard: 1, plate: '34C12345' } as const
    const tests = [{ kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW - 1, evidence: 'attested' }] as const
    const pass = (plate: string) =>
      aDocument(
        { name: 'Xe', stops: [aStop(HAI_PHONG, '2021-02-17', '2021-02-17')], tests, travel: { ...travel, plate } },
        { source: 'vehicle-pass' },
      )
    const agrees: Expression = { var: 'vehiclePass.plateAgrees' }
    const with34 = (claims: Partial<Claims>, plate: string) => ({ passing: { documents: [aDocument(claims), pass(plate)] } })
    expect(answer(agrees, with34({ travel }, '34C12345'))).toBe(true)
    expect(answer(agrees, with34({ travel }, '34C99999'))).toBe(false)
    expect(answer(agrees, with34({ travel: null }, '34C12345'))).toBe('unknown')
    expect(answer(agrees)).toBe(false)
    expect(answer({ 'has-test': { kinds: ['pcr'], result: 'negative', evidence: 'declared' } }, with34({ travel }, '34C12345'))).toBe(false)
    expect(answer({ var: 'vehiclePass.presented' }, { passing: { audience: 'preview' } })).toBe('unknown')
  })
})
