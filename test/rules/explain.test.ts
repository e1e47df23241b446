import { describe, expect, it } from 'vitest'
import { asAuthorityId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { applyChange } from '../../shared/rules/counterfactuals/apply-change.ts'
import type { Counterfactual } from '../../shared/rules/counterfactuals/counterfactual.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import { type Explanation, explain } from '../../shared/rules/explain.ts'
import type { Passing } from '../../shared/rules/passing.ts'
import type { Expression, Rule, Ruleset } from '../../shared/rules/ruleset.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aDocument, aPassing, aStop, at, DEMO_NOW, HA_LONG, HAI_DUONG_CITY, TAN_TRUONG } from './a-passing.ts'
import { aRule, aRuleset } from './a-ruleset.ts'
import { demoZones, seedRuleset } from './seeds.ts'

const REAL = ['national-demo-2021', 'quang-ninh-2021-02-17'].map(seedRuleset)

function explained(rulesets: readonly Ruleset[], passing: Passing, now = DEMO_NOW): Explanation {
  return explain(compileRulesets(rulesets, passing.checkpoint.authority), passing, now)
}

function under(rule: Partial<Rule>, passing: Passing, ruleset: Partial<Ruleset> = {}): readonly Counterfactual[] {
  return explained([aRuleset({ ...ruleset, rules: [aRule(rule)] })], passing).changes
}

/** Kind, outcome and Vietnamese words of each. */
function lines(changes: readonly Counterfactual[]): readonly string[] {
  return changes.map(({ kind, outcome, texts }) => `${kind} -> ${outcome}: ${texts.vi}`)
}

const fromHaiDuong = aDocument({ stops: [aStop(HAI_DUONG_CITY, '2021-01-20', '2021-02-17')] })
const negative = (change: { readonly evidence: string; readonly basis?: string; readonly maxAgeHours?: Expression }): Expression => ({
  'has-test': { kinds: ['pcr'], result: 'negative', ...change },
})

describe('a date', () => {
  it('says from which midnight a stay in an outbreak area no longer counts: 14 days after the last', () => {
    const { verdict, changes } = explained(REAL, aPassing({ documents: [fromHaiDuong], audience: 'preview' }))
    expect(verdict.outcome).toBe('quarantine')
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'date', outcome: 'admit', change: { kind: 'date', from: at('2021-03-04T00:00:00+07:00') } }),
    ])
    expect(changes[0]?.texts.vi).toContain('Từ 00:00 ngày 04/03/2021')
    expect(changes[0]?.texts.en).toContain('From 00:00 on 04/03/2021')
  })

  it('names each milder outcome on the way, each at its first minute', () => {
    const rules = [
      aRule({ id: 'A', outcome: 'quarantine', when: { before: [{ var: 'now' }, '2021-02-18T09:30:00+07:00'] } }),
      aRule({ id: 'B', outcome: 'turn-back', when: { 'not-after': [{ var: 'now' }, '2021-02-19T09:30:00+07:00'] } }),
    ]
    const { changes } = explained([aRuleset({ rules })], aPassing())
    expect(changes.map(({ change, outcome }) => [change, outcome])).toEqual([
      [{ kind: 'date', from: at('2021-02-18T09:30:00+07:00') }, 'turn-back'],
      [{ kind: 'date', from: at('2021-02-19T09:31:00+07:00') }, 'admit'],
    ])
  })

  it('finds the end of a zone, and of a rule', () => {
    const [zone] = demoZones()
    if (zone === undefined) throw new Error('the demo has no zones')
    const sealedHere = { ...zone, place: aPassing().checkpoint.place, from: 0, to: at('2021-02-20T18:00:00+07:00') }
    const passing = aPassing({ lists: { ...aPassing().lists, zones: { state: 'known', value: [sealedHere] } } })
    const when = { 'place-in-zone': { place: { var: 'checkpoint.place' }, kinds: ['outbreak'] } }
    expect(under({ when }, passing).map(({ change }) => change)).toEqual([{ kind: 'date', from: at('2021-02-20T18:00:00+07:00') }])
    const validTo = at('2021-02-19T06:00:00+07:00')
    expect(under({ validTo }, aPassing()).map(({ change }) => change)).toEqual([{ kind: 'date', from: validTo }])
  })

  it('is not told where only the rules run out: no rule in force is no milder answer', () => {
    expect(under({ outcome: 'quarantine' }, aPassing(), { validTo: at('2021-03-01T00:00:00+07:00') })).toEqual([])
  })
})

