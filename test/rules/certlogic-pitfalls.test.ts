import { evaluate as certlogicJs } from 'certlogic-js'
import { describe, expect, it } from 'vitest'
import { compileCertLogic } from '../../shared/rules/compile-certlogic.ts'
import type { Expression } from '../../shared/rules/ruleset.ts'
import type { Value } from '../../shared/rules/value.ts'
import { aDocument, aPassing, at } from './a-passing.ts'
import { aRule, aRuleset, outcomeOf, verdictUnder } from './a-ruleset.ts'

/** What others do here and what we do: the naive way is run beside ours, so that each test would see us fall into the pit. */
function naive(expression: unknown, context: unknown = {}): unknown {
  return certlogicJs(expression as never, context)
}

function pure(expression: unknown, context: Value = {}): unknown {
  const compiled = compileCertLogic(expression)
  if (!compiled.ok) return 'refused'
  const answer = compiled.value(context)
  return answer.ok ? answer.value : 'fault'
}

const passing = aPassing()
const day = (written: string): Expression => ({ plusTime: [written, 0, 'day'] })

describe('the twelve pitfalls of CertLogic', () => {
  it('1: a day does not turn at 07:00 in Việt Nam', () => {
    const sinceTheEighteenth: Expression = { 'not-before': [day('2021-02-18T00:00:00+07:00'), day('2021-02-18')] }
    expect(naive(sinceTheEighteenth)).toBe(false)
    expect(outcomeOf({ '>=': [{ 'days-between': ['2021-02-18', { 'local-date': ['2021-02-18T00:00:00+07:00'] }] }, 0] }, passing)).toBe(true)
    expect(outcomeOf({ '>=': [{ 'days-between': ['2021-02-18', { 'local-date': ['2021-02-17T23:59:59+07:00'] }] }, 0] }, passing)).toBe(false)
  })

  it('2: a date that does not exist never lets anybody pass', () => {
    const notAfter = (written: string): Expression => ({ '!': [{ after: [day(written), day('2021-02-01')] }] })
    expect(naive(notAfter('2021-13-01'))).toBe(true)
    expect(naive({ 'not-after': [day('2021-02-30'), day('2021-03-02'), day('2021-02-30')] })).toBe(true)
    for (const written of ['2021-13-01', '2021-02-30']) {
      expect(pure(notAfter(written))).toBe('fault')
      expect(outcomeOf(notAfter(written), passing)).toMatch(/^fault rules\.0\.when\.!\.0\.after\.0\.plusTime\.0: not a date/)
      expect(verdictUnder([aRuleset({ rules: [aRule({ outcome: 'admit', when: notAfter(written) })] })], passing).outcome).toBe('refer')
    }
  })

  it('3: a month from 31 January is 3 March by the specification; calendar days of ours do not jump', () => {
    const monthLater = { 'not-before': [{ plusTime: ['2021-01-31', 1, 'month'] }, day('2021-03-03')] }
    expect([naive(monthLater), pure(monthLater)]).toEqual([true, true])
    const yearLater = { 'not-before': [{ plusTime: ['2020-02-29', 1, 'year'] }, day('2021-03-01')] }
    expect([naive(yearLater), pure(yearLater)]).toEqual([true, true])
    expect(outcomeOf({ '===': [{ 'add-days': ['2021-01-31', 28] }, '2021-02-28'] }, passing)).toBe(true)
  })

  it('4: 01 is a key and never an index, and no path reaches a prototype', () => {
    const context = { p: ['zero', 'one'], codes: { '01': 'Hà Nội', '1': 'none' } }
    expect([naive({ var: 'p.01' }, context), pure({ var: 'p.01' }, context)]).toEqual(['one', null])
    expect([naive({ var: 'p.1x' }, context), pure({ var: 'p.1x' }, context)]).toEqual(['one', null])
    expect([naive({ var: 'codes.01' }, context), pure({ var: 'codes.01' }, context)]).toEqual(['none', 'Hà Nội'])
    expect(naive({ var: 'constructor' }, context)).toBe(Object)
    for (const path of ['constructor', '__proto__', 'p.length', 'toString', 'codes.hasOwnProperty', 'p.constructor.name']) {
      expect(pure({ var: path }, context), path).toBeNull()
    }
    const own: Value = JSON.parse('{"__proto__": 1, "constructor": 2}')
    expect([pure({ var: '__proto__' }, own), pure({ var: 'constructor' }, own)]).toEqual([1, 2])
    expect(outcomeOf({ lookup: { key: '01', table: { '01': true, '1': false } } }, passing)).toBe(true)
  })

  it('5: a missing root is null, and a missing list is a fault that asks the officer', () => {
    expect(() => certlogicJs({ var: 'a' }, undefined)).toThrow(TypeError)
    const compiled = compileCertLogic({ var: 'a' })
    const absent: unknown = undefined
    expect(compiled.ok && compiled.value(absent as Value)).toEqual({ ok: true, value: null })
    const inMissing = { in: ['x', { var: 'travel.trailerPlate' }] }
    expect(() => naive(inMissing)).toThrow()
    const verdict = verdictUnder(
      [aRuleset({ rules: [aRule({ outcome: 'admit', when: inMissing }), aRule({ id: 'T-2', outcome: 'detain' })] })],
      passing,
    )
    expect([verdict.outcome, verdict.reasons.map(({ ruleId, outcome }) => `${ruleId} ${outcome}`)]).toEqual(['detain', ['T-2 detain', 'T-1 refer']])
  })

  it('6: 1.0 is a whole number, and 1.5 is a fault and no crash', () => {
    const atLeastOne = { '>=': [{ var: 'dn' }, 1] }
    expect(pure(atLeastOne, JSON.parse('{"dn": 1.0}'))).toBe(true)
    expect(() => naive(atLeastOne, { dn: 1.5 })).toThrow()
    expect(pure(atLeastOne, { dn: 1.5 })).toBe('fault')
  })

  it('7: a rule of ours comes out true or false, never an object or a list', () => {
    const context = { yes: true, empty: {} }
    expect([naive({ and: [{ var: 'yes' }, { var: 'empty' }] }, context), pure({ and: [{ var: 'yes' }, { var: 'empty' }] }, context)]).toEqual([
      {},
      {},
    ])
    expect(outcomeOf({ and: [true, { var: 'observed.papers' }] }, passing)).toMatch(/^fault rules\.0\.when: a condition must come out true or false/)
  })

  it('8: days are of the wall clock, where summer time moves it too', () => {
    const zone = 'Europe/Berlin'
    const rules = [
      aRule({
        when: { '===': [{ 'days-between': [{ 'local-date': ['2021-03-27T23:30:00+01:00'] }, { 'local-date': ['2021-03-28T23:30:00+02:00'] }] }, 1] },
      }),
    ]
    expect(
      naive({ 'not-before': [{ plusTime: ['2021-03-28T23:30:00+02:00', 0, 'day'] }, { plusTime: ['2021-03-27T23:30:00+01:00', 1, 'day'] }] }),
    ).toBe(false)
    expect(verdictUnder([aRuleset({ zone, rules })], passing).outcome).toBe('turn-back')
  })

  it('9: what is in a list keeps from when to when it was', () => {
    const hit = {
      kind: 'f1',
      by: ['credential'],
      confirmed: true,
      from: at('2021-02-01T00:00:00+07:00'),
      to: at('2021-02-17T20:00:00+07:00'),
    } as const
    const watched = (change: object) => aPassing({ lists: { ...passing.lists, watch: { state: 'known', value: [{ ...hit, ...change }] } } })
    const when: Expression = { 'watch-hit': { kinds: ['f1'] } }
    expect(outcomeOf(when, watched({}))).toBe(false)
    expect(outcomeOf(when, watched({ to: at('2021-02-17T20:00:00.001+07:00') }))).toBe(true)
  })

  it('10: true may be written, and a rule is checked whole before it is ever asked', () => {
    expect([naive({ if: [true, true, true] }), pure(true), outcomeOf(true, passing)]).toEqual([true, true, true])
    const wrongBehindAnIf = { if: [true, true, { maybe: [1] }] }
    expect(naive(wrongBehindAnIf)).toBe(true)
    expect(pure(wrongBehindAnIf)).toBe('refused')
    expect(outcomeOf(wrongBehindAnIf, passing)).toMatch(/^fault rules\.0\.when\.if\.2: no operator is called "maybe"/)
  })

  it('11: a ruleset in a newer language refers, and older apps do not freeze the language', () => {
    const rules = [aRule({ outcome: 'admit', when: false })]
    const verdict = verdictUnder([aRuleset({ language: 99, rules })], passing)
    expect([verdict.outcome, verdict.reasons[0]?.ruleId]).toEqual(['refer', 'CHOT-RULESET-TOO-NEW'])
  })

  it('12: a verdict says which facts it was read from', () => {
    const rules = [aRule({ when: { and: [{ '===': [{ var: 'purpose' }, 'tourism'] }, { '===': [{ var: 'direction' }, 'entry'] }] } })]
    const verdict = verdictUnder([aRuleset({ rules })], aPassing({ documents: [aDocument({ purpose: 'tourism' })] }))
    expect(verdict.reasons[0]?.facts).toEqual([
      { path: 'direction', value: 'entry' },
      { path: 'purpose', value: 'tourism' },
    ])
  })
})
