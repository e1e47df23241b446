import { afterEach, beforeEach, expect, it } from 'vitest'
import { isoInVietnam } from '../../shared/declaration/declaration-input.ts'
import { preview } from '../../shared/rules/preview-verdict.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { demoZones, RULESET_FILES, seedRuleset } from '../rules/seeds.ts'
import { aCheckpoint, aParsedDeclaration } from '../support/a-declaration.ts'
import { testAreas } from '../support/areas.ts'
import { aPassDesk, type PassDesk } from './a-pass-desk.ts'

let desk: PassDesk
beforeEach(async () => {
  desk = await aPassDesk()
})
afterEach(() => desk.close())

const home = aParsedDeclaration().claims.stops[0]?.place
const sealedAt = (from: number): Zone => {
  const [some] = demoZones()
  if (!some || !home) throw new Error('no zone or no stop in the seeds')
  return { ...some, zoneId: 'thu-phong-toa', place: home, kind: 'sealed', state: 'active', from, to: null }
}

it('who stood in line past the hour they named is told what the tablet says now, not what it would have said then', async () => {
  const { province } = desk
  const now = province.now()
  await province.zone(sealedAt(now - 2 * HOUR_MS))
  const tablet = await province.tablet()
  await tablet.syncAll()
  const late = await desk.declare({ arrivalAt: isoInVietnam(now - 5 * HOUR_MS) })
  const { view } = await tablet.station.readCode(late.qrPayload)
  expect(view.verdict.outcome).not.toBe('admit')
  expect(late.verdict.outcome).toBe(view.verdict.outcome)
})

it('the preview of an hour gone by is that of now, elsewhere and at other hours too', () => {
  const declaration = aParsedDeclaration()
  const now = declaration.arrivalAt + 5 * HOUR_MS
  const facts = {
    checkpoints: [aCheckpoint('bach-dang'), aCheckpoint('da-bac')],
    rulesets: RULESET_FILES.map(seedRuleset),
    zones: [sealedAt(now - 2 * HOUR_MS)],
    areas: testAreas(),
  }
  const told = (arrivalAt: number) => {
    return preview({ ...declaration, arrivalAt }, facts, now)
  }
  expect(told(declaration.arrivalAt)).toEqual(told(now))
  expect(told(now).verdict.outcome).not.toBe('admit')
})
