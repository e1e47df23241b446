import { expect, test } from 'vitest'
import type { TravelInput } from '../../shared/declaration/declaration-input.ts'
import { parseInstant } from '../../shared/time.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { aCheckpoint, aDeclaration, aParsedDeclaration, DECLARED_AT, declarationContext } from '../support/a-declaration.ts'
import { type Change, errorsOf, inHours, messageFor, stops } from './field-errors.ts'

const HOME = { from: '2021-02-03', to: '2021-02-17' }

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['one place on all 15 dates', stops(HOME), []],
  ['the travel day in both places', stops({ from: '2021-02-03', to: '2021-02-10' }, { from: '2021-02-10', to: '2021-02-17' }), []],
  ['the next place on the next day', stops({ from: '2021-02-03', to: '2021-02-10' }, { from: '2021-02-11', to: '2021-02-17' }), []],
  [
    'a day between two places missing',
    stops({ from: '2021-02-03', to: '2021-02-10' }, { from: '2021-02-12', to: '2021-02-17' }),
    ['stops stops-missing-days'],
  ],
  ['the first date missing', stops({ from: '2021-02-04', to: '2021-02-17' }), ['stops stops-missing-days']],
  ['today missing', stops({ from: '2021-02-03', to: '2021-02-16' }), ['stops stops-missing-days']],
  ['no stops at all', stops(), ['stops stops-missing-days']],
  ['a day before the 15', stops({ from: '2021-02-02', to: '2021-02-17' }), ['stops.0.from stop-too-early']],
  ['tomorrow', stops({ from: '2021-02-03', to: '2021-02-18' }), ['stops.0.to stop-future']],
  ['a stop that ends before it begins', stops(HOME, { from: '2021-02-12', to: '2021-02-11' }), ['stops.1.to stop-backwards']],
  [
    'two days in both places',
    stops({ from: '2021-02-03', to: '2021-02-11' }, { from: '2021-02-10', to: '2021-02-17' }),
    ['stops.1.from stop-overlap'],
  ],
  ['a stop inside another', stops(HOME, { from: '2021-02-10', to: '2021-02-10' }), ['stops.1.from stop-overlap']],
  [
    'two stops inside a third',
    stops(HOME, { from: '2021-02-05', to: '2021-02-05' }, { from: '2021-02-08', to: '2021-02-09' }),
    ['stops.1.from stop-overlap', 'stops.2.from stop-overlap'],
  ],
  ['the last day in two places', stops(HOME, { from: '2021-02-17', to: '2021-02-17' }), []],
  [
    'a day trip on the travel day',
    stops({ from: '2021-02-03', to: '2021-02-10' }, { from: '2021-02-10', to: '2021-02-10' }, { from: '2021-02-10', to: '2021-02-17' }),
    [],
  ],
  ['stops out of order', stops({ from: '2021-02-11', to: '2021-02-17' }, { from: '2021-02-03', to: '2021-02-10' }), []],
  ['30 February', stops({ from: '2021-02-30', to: '2021-02-17' }), ['stops.0.from date-unreal']],
  ['29 February 2021', stops({ from: '2021-02-03', to: '2021-02-29' }), ['stops.0.to date-unreal']],
  ['a date with slashes', stops({ from: '03/02/2021', to: '2021-02-17' }), ['stops.0.from date-format']],
  ['hours 0 and 23', stops({ ...HOME, fromHour: 0, toHour: 23 }), []],
  ['hour 24', stops({ ...HOME, toHour: 24 }), ['stops.0.toHour stop-hour']],
  ['hour -1', stops({ ...HOME, fromHour: -1 }), ['stops.0.fromHour stop-hour']],
  ['half an hour', stops({ ...HOME, fromHour: 7.5 }), ['stops.0.fromHour stop-hour']],
  [
    'an hour on the travel day that both places allow',
    stops({ from: '2021-02-03', to: '2021-02-10', toHour: 18 }, { from: '2021-02-10', to: '2021-02-17', fromHour: 18 }),
    [],
  ],
  [
    'arriving before leaving',
    stops({ from: '2021-02-03', to: '2021-02-10', toHour: 18 }, { from: '2021-02-10', to: '2021-02-17', fromHour: 17 }),
    ['stops.1.fromHour stop-hours-overlap'],
  ],
  [
    'leaving before coming on one day',
    stops(HOME, { from: '2021-02-17', to: '2021-02-17', fromHour: 9, toHour: 8 }),
    ['stops.1.toHour stop-hours-backwards'],
  ],
  ['a commune that is not there', stops({ ...HOME, place: '2021:399999' }), ['stops.0.place place-unknown']],
  ['a place by its name', stops({ ...HOME, place: 'Hạ Long' }), ['stops.0.place place-unknown']],
  ['no place', stops({ ...HOME, place: '' }), ['stops.0.place required']],
  ['a district, where no more is known', stops({ ...HOME, place: '2021:200193' }), []],
  ['a country', stops({ ...HOME, place: 'country:LA' }), []],
  ['a country that is not one', stops({ ...HOME, place: 'country:XX' }), ['stops.0.place place-unknown']],
  ['a commune of the division of 2025', stops({ ...HOME, place: '2025:310930' }), []],
  [
    'both divisions in one declaration',
    stops({ from: '2021-02-03', to: '2021-02-10' }, { from: '2021-02-10', to: '2021-02-17', place: '2025:310930' }),
    [],
  ],
  ['a commune that 2025 does not have', stops({ ...HOME, place: '2025:399999' }), ['stops.0.place place-unknown']],
  ['a district in the division that has none', stops({ ...HOME, place: '2025:200193' }), ['stops.0.place place-unknown']],
])('%s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test('the missing days are named, runs of them as runs', () => {
  const gaps = stops({ from: '2021-02-03', to: '2021-02-04' }, { from: '2021-02-06', to: '2021-02-09' }, { from: '2021-02-13', to: '2021-02-17' })
  expect(messageFor(gaps)).toBe('Ghi đủ 15 ngày: còn thiếu 05/02/2021, 10/02/2021–12/02/2021.')
  expect(messageFor(gaps, declarationContext({ language: 'en' }))).toBe('Account for all 15 days: 05/02/2021, 10/02/2021–12/02/2021 missing.')
})

