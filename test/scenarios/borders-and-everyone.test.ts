import { describe, expect, it } from 'vitest'
import type { DeclarationInput } from '../../shared/declaration/declaration-input.ts'
import { aCheckpoint, aPassing, DEMO_NOW } from '../rules/a-passing.ts'
import { aRuleset, verdictUnder } from '../rules/a-ruleset.ts'
import { seedRuleset } from '../rules/seeds.ts'
import { checkpointDay, NOBODY, stays } from '../support/checkpoint-day.ts'
import { dutyOf, HAI_PHONG, QUANG_NINH, ruleIds } from './people.ts'

describe('scenario 16: on a trail in Lạng Sơn two men on foot, without papers', () => {
  it('are both asked and handed to the border guard, with the place in the record', async () => {
    const day = await checkpointDay({
      authority: 'VN-20',
      kind: 'trail',
      place: '2021:306001',
      rulesets: ['lang-son-2021-07-29'],
      from: '2021-08-01T06:00:00+07:00',
    })
    for (const passage of ['1', '2']) {
      const observed = [{ kind: 'position', latitude: 2185000, longitude: 10676000 } as const]
      const verdict = await day.cross(NOBODY, { at: '2021-08-01T22:00:00+07:00', observed, passage: passage.padStart(32, '0') })
      expect({ outcome: verdict.outcome, rules: ruleIds(verdict) }).toEqual({ outcome: 'refer', rules: ['CHOT-NO-DOCUMENT', 'LS-R34'] })
      expect(dutyOf(verdict, 'hand-over').to).toEqual(['border-guard'])
    }
  })
})

describe('scenario 18: nobody is kept out for who they are', () => {
  const PROXY = { name: 'Trần Thị Mẫu', phone: '0912345678' }
  it.each<[string, Partial<DeclarationInput>]>([
    [
      'a baby, by a parent',
      {
        traveller: {
          name: 'Trần Bé Mẫu',
          birth: '2020-12-01',
          nationality: 'VN',
          document: { kind: 'guardian', country: 'VN', number: '022190000111' },
        },
        proxy: PROXY,
      },
    ],
    [
      'an elder without a phone, by a neighbour',
      {
        traveller: { name: 'Vũ Thị Mẫu', birth: '1936', nationality: 'VN', document: { kind: 'old-id', country: 'VN', number: '100123456' } },
        proxy: PROXY,
      },
    ],
    [
      'a foreigner with a passport',
      {
        traveller: { name: 'Kim Sample', birth: '1980-05-05', nationality: 'KR', document: { kind: 'passport', country: 'KR', number: 'M12345678' } },
      },
    ],
  ])('%s makes the same record', async (_, change) => {
    const day = await checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, from: '2021-02-17T06:00:00+07:00' })
    const holder = await day.declare(change, '2021-02-17T19:58:00+07:00')
    expect((await day.cross(holder, { at: '2021-02-17T20:00:00+07:00' })).outcome).toBe('admit')
  })

  it('somebody without any document at hand makes the same record, and an officer looks who it is', async () => {
    const day = await checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, from: '2021-02-17T06:00:00+07:00' })
    const holder = await day.declare({ traveller: { name: 'Bùi Văn Mẫu', birth: '1990-05-05', nationality: 'VN' } }, '2021-02-17T19:58:00+07:00')
    expect(await day.cross(holder, { at: '2021-02-17T20:00:00+07:00' })).toMatchObject({
      outcome: 'refer',
      reasons: [{ ruleId: 'CHOT-NO-IDENTITY' }],
    })
  })

  it('a code that is no longer in effect is asked about, not refused', async () => {
    const day = await checkpointDay({ authority: 'VN-22', rulesets: QUANG_NINH, from: '2021-02-17T06:00:00+07:00' })
    const holder = await day.declare({}, '2021-02-17T20:00:00+07:00')
    expect((await day.cross(holder, { at: '2021-02-20T19:59:59+07:00' })).outcome).toBe('admit')
    expect(await day.cross(holder, { at: '2021-02-20T20:00:00+07:00' })).toMatchObject({
      outcome: 'refer',
      reasons: [{ ruleId: 'CHOT-CODE-EXPIRED' }],
    })
  })
})

