import { afterEach, beforeEach, expect, it } from 'vitest'
import { publicFactsOf } from '../../server/declarations/public-facts.ts'
import { putZones } from '../../server/zones/put-zones.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { demoZones } from '../rules/seeds.ts'
import { aProvince, type Province } from '../support/a-province.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(() => province.close())

it('a zone changed after the server’s clock was set back is known to the preview at once, as it is to the kiosks', async () => {
  const { storage } = province
  const read = publicFactsOf(storage)
  const [one, other] = demoZones()
  if (!one || !other) throw new Error('two zones are wanted')
  await putZones(storage, [{ ...other, to: other.from + HOUR_MS }], province.now() + HOUR_MS)
  await read()
  await putZones(storage, [{ ...one, to: one.from + HOUR_MS }], province.now() + 1)
  expect((await read()).zones.find(({ zoneId }) => zoneId === one.zoneId)?.to).toBe(one.from + HOUR_MS)
})

it('reads nothing again where nothing changed', async () => {
  const read = publicFactsOf(province.storage)
  expect(await read()).toBe(await read())
})
