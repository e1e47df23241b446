import { expect, test } from 'vitest'
import { isoInVietnam } from '../../shared/declaration/declaration-input.ts'
import { MINUTE_MS } from '../../shared/units.ts'
import { aParsedDeclaration, DECLARED_AT } from '../support/a-declaration.ts'
import { type Change, errorsOf, inHours } from './field-errors.ts'

const pcr = { kind: 'pcr', result: 'negative', sampledAt: inHours(-30) }
const soon = isoInVietnam(DECLARED_AT + MINUTE_MS)

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a test without the time of its result', { tests: [pcr] }, []],
  ['sampled this minute', { tests: [{ ...pcr, sampledAt: inHours(0) }] }, []],
  ['sampled in a minute', { tests: [{ ...pcr, sampledAt: soon }] }, ['tests.0.sampledAt test-future']],
  ['sampled 180 days ago', { tests: [{ ...pcr, sampledAt: inHours(-180 * 24) }] }, []],
  [
    'and a minute',
    { tests: [{ ...pcr, sampledAt: isoInVietnam(DECLARED_AT - 180 * 24 * 60 * MINUTE_MS - MINUTE_MS) }] },
    ['tests.0.sampledAt test-too-old'],
  ],
  ['the result with the sample', { tests: [{ ...pcr, resultAt: pcr.sampledAt }] }, []],
  ['the result before the sample', { tests: [{ ...pcr, resultAt: inHours(-31) }] }, ['tests.0.resultAt result-before-sample']],
  ['the result in the future', { tests: [{ ...pcr, resultAt: soon }] }, ['tests.0.resultAt test-future']],
  ['pending without a result time', { tests: [{ ...pcr, result: 'pending' }] }, []],
  ['pending with one', { tests: [{ ...pcr, result: 'pending', resultAt: inHours(-1) }] }, ['tests.0.resultAt result-pending']],
  ['a time without an offset', { tests: [{ ...pcr, sampledAt: '2021-02-16T08:00' }] }, ['tests.0.sampledAt instant-format']],
  ['three tests', { tests: [pcr, pcr, pcr] }, []],
  ['four', { tests: [pcr, pcr, pcr, pcr] }, ['tests too-many']],
  ['a dose today', { doses: [{ givenOn: '2021-02-17' }] }, []],
  ['a dose tomorrow', { doses: [{ givenOn: '2021-02-18' }] }, ['doses.0.givenOn dose-future']],
  ['the earliest dose', { doses: [{ product: 'Vero Cell', givenOn: '2020-07-01' }] }, []],
  ['a dose before there was one', { doses: [{ givenOn: '2020-06-30' }] }, ['doses.0.givenOn dose-too-early']],
  ['a product of 21 characters', { doses: [{ product: 'x'.repeat(21), givenOn: '2021-02-01' }] }, ['doses.0.product too-long']],
  ['five doses', { doses: Array.from({ length: 5 }, () => ({ givenOn: '2021-02-01' })) }, ['doses too-many']],
  ['two symptoms', { symptoms: ['fever', 'cough'] }, []],
  ['one symptom twice', { symptoms: ['fever', 'fever'] }, ['symptoms.1 duplicate']],
  ['a symptom outside the list', { symptoms: ['Fever'] }, ['symptoms.0 not-in-list']],
  ['an exposure outside the list', { exposures: ['none'] }, ['exposures.0 not-in-list']],
])('%s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test('what was typed is declared, never more', () => {
  const { claims } = aParsedDeclaration({
    tests: [{ kind: 'pcr', result: 'negative', sampledAt: inHours(-30) }],
    doses: [{ product: ' Vero  Cell ', givenOn: '2021-02-01' }],
  })
  expect(claims.tests).toEqual([{ kind: 'pcr', result: 'negative', sampledAt: DECLARED_AT - 30 * 60 * MINUTE_MS, evidence: 'declared' }])
  expect(claims.doses).toEqual([{ product: 'Vero Cell', givenOn: '2021-02-01', evidence: 'declared' }])
  expect(errorsOf({ tests: [{ ...pcr, evidence: 'attested' }] })).toEqual(['tests.0.evidence unknown-key'])
})
