import { describe, expect, it } from 'vitest'
import { asAuthorityId } from '../../shared/ids.ts'
import { compileRulesets } from '../../shared/rules/compile.ts'
import { evaluate } from '../../shared/rules/evaluate.ts'
import type { PresentedDocument } from '../../shared/rules/passing.ts'
import { recordVerdict } from '../../shared/rules/record-verdict.ts'
import { aDocument, aPassing, aStop, at, DEMO_NOW, HA_LONG, HAI_DUONG_CITY } from './a-passing.ts'
import { aRule, aRuleset, verdictUnder } from './a-ruleset.ts'
import { RULESET_FILES, seedRuleset } from './seeds.ts'

const broken = aRule({ id: 'T-BROKEN', when: { maybe: [1] } })
const ids = (verdict: { readonly reasons: readonly { readonly ruleId: string }[] }) => verdict.reasons.map((reason) => reason.ruleId)

describe('what decides', () => {
  it('is the strictest rule that fires, wherever it stands, and the others are named after it', () => {
    const rules = [aRule({ id: 'T-MILD', outcome: 'admit' }), aRule({ id: 'T-HARD', outcome: 'detain' }), aRule({ id: 'T-MIDDLE', outcome: 'refer' })]
    const verdict = verdictUnder([aRuleset({ rules })], aPassing())
    expect(verdict.outcome).toBe('detain')
    expect(ids(verdict)).toEqual(['T-HARD', 'T-MIDDLE', 'T-MILD'])
  })

  it('leaves a detain a detain beside a rule that breaks', () => {
    const verdict = verdictUnder([aRuleset({ rules: [broken, aRule({ id: 'T-HARD', outcome: 'detain' })] })], aPassing())
    expect(verdict.outcome).toBe('detain')
    expect(verdict.reasons[1]).toMatchObject({ ruleId: 'T-BROKEN', outcome: 'refer', fault: { path: 'rules.0.when' } })
  })

  it('refers where the only rule breaks, at load or while running', () => {
    const atLoad = verdictUnder([aRuleset({ rules: [broken] })], aPassing())
    const running = verdictUnder([aRuleset({ rules: [aRule({ when: { '>': [{ var: 'direction' }, 1] } })] })], aPassing())
    expect([atLoad.outcome, running.outcome]).toEqual(['refer', 'refer'])
    expect(running.reasons[0]?.officerText.vi).toContain('T-1')
  })

  it('lets an exception of the rule itself spare the traveller', () => {
    const rule = aRule({ unless: { '===': [{ var: 'purpose' }, 'return-home'] } })
    expect(verdictUnder([aRuleset({ rules: [rule] })], aPassing()).outcome).toBe('admit')
    const silent = aPassing({ documents: [aDocument({ purpose: null })] })
    expect(verdictUnder([aRuleset({ rules: [rule] })], silent)).toMatchObject({ outcome: 'refer', reasons: [{ unknown: ['purpose'] }] })
  })

  it('makes a should advise and no more, even where it is unknown', () => {
    const rule = aRule({ strength: 'should', outcome: 'admit', when: { '===': [{ var: 'purpose' }, 'work'] } })
    const verdict = verdictUnder([aRuleset({ rules: [rule] })], aPassing({ documents: [aDocument({ purpose: null })] }))
    expect(verdict).toMatchObject({ outcome: 'admit', duties: [{ kind: 'advise', text: rule.travellerText }] })
  })

  it('names the facts that a rule read', () => {
    const stops = [aStop(HA_LONG, '2021-01-15', '2021-02-15'), aStop(HAI_DUONG_CITY, '2021-02-15', '2021-02-17')]
    const verdict = verdictUnder([seedRuleset('quang-ninh-2021-02-17')], aPassing({ documents: [aDocument({ stops })] }))
    expect(verdict.reasons[0]?.facts).toEqual([
      { path: 'parameters.lookBackDays', value: 14 },
      { path: 'stops.1', value: '2021:200288 2021-02-15..2021-02-17' },
      { path: 'zones.vn-30-outbreak-2021-02-17', value: 'outbreak 2021:100030 2021-02-16T17:00:00.000Z..' },
    ])
  })
})