test('the 15 dates end on the local date: at 23:59 that is today, at 00:00 already tomorrow', () => {
  const midnight = parseInstant('2021-02-18T00:00:00+07:00') ?? Number.NaN
  const arrival = { arrivalAt: inHours(4) }
  expect(errorsOf({ ...stops(HOME), ...arrival }, declarationContext({ now: midnight - 1 }))).toEqual([])
  expect(errorsOf({ ...stops(HOME), ...arrival }, declarationContext({ now: midnight }))).toEqual(['stops.0.from stop-too-early'])
})

test('stops come out in the order of their dates', () => {
  const late = { place: '2021:306673', from: '2021-02-11', to: '2021-02-17' }
  const early = { place: '2021:310930', from: '2021-02-03', to: '2021-02-10', toHour: 12 }
  expect(aParsedDeclaration({ stops: [late, early] }).claims.stops).toEqual([early, late])
})

test.each<[name: string, arrivalAt: string, errors: readonly string[]]>([
  ['six hours ago', inHours(-6), []],
  ['a minute more', '2021-02-17T13:59:00+07:00', ['arrivalAt arrival-past']],
  ['in 72 hours', inHours(72), []],
  ['and a second', '2021-02-20T20:00:01+07:00', ['arrivalAt arrival-too-far']],
  ['without an offset', '2021-02-17T21:00:00', ['arrivalAt instant-format']],
  ['in another offset', '2021-02-17T14:00:00Z', []],
  ['on 30 February', '2021-02-30T21:00:00+07:00', ['arrivalAt date-unreal']],
  ['nothing', '', ['arrivalAt required']],
])('arriving %s', (_, arrivalAt, errors) => {
  expect(errorsOf({ arrivalAt })).toEqual(errors)
})

