import { expect, it } from 'vitest'
import { freshnessOf } from '../../kiosk/bundle/staleness.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { bundleParts } from './a-bundle.ts'

const { policy } = bundleParts()

it.each([
  ['at its amber bound a part is fresh', 8 * HOUR_MS, 'fresh'],
  ['a millisecond later amber', 8 * HOUR_MS + 1, 'amber'],
  ['at its last bound amber', 72 * HOUR_MS, 'amber'],
  ['a millisecond later stale', 72 * HOUR_MS + 1, 'stale'],
  ['an age that is no number is stale', Number.NaN, 'stale'],
])('%s', (_name, ageMs, expected) => {
  expect(freshnessOf('revocations', policy, ageMs)).toBe(expected)
})