describe('which rules are in force', () => {
  const day = (text: string) => at(`${text}T00:00:00+07:00`)
  const v1 = aRuleset({ validFrom: day('2021-02-01'), rules: [aRule({ id: 'T-OLD' })] })
  const v2 = aRuleset({ version: 2, validFrom: day('2021-02-10'), validTo: day('2021-02-20'), rules: [aRule({ id: 'T-NEW' })] })

  it.each([
    ['before the first', day('2021-02-01') - 1, ['CHOT-NO-RULESET']],
    ['from its first instant', day('2021-02-01'), ['T-OLD']],
    ['to the last instant before the next version', day('2021-02-10') - 1, ['T-OLD']],
    ['the next version from its own', day('2021-02-10'), ['T-NEW']],
    ['and when that one has ended, the older one does not come back', day('2021-02-20'), ['CHOT-NO-RULESET']],
  ])('%s', (_name, now, expected) => {
    expect(ids(verdictUnder([v2, v1], aPassing(), now))).toEqual(expected)
  })

  it('are those of the receiving authority and of its country, and no other', () => {
    const national = aRuleset({ rulesetId: 'vn', authority: asAuthorityId('VN'), layer: 'national', rules: [aRule({ id: 'VN-1' })] })
    const foreign = aRuleset({ rulesetId: 'la', authority: asAuthorityId('LA'), layer: 'national', rules: [aRule({ id: 'LA-1' })] })
    const neighbour = aRuleset({ rulesetId: 'hd', authority: asAuthorityId('VN-30'), rules: [aRule({ id: 'HD-1' })] })
    const own = aRuleset({ rules: [aRule({ id: 'QN-1' })] })
    expect(ids(verdictUnder([neighbour, own, foreign, national], aPassing()))).toEqual(['VN-1', 'QN-1'])
  })

  it('refers where the province has rules, but none in force, whatever the country says', () => {
    const national = aRuleset({ rulesetId: 'vn', authority: asAuthorityId('VN'), layer: 'national' })
    expect(verdictUnder([national], aPassing()).outcome).toBe('admit')
    expect(ids(verdictUnder([national, { ...v1, validFrom: DEMO_NOW + 1 }], aPassing()))).toEqual(['CHOT-NO-RULESET'])
    expect(ids(verdictUnder([], aPassing()))).toEqual(['CHOT-NO-RULESET'])
  })

  it('follow their own dates, places and ways', () => {
    const rules = [
      aRule({ id: 'T-LATER', validFrom: DEMO_NOW + 1 }),
      aRule({ id: 'T-ENDED', validTo: DEMO_NOW }),
      aRule({ id: 'T-OUT', directions: ['exit'] }),
      aRule({ id: 'T-TRAIL', checkpointKinds: ['trail'] }),
      aRule({ id: 'T-NOW', validFrom: DEMO_NOW, validTo: DEMO_NOW + 1, directions: ['entry'], checkpointKinds: ['province-road'] }),
    ]
    expect(ids(verdictUnder([aRuleset({ rules })], aPassing()))).toEqual(['T-NOW'])
  })

  it('that are newer than this engine refer, and what it understands of them still counts', () => {
    const newer = aRuleset({ language: 2, rules: [aRule({ outcome: 'detain' })] })
    expect(ids(verdictUnder([newer], aPassing()))).toEqual(['T-1', 'CHOT-RULESET-TOO-NEW'])
    expect(ids(verdictUnder([aRuleset({ language: 2 })], aPassing()))).toEqual(['CHOT-RULESET-TOO-NEW'])
  })

  it('may want an observation first, from an officer and not from the preview', () => {
    const wanting = aRuleset({ requiredObservations: ['temperature'] })
    const measured = [{ kind: 'temperature', tenths: 366, observedAt: DEMO_NOW }] as const
    expect(verdictUnder([wanting], aPassing())).toMatchObject({ outcome: 'refer', reasons: [{ unknown: ['observed.temperature'] }] })
    expect(verdictUnder([wanting], aPassing({ observations: measured })).outcome).toBe('admit')
    expect(verdictUnder([wanting], aPassing({ audience: 'preview' })).outcome).toBe('admit')
  })
})