test('a checkpoint takes declarations from the moment it opens until it closes', () => {
  const arrival = DECLARED_AT + HOUR_MS
  const errorsAt = (life: { opensAt?: number; closesAt?: number }) =>
    errorsOf({}, declarationContext({ checkpoints: [aCheckpoint('bach-dang', life)] }))
  expect(errorsAt({ opensAt: arrival })).toEqual([])
  expect(errorsAt({ opensAt: arrival + 1 })).toEqual(['checkpoint checkpoint-not-yet-open'])
  expect(errorsAt({ closesAt: arrival + 1 })).toEqual([])
  expect(errorsAt({ closesAt: arrival })).toEqual(['checkpoint checkpoint-closed'])
  expect(errorsOf({ checkpoint: 'nowhere' })).toEqual(['checkpoint checkpoint-unknown'])
})

const car = { means: 'car', personsAboard: 1, plate: '14A-123.45' }
test.each<[name: string, travel: unknown, errors: readonly string[]]>([
  ['a car with its plate', car, []],
  ['a car without a plate', { ...car, plate: null }, ['travel.plate plate-required']],
  ['a car with blanks for a plate', { ...car, plate: ' ' }, ['travel.plate plate-required']],
  ['a motorbike without a plate', { ...car, means: 'motorbike', plate: null }, ['travel.plate plate-required']],
  ['a truck without a plate', { ...car, means: 'truck', plate: null }, ['travel.plate plate-required']],
  ['a taxi whose plate nobody knows yet', { ...car, means: 'taxi', plate: null }, []],
  ['a bus whose plate nobody knows yet', { ...car, means: 'bus', plate: ' ' }, []],
  ['a coach whose plate nobody knows yet', { means: 'coach', personsAboard: 30 }, []],
  ['a bus whose passenger cannot know how many ride', { means: 'bus' }, []],
  ['a taxi, the number of persons left open', { means: 'taxi', personsAboard: null }, []],
  ['a boat without a number of persons', { means: 'boat' }, []],
  ['a coach with nobody aboard', { means: 'coach', personsAboard: 0 }, ['travel.personsAboard persons-aboard']],
  ['a motorbike without its number of persons', { ...car, means: 'motorbike', personsAboard: null }, ['travel.personsAboard persons-aboard']],
  ['a car without its number of persons', { means: 'car', plate: '14A-123.45' }, ['travel.personsAboard persons-aboard']],
  ['a truck without its number of persons', { ...car, means: 'truck', personsAboard: null }, ['travel.personsAboard persons-aboard']],
  ['a coach with its plate', { ...car, means: 'coach', personsAboard: 30 }, []],
  ['a coach with something else', { ...car, means: 'coach', plate: '???' }, ['travel.plate plate-format']],
  ['a car with something else', { ...car, plate: '???' }, ['travel.plate plate-format']],
  ['a plate of 10,000 characters', { ...car, plate: '1'.repeat(10_000) }, ['travel.plate plate-format']],
  ['a plate on foot', { means: 'on-foot', personsAboard: 1, plate: '14A-123.45' }, ['travel.plate plate-unexpected']],
  ['on foot alone', { means: 'on-foot', personsAboard: 1 }, []],
  ['two on foot', { means: 'on-foot', personsAboard: 2 }, ['travel.personsAboard on-foot-alone']],
  ['a boat without a registration', { means: 'boat', personsAboard: 5 }, []],
  ['a boat with one', { means: 'boat', personsAboard: 5, plate: 'QN-1234' }, []],
  ['nobody aboard', { ...car, personsAboard: 0 }, ['travel.personsAboard persons-aboard']],
  ['99 aboard', { ...car, personsAboard: 99 }, []],
  ['100 aboard', { ...car, personsAboard: 100 }, ['travel.personsAboard persons-aboard']],
  ['one and a half', { ...car, personsAboard: 1.5 }, ['travel.personsAboard persons-aboard']],
  ['a trailer with its own plate', { ...car, means: 'truck', trailerPlate: '14R-001.23' }, []],
  ['a trailer with the tractor’s plate', { ...car, means: 'truck', trailerPlate: '14A 12345' }, ['travel.trailerPlate trailer-same-plate']],
  ['a trailer behind a boat', { means: 'boat', personsAboard: 1, trailerPlate: '14R-001.23' }, ['travel.trailerPlate plate-unexpected']],
  ['no answer', null, []],
])('travelling: %s', (_, travel, errors) => {
  expect(errorsOf({ travel })).toEqual(errors)
})

