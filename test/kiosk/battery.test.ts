import { expect, it } from 'vitest'
import { isLow } from '../../kiosk/shift/battery.ts'

it.each([
  ['at a fifth, draining', { percent: 20, power: 'draining' }, true],
  ['a percent above', { percent: 21, power: 'draining' }, false],
  ['at a fifth, on its charger', { percent: 20, power: 'charging' }, false],
  ['empty as can be', { percent: 0, power: 'draining' }, true],
  ['where the browser says nothing', null, false],
] as const)('a battery %s: %j is said to be low: %s', (_when, battery, low) => {
  expect(isLow(battery)).toBe(low)
})
