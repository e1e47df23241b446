import { describe, expect, it } from 'vitest'
import { searchCost } from '../../shared/areas/search-places.ts'
import { testAreas } from '../support/areas.ts'
import { typedPlaces } from '../support/typed-places.ts'

const SEED = Date.now() % 1_000_000

/** Names looked at for one keystroke: what it costs on any machine. Nineteen of twenty look at less than a quarter of all. */
describe.each([
  ['2021', 11_367 / 4],
  ['2025', 3355 / 4],
] as const)('two thousand texts as people type them, places of %s', (division, most) => {
  it('are answered from a small part of the names', () => {
    console.log(`typed places, seed ${SEED}`)
    const cost = searchCost(testAreas(), division)
    const costs = typedPlaces(testAreas(), { division, count: 2000, seed: SEED })
      .map(cost)
      .sort((a, b) => a - b)
    expect(costs[Math.ceil(costs.length * 0.95) - 1]).toBeLessThan(most)
  })
})
