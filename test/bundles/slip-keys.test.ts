import { afterEach, beforeEach, expect, it } from 'vitest'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { readSlipKeys } from '../../server/bundles/slip-keys.ts'
import { revokeKiosk } from '../../server/kiosks/revoke-kiosk.ts'
import { asAuthorityId, asCheckpointId, type CheckpointId } from '../../shared/ids.ts'
import { SLIP_LIFE_HOURS } from '../../shared/paper/slip.ts'
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, type Core } from '../support/a-core.ts'

const bachDang = asCheckpointId('bach-dang')
const quangNinh = asAuthorityId('VN-22')
let core: Core

beforeEach(async () => {
  core = await aCore()
})
afterEach(() => core.close())

async function listed(checkpoint: CheckpointId = bachDang): Promise<readonly string[]> {
  core.pass(MINUTE_MS)
  const { parts } = await currentBundle(core.deps, checkpoint)
  return parts.keys.keys.map(({ algorithm = 'ed25519', types }) => `${algorithm}:${types.length === 1 ? types[0] : 'all'}`)
}

const slipKeys = async () => (await readSlipKeys(core.deps)).get(quangNinh) ?? []

it('lists every enrolled kiosk of the authority at each of its checkpoints, for slips alone', async () => {
  await core.kiosk('bach-dang')
  await core.kiosk('da-bac')
  for (const id of ['bach-dang', 'da-bac']) expect(await listed(asCheckpointId(id))).toEqual(['ed25519:all', 'es256:slip', 'es256:slip'])
})

it('trusts a key from its enrolment on, with five minutes for a clock that is behind', async () => {
  await core.kiosk()
  expect(await slipKeys()).toMatchObject([{ validFrom: CORE_NOW - 5 * MINUTE_MS, validTo: null, issuer: 'VN-22', specimen: true }])
})

it('no longer lists a stolen tablet: what it signed could not be checked', async () => {
  const { kiosk } = await core.kiosk()
  await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'stolen' }, core.deps.clock)
  expect(await listed()).toEqual(['ed25519:all'])
})

it('keeps a retired one until its last slip is expired', async () => {
  const { kiosk } = await core.kiosk()
  await revokeKiosk(core.storage, { kiosk, by: 'cli', as: 'retired' }, core.deps.clock)
  core.pass(SLIP_LIFE_HOURS * HOUR_MS - 1)
  expect(await slipKeys()).toMatchObject([{ validTo: CORE_NOW }])
  core.pass(1)
  expect(await slipKeys()).toEqual([])
})

it('takes less than 300 bytes a kiosk in the bundle', async () => {
  await core.kiosk()
  expect(JSON.stringify(await slipKeys()).length).toBeLessThan(300)
})