describe('a test', () => {
  it('says which kind, since when sampled and how well proved, to the minute', () => {
    const changes = under({ when: true, unless: negative({ evidence: 'seen', maxAgeHours: { var: 'parameters.hours' } }) }, aPassing(), {
      parameters: { hours: 72 },
    })
    expect(lines(changes)).toEqual([
      'test -> admit: Có kết quả xét nghiệm PCR âm tính, lấy mẫu từ 20:00 ngày 14/02/2021 trở đi, có giấy để cán bộ xem',
    ])
    expect(changes[0]?.change).toEqual({ kind: 'test', test: 'pcr', basis: 'sampled', since: DEMO_NOW - 72 * HOUR_MS, evidence: 'seen' })
  })

  it('counts from the result where the rule does', () => {
    const unless = negative({ evidence: 'attested', basis: 'result', maxAgeHours: 48 })
    const changes = under({ when: true, unless }, aPassing())
    expect(changes.map(({ change }) => change)).toEqual([
      { kind: 'test', test: 'pcr', basis: 'result', since: DEMO_NOW - 48 * HOUR_MS, evidence: 'attested' },
    ])
    expect(changes[0]?.texts.vi).toBe('Có kết quả xét nghiệm PCR âm tính, trả kết quả từ 20:00 ngày 15/02/2021 trở đi, có mã ký số của nơi cấp')
  })

  it('rounds towards the test that is still good when now is not on the minute', () => {
    const rules = [aRuleset({ rules: [aRule({ when: true, unless: negative({ evidence: 'declared', maxAgeHours: 24 }) })] })]
    const { changes } = explained(rules, aPassing(), DEMO_NOW + 1)
    expect(changes[0]?.change).toMatchObject({ since: DEMO_NOW - 24 * HOUR_MS + MINUTE_MS })
  })

  it('is told to a driver whose vehicle pass was scanned first', () => {
    const pass = aDocument({ tests: [] }, { source: 'vehicle-pass' })
    const rule = { unless: negative({ evidence: 'seen', maxAgeHours: 72 }) }
    const told = lines(under(rule, aPassing({ documents: [pass, aDocument()] })))
    expect(told).toEqual(lines(under(rule, aPassing({ documents: [aDocument(), pass] }))))
    expect(told.filter((line) => line.startsWith('test'))).not.toEqual([])
  })

  it('is not told to somebody without a document', () => {
    expect(under({ when: true, unless: negative({ evidence: 'declared' }) }, aPassing({ documents: [] }))).toEqual([])
  })
})

describe('a dose', () => {
  const given: Expression = { '>=': [{ 'days-between': [{ var: 'doses.0.givenOn' }, { var: 'today' }] }, 14] }

  it('says by which day it was to be given', () => {
    const unless: Expression = { if: [{ var: 'doses.0' }, given, false] }
    const changes = under({ when: true, unless }, aPassing())
    expect(lines(changes)).toEqual(['dose -> admit: Đã tiêm thêm 1 mũi vắc-xin, chậm nhất ngày 03/02/2021'])
  })

  it('asks for two where one does not do', () => {
    const changes = under({ when: true, unless: { if: [{ var: 'doses.1' }, true, false] } }, aPassing())
    expect(changes.map(({ change }) => change)).toEqual([{ kind: 'dose', count: 2, lastOn: '2021-02-17', evidence: 'declared' }])
  })
})

describe('for the officer', () => {
  it('names the taps that are missing, together and no more than needed', () => {
    const ruleset = { requiredObservations: ['temperature', 'mask'] }
    const fever = { outcome: 'refer', when: { 'observed-temperature-at-least': 375 } } as const
    expect(lines(under(fever, aPassing(), ruleset))).toEqual(['observation -> admit: Thân nhiệt đo được nhiều nhất 37,4 °C; Đeo khẩu trang'])
  })

  it('says that a look at the paper is what a typed test lacks', () => {
    const tests = [{ kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW - HOUR_MS, evidence: 'declared' }] as const
    const changes = under({ when: true, unless: negative({ evidence: 'seen' }) }, aPassing({ documents: [aDocument({ tests })] }))
    expect(lines(changes)).toContain('observation -> admit: Cán bộ đã xem giấy xét nghiệm và thấy khớp')
  })

  it('names the answers on which the rules hang, all that are needed at once', () => {
    const { verdict, changes } = explained(REAL, aPassing({ documents: [aDocument({ symptoms: null, exposures: null })] }))
    expect(verdict.outcome).toBe('refer')
    expect(changes.map(({ kind, outcome, audience }) => [kind, outcome, audience])).toEqual([['answer', 'admit', 'officer']])
    expect(changes[0]?.texts.en).toBe('The answer is: no exposure; The answer is: no symptoms')
  })

  it('names the hour before which a sealed commune was to be left', () => {
    const stops = [
      aStop(HA_LONG, '2021-01-20', '2021-01-31'),
      aStop(TAN_TRUONG, '2021-02-01', '2021-02-03'),
      aStop(HA_LONG, '2021-02-03', '2021-02-17'),
    ]
    const { changes } = explained(REAL, aPassing({ documents: [aDocument({ stops })] }))
    expect(lines(changes)).toContain('answer -> admit: Rời Xã Tân Trường trước 18:00')
  })
})

