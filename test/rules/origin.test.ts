import { expect, it } from 'vitest'
import { originOf } from '../../shared/rules/origin.ts'
import { testAreas } from '../support/areas.ts'
import { aStop, HA_LONG, HAI_DUONG_CITY, place, someClaims } from './a-passing.ts'

const areas = testAreas()
const HAI_DUONG = '2021:100030'
const QUANG_NINH = '2021:100022'

it('is the province of the last stop before the destination', () => {
  const stops = [aStop(HA_LONG, '2021-01-15', '2021-02-15'), aStop(HAI_DUONG_CITY, '2021-02-15', '2021-02-17')]
  expect(originOf(someClaims({ stops }), areas)).toBe(HAI_DUONG)
})

it('passes over an arrival at the destination on the last day', () => {
  const stops = [aStop(HA_LONG, '2021-02-17', '2021-02-17'), aStop(HAI_DUONG_CITY, '2021-02-03', '2021-02-17')]
  expect(originOf(someClaims({ stops }), areas)).toBe(HAI_DUONG)
})

it('is the destination itself for a day away from a longer stay there', () => {
  const stops = [aStop(HAI_DUONG_CITY, '2021-02-03', '2021-02-05'), aStop(HA_LONG, '2021-02-05', '2021-02-17')]
  expect(originOf(someClaims({ stops }), areas)).toBe(QUANG_NINH)
})

it('is never the plate, the residence or the birth code', () => {
  expect(originOf(someClaims(), areas)).toBe(QUANG_NINH)
})

it('may be a country, and is nothing where nothing is said', () => {
  expect(originOf(someClaims({ stops: [aStop(place('country:LA'), '2021-02-03', '2021-02-17')] }), areas)).toBe('country:LA')
  expect(originOf(someClaims({ stops: [] }), areas)).toBeNull()
})