describe('a checkpoint works from its first day to its last', () => {
  it.each([
    ['a millisecond before it opens', { opensAt: DEMO_NOW + 1 }, ['CHOT-CHECKPOINT-CLOSED']],
    ['when it opens', { opensAt: DEMO_NOW }, []],
    ['a millisecond before it closes', { closesAt: DEMO_NOW + 1 }, []],
    ['when it closes', { closesAt: DEMO_NOW }, ['CHOT-CHECKPOINT-CLOSED']],
  ])('%s', (_, change, rules) => {
    expect(ruleIds(verdictUnder([aRuleset({ rules: [] })], aPassing({ checkpoint: aCheckpoint(change) })))).toEqual(rules)
  })
})

describe('Lạng Sơn screens a share of those who enter, drawn from the id of the passage', () => {
  const enter = async (perTenThousand: number, count: number) => {
    const draft = seedRuleset('lang-son-2021-07-29')
    const day = await checkpointDay({
      authority: 'VN-20',
      place: '2021:306001',
      rulesets: ['lang-son-2021-07-29'],
      from: '2021-08-01T06:00:00+07:00',
    })
    const changed = { ...draft, version: 2, parameters: { ...draft.parameters, samplePerTenThousand: perTenThousand } }
    await day.publish({ rules: { rulesets: [changed] } }, '2021-08-01T06:01:00+07:00')
    const holder = await day.declare({ stops: stays('2021-08-01', [HAI_PHONG]) }, '2021-08-01T07:00:00+07:00')
    const drawn: string[] = []
    for (let index = 0; index < count; index += 1) {
      const passage = index.toString(16).padStart(32, '0')
      if ((await day.cross(holder, { at: '2021-08-01T08:00:00+07:00', passage })).outcome === 'admit-with-test') drawn.push(passage)
    }
    return drawn
  }

  it('draws nobody at 0, everybody at 10,000, and in between the same ones every time', async () => {
    expect(await enter(0, 50)).toEqual([])
    expect(await enter(10_000, 50)).toHaveLength(50)
    const drawn = await enter(1000, 400)
    expect(drawn.length).toBeGreaterThan(20)
    expect(drawn.length).toBeLessThan(65)
    expect(await enter(1000, 400)).toEqual(drawn)
  })
})

it.each([
  ['none', [], 'admit-with-test'],
  ['one', [{ givenOn: '2021-06-01' }], 'admit-with-test'],
  ['two', [{ givenOn: '2021-06-01' }, { givenOn: '2021-07-01' }], 'admit'],
])('where a province asks two doses, %s', async (_, doses, outcome) => {
  const draft = seedRuleset('lang-son-2021-07-29')
  const day = await checkpointDay({ authority: 'VN-20', place: '2021:306001', rulesets: ['lang-son-2021-07-29'], from: '2021-08-01T06:00:00+07:00' })
  const rules = { rulesets: [{ ...draft, version: 2, parameters: { ...draft.parameters, dosesAsked: 2, samplePerTenThousand: 0 } }] }
  await day.publish({ rules }, '2021-08-01T06:01:00+07:00')
  const holder = await day.declare({ stops: stays('2021-08-01', [HAI_PHONG]), doses }, '2021-08-01T07:00:00+07:00')
  const seen = [{ kind: 'papers-seen', paper: 'vaccination', agrees: true } as const]
  expect((await day.cross(holder, { at: '2021-08-01T08:00:00+07:00', observed: seen })).outcome).toBe(outcome)
})

it.each([
  ['the last minute', '2020-04-15T23:59:59.999+07:00', 'turn-back'],
  ['the day after', '2020-04-16T00:00:00+07:00', 'admit'],
])('a purpose closed by date is closed until then: %s', async (_, when, outcome) => {
  const draft = seedRuleset('hoa-binh-2020-03-26')
  const until = Date.parse('2020-04-16T00:00:00+07:00')
  const rules = draft.rules.map((rule) => (rule.id === 'HB-R45' ? { ...rule, validTo: until } : rule))
  const day = await checkpointDay({ authority: 'VN-17', place: '2021:304792', rulesets: ['hoa-binh-2020-03-26'], from: '2020-04-15T06:00:00+07:00' })
  await day.publish({ rules: { rulesets: [{ ...draft, version: 2, rules }] } }, '2020-04-15T07:00:00+07:00')
  const tourist = await day.declare({ purpose: 'tourism', stops: stays('2020-04-15', [HAI_PHONG]) }, '2020-04-15T20:00:00+07:00')
  expect((await day.cross(tourist, { at: when })).outcome).toBe(outcome)
})
