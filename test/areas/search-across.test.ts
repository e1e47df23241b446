import { expect, it } from 'vitest'
import { searchAcross } from '../../shared/areas/search-across.ts'
import { searchCost, searchPlaces } from '../../shared/areas/search-places.ts'
import { testAreas } from '../support/areas.ts'

const areas = testAreas()

it('an old name leads on to the places of today that hold its ground', () => {
  const found = searchAcross(areas, '2025').find('Thành phố Thủ Đức (cũ)')
  expect(found.length).toBeGreaterThan(1)
  expect(found.every(({ place }) => place.startsWith('2025:'))).toBe(true)
  expect(found[0]?.via).toBe('Thành phố Thủ Đức')
  expect(found[0]?.within).toBe('Thành phố Hồ Chí Minh')
})

it('a name of today leads on to the communes that it was made of', () => {
  const [today] = searchPlaces(areas, '2025').find('phường hồng gai')
  const found = searchAcross(areas, '2021').find('phường hồng gai')
  expect(found.map(({ via }) => via)).toContain(today?.name)
  expect(found.every(({ place }) => place.startsWith('2021:'))).toBe(true)
})

it('a table of one division leads nowhere', () => {
  expect(searchAcross({ ...areas, divisions: ['2021'] }, '2021').find('thu duc')).toEqual([])
})

it('a keystroke looks at a small part of the names, and the index may be built in slices', () => {
  const search = searchPlaces(areas, '2021')
  let slices = 0
  while (search.prepare(300)) slices++
  expect(slices).toBeGreaterThan(30)
  const typed = ['phường tân thành, tp hồ chí minh', 'xã thanh phong', 'bãi cháy hạ long', 'thị trấn than uyên']
  const cost = searchCost(areas, '2021')
  const costs = typed.flatMap((text) => Array.from(text, (_, at) => cost(text.slice(0, at + 1)))).sort((a, b) => a - b)
  expect(costs[Math.floor(costs.length * 0.95)]).toBeLessThan(11_367 / 3)
  expect(search.find('bai chay')).toEqual(searchPlaces(areas, '2021').find('bai chay'))
})
