import { afterEach, beforeEach, expect, it } from 'vitest'
import { purgeBundleHistory } from '../../server/adjudication/purge-history.ts'
import { asAuthorityId } from '../../shared/ids.ts'
import { DAY_MS } from '../../shared/units.ts'
import { areaCode } from '../support/a-credential.ts'
import { aProvince, type Province } from '../support/a-province.ts'

let province: Province
beforeEach(async () => {
  province = await aProvince()
})
afterEach(async () => {
  await province.close()
})

const SOURCE = { vi: 'Thông báo thử', en: 'Test notice' }
const zone = (id: string) =>
  province.zone({
    zoneId: id,
    place: areaCode(310_930),
    kind: 'outbreak',
    state: 'active',
    from: 0,
    to: null,
    authority: asAuthorityId('VN'),
    source: SOURCE,
  })
const versions = async () =>
  (
    await province.storage.read.selectFrom('bundle_history').select('version').where('checkpoint_id', '=', 'bach-dang').orderBy('version').execute()
  ).map((row) => row.version)
const zoneBodies = async () => (await province.storage.read.selectFrom('part_body').select('hash').where('part', '=', 'zones').execute()).length

it('keeps every version that a late passage may rest on, and the parts of what is left', async () => {
  await province.tablet()
  for (const id of ['zone-mot', 'zone-hai']) {
    await zone(id)
    await province.tablet()
  }
  expect([await versions(), await zoneBodies()]).toEqual([[1, 2, 3], 3])
  province.pass(30 * DAY_MS)
  expect(await purgeBundleHistory(province.deps)).toEqual({ versions: 0, parts: 0 })
  province.pass(1)
  // Version 1 brought the parts that never changed; of version 2 nothing is in use any more.
  expect(await purgeBundleHistory(province.deps)).toEqual({ versions: 1, parts: 2 })
  expect([await versions(), await zoneBodies()]).toEqual([[1, 3], 1])
})

it('judges a passage on the bundle in force as before, when the older ones are gone', async () => {
  const tablet = await province.tablet()
  province.pass(40 * DAY_MS)
  await tablet.syncAll()
  await purgeBundleHistory(province.deps)
  const { qr } = await province.declare()
  await tablet.station.readCode(qr)
  await tablet.syncAll()
  await province.adjudicate()
  expect(await province.judged()).toEqual(['ok'])
})