test.each<[travel: TravelInput, persons: number]>([
  [{ means: 'coach' }, 1],
  [{ means: 'on-foot', personsAboard: null }, 1],
  [{ means: 'coach', personsAboard: 30 }, 30],
])('%j counts as %i aboard: the traveller alone unless they know better', (travel, persons) => {
  expect(aParsedDeclaration({ travel }).claims.travel?.personsAboard).toBe(persons)
})

const cargo = { class: 'essentials', origin: '2021:310930' }
test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a goods trip with its cargo', { purpose: 'goods', cargo }, []],
  ['a goods trip without', { purpose: 'goods' }, ['cargo cargo-required']],
  ['cargo on the way home', { cargo }, []],
  ['cargo through four places', { cargo: { ...cargo, via: ['country:CN', 'country:LA', 'country:KH', 'country:TH'] } }, []],
  ['through five', { cargo: { ...cargo, via: ['country:CN', 'country:LA', 'country:KH', 'country:TH', 'country:MM'] } }, ['cargo.via too-many']],
  ['twice through the same', { cargo: { ...cargo, via: ['country:CN', 'country:CN'] } }, ['cargo.via.1 duplicate']],
  ['from nowhere', { cargo: { ...cargo, origin: '2021:399999' } }, ['cargo.origin place-unknown']],
])('goods: %s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test.each<[name: string, change: Change, errors: readonly string[]]>([
  ['a home down to the commune', { permanent: { place: '2021:310930' } }, []],
  ['a home abroad', { permanent: { place: 'country:LA', address: 'Viêng Chăn' } }, []],
  ['a home that is a district', { permanent: { place: '2021:200193' } }, ['permanent.place place-commune']],
  ['a stay that is a province', { stay: { place: '2021:100022' } }, ['stay.place place-commune']],
  ['markup in an address is text', { permanent: { place: '2021:310930', address: '<script>alert(1)</script>' } }, []],
  ['an address of 121 characters', { permanent: { place: '2021:310930', address: 'x'.repeat(121) } }, ['permanent.address too-long']],
  ['an employer of 40 characters', { employer: 'x'.repeat(40) }, []],
  ['an employer of 41', { employer: 'x'.repeat(41) }, ['employer too-long']],
  ['a proxy without a phone', { proxy: { name: 'Trần Văn Mẫu', phone: '' } }, ['proxy.phone required']],
])('homes and people: %s', (_, change, errors) => {
  expect(errorsOf(change)).toEqual(errors)
})

test('an unanswered question stays unknown, an answered one with nothing in it is none', () => {
  const open = { symptoms: null, exposures: null, purpose: null, travel: null, destination: null, homePossible: null, employer: ' ' }
  expect(aParsedDeclaration(open).claims).toMatchObject({ ...open, employer: null, sector: 'trade-services' })
  expect(aParsedDeclaration().claims).toMatchObject({ symptoms: [], exposures: [], tests: [], doses: [], revised: false })
  expect(aDeclaration().employer).toBeUndefined()
})
