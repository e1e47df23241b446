import { expect, it } from 'vitest'
import { partAges } from '../../kiosk/bundle/part-ages.ts'
import { freshnessOf } from '../../kiosk/bundle/staleness.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { NOON, readyTestBundle } from './a-station.ts'

it('each part has its time until it counts as unknown: whole when it came, a third less a day later, none at the bound', async () => {
  const { held } = await readyTestBundle({ issuedAt: NOON })
  const left = (ms: number) => new Set(partAges(held, NOON + ms).map((part) => part.left.toFixed(3)))
  expect(partAges(held, NOON)).toHaveLength(10)
  expect([left(-HOUR_MS), left(0), left(24 * HOUR_MS), left(72 * HOUR_MS)]).toEqual(
    [['1.000'], ['1.000'], ['0.667'], ['0.000']].map((one) => new Set(one)),
  )
  expect(left(72 * HOUR_MS - 1)).toEqual(new Set(['0.000']))
  expect(partAges(held, NOON + 72 * HOUR_MS - 1)[0]?.left).toBeGreaterThan(0)
  expect(freshnessOf('zones', held.parts.policy, 72 * HOUR_MS + 1)).toBe('stale')
})

it('a part that came later is younger than the others', async () => {
  const { held } = await readyTestBundle({ issuedAt: NOON })
  const { parts } = held.manifest
  const older = { ...held, manifest: { ...held.manifest, parts: { ...parts, zones: { ...parts.zones, asOf: NOON - 36 * HOUR_MS } } } }
  const left = new Map(partAges(older, NOON).map((one) => [one.part, one.left]))
  expect([left.get('zones'), left.get('rules')]).toEqual([0.5, 1])
})
