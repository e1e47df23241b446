import { afterEach, beforeEach, expect, it } from 'vitest'
import { lostSealingKey } from '../../server/sealing/lost-sealing-key.ts'
import { aProvince, type Province } from '../support/a-province.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

const CARD = '022084123012||Trần Văn Thử|05031984|Nam|Bãi Cháy, Hạ Long, Quảng Ninh|10012021'

it('says loudly that sealed records stay shut where the sealing key had to be made anew, and only then', async () => {
  const madeNow = { ...province.deps, keys: { ...province.deps.keys, sealingMade: 'now' } as const }
  expect(await lostSealingKey(madeNow)).toBeNull()
  const tablet = await province.tablet()
  const { view } = await tablet.station.readCode(CARD)
  await tablet.station.decide(view.passage, { outcome: view.verdict.outcome, reason: null })
  await tablet.syncAll()
  expect(await lostSealingKey(madeNow)).toMatch(/SEALING KEY LOST.*1 records with personal content/s)
  expect(await lostSealingKey({ ...province.deps, keys: { ...province.deps.keys, sealingMade: 'before' } })).toBeNull()
})
