import type { Expression } from '../../shared/rules/ruleset.ts'

const clock: Expression = { plusTime: [{ var: 'external.validationClock' }, 0, 'day'] }
const purposeIs = (...purposes: readonly string[]): Expression => ({ in: [{ var: 'payload.purpose' }, purposes] })
const someStop = (fits: Expression): Expression => ({
  reduce: [{ var: 'payload.stops' }, { if: [{ var: 'accumulator' }, true, fits] }, false],
})
const stayedIn = (...places: readonly string[]): Expression => someStop({ in: [{ var: 'current.place' }, places] })
const leftAfter = (day: string): Expression => someStop({ after: [{ plusTime: [{ var: 'current.to' }, 0, 'day'] }, { plusTime: [day, 0, 'day'] }] })
const testYoungerThan = (hours: number): Expression => ({
  if: [{ var: 'payload.tests.0' }, { 'not-before': [{ plusTime: [{ var: 'payload.tests.0.sampledAt' }, hours, 'hour'] }, clock] }, false],
})

const doseBetween = (fromDays: number, toDays: number): Expression => {
  const given = (days: number): Expression => ({ plusTime: [{ var: 'payload.doses.0.givenOn' }, days, 'day'] })
  return { if: [{ var: 'payload.doses.0' }, { 'not-after': [given(fromDays), clock, given(toDays)] }, false] }
}

/**
 * Twenty rules as an order of February 2021 would need them, in plain CertLogic, over `{payload, external}`; with as many
 * dates as the 194 published rules of European countries have, which is 1.1 `plusTime` a rule.
 */
export const TWENTY_RULES: readonly Expression[] = [
  purposeIs('tourism', 'festival'),
  doseBetween(14, 365),
  { and: [purposeIs('work'), { '===': [{ var: 'payload.sector' }, 'coal'] }] },
  { and: [purposeIs('return-home'), { '!': [{ var: 'payload.homePossible' }] }] },
  stayedIn('2021:100030', '2021:200288'),
  stayedIn('2021:310930', '2021:316636'),
  { and: [stayedIn('2021:200193'), { '!': [purposeIs('return-home')] }] },
  leftAfter('2021-02-16'),
  { and: [leftAfter('2021-02-03'), { '!': [testYoungerThan(72)] }] },
  testYoungerThan(72),
  testYoungerThan(48),
  { 'not-after': [{ plusTime: ['2021-02-03', 0, 'day'] }, clock, { plusTime: ['2021-03-03', 0, 'day'] }] },
  { in: ['fever', { var: 'payload.symptoms' }] },
  doseBetween(0, 14),
  { '!': [{ '===': [{ var: 'payload.person.nationality' }, 'VN'] }] },
  { '>': [{ '+': [{ var: 'payload.travel.personsAboard' }, 1] }, 4] },
  {
    and: [
      purposeIs('goods', 'service'),
      { 'not-after': [{ plusTime: ['2021-02-15T12:00:00+07:00', 0, 'day'] }, clock, { plusTime: ['2021-03-01', 0, 'day'] }] },
    ],
  },
  { '<=': [1941, { var: 'payload.person.birthYear' }, 2003] },
  { if: [{ var: 'payload.cargo' }, { '===': [{ var: 'payload.cargo.class' }, 'frozen-food'] }, false] },
  { and: [{ var: 'payload.direction' }, { '===': [{ var: 'payload.direction' }, 'entry'] }, { '!': [{ var: 'payload.revised' }] }] },
]
