import { expect, it } from 'vitest'
import { makeDeviceKeys } from '../../kiosk/enrol/device-keys.ts'
import { checkPin, type PinDeps } from '../../kiosk/shift/check-pin.ts'
import { makeVerifier } from '../../kiosk/shift/pin-verifier.ts'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { asCheckpointId, asKioskId, asStaffId } from '../../shared/ids.ts'
import { memoryStore } from './memory-store.ts'

const OFFICER = asStaffId('lan.bach-dang')
const PIN = '246810'
const IDENTITY = { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: 'A'.repeat(43) }

/** A tablet on which the officer has logged in before; the network says `answer` to every PIN. */
async function aTablet(answer: HttpAnswer): Promise<PinDeps> {
  const store = memoryStore()
  const { keys } = await makeDeviceKeys()
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  await store.begin(IDENTITY, { keys, verifiers: [await makeVerifier(keys.pin, { officer: OFFICER, pin: PIN, salt: random(16) })] })
  return { store, random, post: async () => answer, sign: async () => ({}) }
}

const failuresOf = async ({ store }: PinDeps) => (await store.read('verifiers'))?.map(({ failures }) => failures)

it.each([
  ['nobody', { kind: 'unreachable', why: 'offline' }, 'locked'],
  ['a proxy whose server is down', { kind: 'answer', status: 502, body: null }, 'locked'],
  ['a captive portal', { kind: 'answer', status: 511, body: null }, 'locked'],
  ['a server that counts too fast', { kind: 'answer', status: 429, body: { error: 'too-many-requests' } }, 'locked'],
  ['a server that has revoked the tablet', { kind: 'answer', status: 401, body: { error: 'kiosk-revoked' } }, 'not-known-here'],
] as const)('five wrong PINs lock the officer here, whoever answers: %s', async (_who, answer, fifth) => {
  const tablet = await aTablet(answer)
  for (const pin of ['0000', '1111', '2222', '3333']) expect((await checkPin(tablet, OFFICER, pin)).ok).toBe(false)
  expect(await checkPin(tablet, OFFICER, '4444')).toEqual({ ok: false, error: fifth })
  expect((await checkPin(tablet, OFFICER, PIN)).ok).toBe(false)
})

it('four wrong ones do not, and the right one ends the count', async () => {
  const tablet = await aTablet({ kind: 'answer', status: 502, body: null })
  for (const pin of ['0000', '1111', '2222', '3333']) await checkPin(tablet, OFFICER, pin)
  expect(await failuresOf(tablet)).toEqual([4])
  expect(await checkPin(tablet, OFFICER, PIN)).toEqual({ ok: true, value: null })
  expect(await failuresOf(tablet)).toEqual([0])
})

it('a guess counts before it is checked: a tablet switched off in between has counted it', async () => {
  const tablet = await aTablet({ kind: 'unreachable', why: 'offline' })
  const counted: unknown[] = []
  const post: PinDeps['post'] = async () => {
    counted.push(await failuresOf(tablet))
    return { kind: 'unreachable', why: 'offline' }
  }
  await checkPin({ ...tablet, post }, OFFICER, '0000')
  expect(counted).toEqual([[1]])
})
