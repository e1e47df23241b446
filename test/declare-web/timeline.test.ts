import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EMPTY_STOP, type StopDraft } from '../../declare-web/draft/draft.ts'
import { declaredDays, fillGaps, gapsOf, placeStop, withinDays } from '../../declare-web/draft/timeline.ts'
import { aParsedDeclaration, DECLARED_AT } from '../support/a-declaration.ts'

const TODAY = '2021-02-17'
const days = declaredDays(TODAY)
const HOME = '2021:306673'
const TRIP = '2021:310930'

function stay(place: string, from: string, to: string): StopDraft {
  return { ...EMPTY_STOP, place, from, to }
}

function brief(stops: readonly StopDraft[]): readonly string[] {
  return stops.map(({ place, from, to }) => `${place === HOME ? 'home' : 'trip'} ${from.slice(8)}-${to.slice(8)}`)
}

it('asks for today and the 14 dates before it', () => {
  expect([days.length, days[0], days[14]]).toEqual([15, '2021-02-03', '2021-02-17'])
})

it('fills all dates with one tap', () => {
  expect(brief(fillGaps([], HOME, days))).toEqual(['home 03-17'])
})

const cases: [name: string, trip: [string, string], result: string[]][] = [
  ['a trip in the middle keeps the days of leaving and coming back', ['2021-02-10', '2021-02-12'], ['home 03-10', 'trip 10-12', 'home 12-17']],
  ['a day trip stands in its day beside home', ['2021-02-10', '2021-02-10'], ['home 03-10', 'trip 10-10', 'home 10-17']],
  ['a trip from the first date leaves no home before it', ['2021-02-03', '2021-02-05'], ['trip 03-05', 'home 05-17']],
  ['a trip until today leaves no home after it', ['2021-02-15', '2021-02-17'], ['home 03-15', 'trip 15-17']],
  ['a trip of all dates replaces home', ['2021-02-03', '2021-02-17'], ['trip 03-17']],
]

it.each(cases)('%s', (_name, [from, to], result) => {
  const stops = placeStop(fillGaps([], HOME, days), stay(TRIP, from, to))
  expect(brief(stops)).toEqual(result)
  expect(aParsedDeclaration({ stops: stops.map(({ place, from: begin, to: end }) => ({ place, from: begin, to: end })) }).claims.stops.length).toBe(
    result.length,
  )
})

it('fills only what is empty when the trip was told first', () => {
  const stops = fillGaps(placeStop([], stay(TRIP, '2021-02-10', '2021-02-12')), HOME, days)
  expect(brief(stops)).toEqual(['home 03-10', 'trip 10-12', 'home 12-17'])
})

it('shows the runs of days that nothing covers', () => {
  const stops = [stay(HOME, '2021-02-03', '2021-02-05'), stay(TRIP, '2021-02-08', '2021-02-16')]
  expect(gapsOf(stops, days)).toEqual([
    { from: '2021-02-06', to: '2021-02-07' },
    { from: '2021-02-17', to: '2021-02-17' },
  ])
})

it('joins a stay with its continuation in the same place', () => {
  expect(brief(placeStop([stay(HOME, '2021-02-03', '2021-02-08')], stay(HOME, '2021-02-09', '2021-02-17')))).toEqual(['home 03-17'])
})

it('whatever is added, the last added place keeps all its days and the rest can be filled without a gap', () => {
  expect(DECLARED_AT).toBeGreaterThan(0)
  const anyStay = fc.tuple(fc.constantFrom(HOME, TRIP, 'country:LA'), fc.nat(14), fc.nat(14)).map(([place, a, b]) => {
    return stay(place, days[Math.min(a, b)] ?? '', days[Math.max(a, b)] ?? '')
  })
  fc.assert(
    fc.property(fc.array(anyStay, { minLength: 1, maxLength: 6 }), (stays) => {
      const stops = stays.reduce(placeStop, [] as readonly StopDraft[])
      const last = stays[stays.length - 1] ?? EMPTY_STOP
      for (const day of days.filter((one) => last.from <= one && one <= last.to)) {
        expect(stops.some((stop) => stop.place === last.place && stop.from <= day && day <= stop.to)).toBe(true)
      }
      expect(gapsOf(fillGaps(stops, HOME, days), days)).toEqual([])
    }),
    { seed: 20210217 },
  )
})

it('lets go of what slid out of the asked dates over midnight, and shows the new day as a gap', () => {
  const tomorrow = declaredDays('2021-02-18')
  const before = [stay(TRIP, '2021-02-03', '2021-02-03'), stay(HOME, '2021-02-03', '2021-02-17')]
  const kept = withinDays(before, tomorrow)
  expect(brief(kept)).toEqual(['home 04-17'])
  expect(gapsOf(kept, tomorrow)).toEqual([{ from: '2021-02-18', to: '2021-02-18' }])
  expect(withinDays(before, days)).toEqual(before)
})