describe('who is told', () => {
  it('tells the public nothing while an answer is missing', () => {
    const rule = { when: true, unless: negative({ evidence: 'seen' }) }
    expect(under(rule, aPassing({ audience: 'preview' }))).toHaveLength(1)
    expect(under(rule, aPassing({ audience: 'preview', documents: [aDocument({ exposures: null })] }))).toEqual([])
  })

  it('tells the public nothing but tests, doses and dates', () => {
    const tests = [{ kind: 'pcr', result: 'negative', sampledAt: DEMO_NOW - HOUR_MS, evidence: 'declared' }] as const
    const passing = aPassing({ audience: 'preview', documents: [aDocument({ tests })] })
    const changes = under({ when: { '!': [negative({ evidence: 'seen' })] } }, passing)
    expect(changes.map(({ kind, audience }) => [kind, audience])).toEqual([['test', 'public']])
  })

  it('keeps the end of a watch-list entry with the officer', () => {
    const hit = { kind: 'f1', by: ['credential'], confirmed: true, from: 0, to: at('2021-02-20T00:00:00+07:00') } as const
    const passing = aPassing({ lists: { ...aPassing().lists, watch: { state: 'known', value: [hit] } } })
    const changes = under({ when: { 'watch-hit': { kinds: ['f1'] } } }, passing)
    expect(changes.map(({ kind, audience }) => [kind, audience])).toEqual([['date', 'officer']])
    expect(under({ when: { 'watch-hit': { kinds: ['f1'] } } }, { ...passing, audience: 'preview' })).toEqual([])
    const rules = [
      aRule({ id: 'LIST', when: { 'watch-hit': { kinds: ['f1'] } } }),
      aRule({ id: 'OPEN', when: { before: [{ var: 'now' }, '2021-02-18T12:00:00+07:00'] } }),
    ]
    const { changes: later } = explained([aRuleset({ rules })], passing)
    expect(later.map(({ change, audience }) => [change, audience])).toEqual([[{ kind: 'date', from: hit.to }, 'officer']])
  })
})

describe('layers', () => {
  it('shows both where the province is stricter than the nation', () => {
    const { layers } = explained(REAL, aPassing({ documents: [fromHaiDuong] }))
    expect(layers).toMatchObject({ national: 'admit', withProvince: 'quarantine' })
    expect(layers.texts?.vi).toBe('Quy định chung toàn quốc: Cho qua. Quy định của địa phương nghiêm hơn: Cách ly.')
  })

  it('says nothing of the nation where its layer is not held, or is as strict', () => {
    expect(explained([aRuleset({ rules: [aRule()] })], aPassing()).layers).toEqual({ national: null, withProvince: 'turn-back', texts: null })
    const feverish = aPassing({ documents: [aDocument({ symptoms: ['fever'] })] })
    expect(explained(REAL, feverish).layers).toEqual({ national: 'refer', withProvince: 'refer', texts: null })
  })
})

it('never changes the verdict, and has nothing to add to an admit', () => {
  const rules = compileRulesets(REAL, asAuthorityId('VN-22'))
  expect(explain(rules, aPassing(), DEMO_NOW)).toMatchObject({ verdict: { outcome: 'admit' }, changes: [] })
  const passing = aPassing({ documents: [fromHaiDuong] })
  expect(explain(rules, passing, DEMO_NOW).verdict).toEqual(evaluate(rules, passing, DEMO_NOW))
})

it('keeps what was said: a change adds, and takes nothing back', () => {
  const passing = aPassing({ documents: [fromHaiDuong] })
  const answer = { kind: 'answer', answers: [{ path: 'symptoms', value: 'none' }] } as const
  const ill = aPassing({ documents: [aDocument({ symptoms: ['fever'] })] })
  expect(applyChange(ill, DEMO_NOW, answer)).toEqual({ passing: ill, now: DEMO_NOW })
  const test = { kind: 'test', test: 'pcr', basis: 'sampled', since: DEMO_NOW, evidence: 'seen' } as const
  expect(applyChange(passing, DEMO_NOW, test).passing.documents[0]?.claims.stops).toEqual(fromHaiDuong.claims.stops)
})

describe('the real rulesets of other dates', () => {
  it('ask a lorry driver of August 2021 for a test of the last 72 hours by its paper, and no more', () => {
    const national = seedRuleset('national-tests-2021-07-30')
    const now = at('2021-08-02T20:00:00+07:00')
    const lorry = aDocument({ travel: { means: 'truck', personsAboard: 1, plate: '34C11234' } }, { issuedAt: now })
    const { changes } = explained([{ ...national, layer: 'national' }], aPassing({ documents: [lorry] }), now)
    const tests = changes.flatMap(({ change, outcome }) => (change.kind === 'test' ? [{ ...change, outcome }] : []))
    const hours = Number(national.parameters.testHours)
    expect(tests.map(({ test, evidence, since }) => [test, evidence, (now - since) / HOUR_MS])).toEqual([
      ['pcr', 'seen', hours],
      ['antigen', 'seen', hours],
    ])
  })
})