describe('several documents of one person', () => {
  const rulesets = RULESET_FILES.map(seedRuleset)

  it('make one verdict from all their stops', () => {
    const other = aDocument({ stops: [aStop(HAI_DUONG_CITY, '2021-02-16', '2021-02-17')] })
    expect(verdictUnder(rulesets, aPassing({ documents: [aDocument(), other] })).outcome).toBe('quarantine')
  })

  it('must agree on name and birth year, however the name is spelt', () => {
    const spelt = aDocument({ name: 'NGUYEN VAN THU' }, { source: 'eu-certificate' })
    const older = aDocument({ birthYear: 1984 }, { source: 'eu-certificate' })
    expect(verdictUnder(rulesets, aPassing({ documents: [aDocument(), spelt] })).outcome).toBe('admit')
    expect(ids(verdictUnder(rulesets, aPassing({ documents: [aDocument(), older] })))).toEqual(['CHOT-DOCUMENTS-DIFFER'])
  })

  it('must agree on the last digits of a number of one kind: two may share a name and a year', () => {
    const numbered = (kind: 'citizen-id' | 'old-id', lastThree: string) => aDocument({ document: { kind, lastThree } })
    const answer = (...documents: PresentedDocument[]) => ids(verdictUnder([aRuleset({ rules: [aRule({ when: false })] })], aPassing({ documents })))
    expect(answer(numbered('citizen-id', '456'), numbered('citizen-id', '457'))).toEqual(['CHOT-DOCUMENTS-DIFFER'])
    expect(answer(numbered('citizen-id', '456'), numbered('citizen-id', '456'))).toEqual([])
    expect(answer(numbered('citizen-id', '456'), numbered('old-id', '457'))).toEqual([])
    expect(answer(numbered('citizen-id', '456'), aDocument({ document: null }))).toEqual([])
  })

  it('that are no declaration say nothing of where their holder was', () => {
    const card = aDocument({ stops: [], symptoms: null, exposures: null, purpose: null }, { source: 'id-card' })
    expect(ids(verdictUnder(rulesets, aPassing({ documents: [card] })))).toEqual(['CHOT-NO-DOCUMENT', 'QN-R22'])
    expect(verdictUnder(rulesets, aPassing({ documents: [card, aDocument()] })).outcome).toBe('admit')
  })

  it('answer with what the newest states', () => {
    const older = aDocument({ purpose: 'tourism' }, { issuedAt: at('2021-02-16T08:00:00+07:00') })
    expect(verdictUnder(rulesets, aPassing({ documents: [older, aDocument()] })).outcome).toBe('admit')
    const newer = aDocument({ purpose: 'tourism' }, { issuedAt: at('2021-02-17T09:00:00+07:00') })
    expect(verdictUnder(rulesets, aPassing({ documents: [newer, aDocument()] })).outcome).toBe('turn-back')
  })
})

it('leaves a rule that reads lists out of the preview, even one that does not say so', () => {
  const rules = [aRule({ when: { 'watch-hit': { kinds: ['f0'] } } }), aRule({ id: 'T-2', when: { var: 'lists.roster' } })]
  expect(verdictUnder([aRuleset({ rules })], aPassing({ audience: 'preview' })).outcome).toBe('admit')
})

it('refers, and does not throw, when handed what no door would let in', () => {
  const nonsense = { ...aPassing(), documents: [{ source: 'credential', issuedAt: 0, claims: null }] }
  const verdict = evaluate(compileRulesets([aRuleset()], asAuthorityId('VN-22')), JSON.parse(JSON.stringify(nonsense)), DEMO_NOW)
  expect(ids(verdict)).toEqual(['CHOT-BROKEN'])
  expect(evaluate(compileRulesets([aRuleset()], asAuthorityId('VN-22')), aPassing(), Number.NaN).outcome).toBe('refer')
})

it('records ids, versions, unknown facts and faults, and no text', () => {
  const rules = [broken, aRule({ id: 'T-2', version: 3, when: { '===': [{ var: 'purpose' }, 'work'] } })]
  const verdict = verdictUnder([aRuleset({ rules })], aPassing({ documents: [aDocument({ purpose: null })] }))
  const recorded = recordVerdict(verdict)
  expect(recorded.reasons).toEqual([
    { ruleId: 'T-2', ruleVersion: 3, outcome: 'refer', unknown: ['purpose'] },
    { ruleId: 'T-BROKEN', ruleVersion: 1, outcome: 'refer', fault: expect.stringContaining('rules.0.when: no operator is called "maybe"') },
  ])
  expect(JSON.stringify(recorded)).not.toContain('Một quy định')
})
