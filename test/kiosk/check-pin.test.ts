import { describe, expect, it } from 'vitest'
import { makeDeviceKeys } from '../../kiosk/enrol/device-keys.ts'
import { checkPin, type PinDeps } from '../../kiosk/shift/check-pin.ts'
import { makeVerifier } from '../../kiosk/shift/pin-verifier.ts'
import type { HttpAnswer } from '../../kiosk/sync/kiosk-api.ts'
import { asCheckpointId, asKioskId, asStaffId } from '../../shared/ids.ts'
import { bundleParts } from './a-bundle.ts'
import { memoryStore } from './memory-store.ts'

const OFFICER = asStaffId('lan.bach-dang')
const PIN = '246810'
const IDENTITY = { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: 'A'.repeat(43) }

/** A tablet on which the officer has logged in before; the network says `answer` to every PIN. */
async function aTablet(answer: HttpAnswer): Promise<PinDeps> {
  const store = memoryStore()
  const { keys } = await makeDeviceKeys()
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  const verifiers = [await makeVerifier(keys.pin, { officer: OFFICER, pin: PIN, pinVersion: 1, salt: random(16) })]
  await store.begin(IDENTITY, { keys, verifiers, parts: partsWith({}) })
  return { store, random, post: async () => answer, sign: async () => ({}) }
}

/** The officers' part of a bundle; without a version it is one from before PINs were counted. */
const partsWith = (change: { readonly pinVersion?: number }) =>
  bundleParts({ officers: { officers: [{ id: OFFICER, name: 'Phạm Thị Lan', ...change }] } })

const OFFLINE: HttpAnswer = { kind: 'unreachable', why: 'offline' }
const says = (status: number, body: unknown): PinDeps['post'] => {
  return async () => ({ kind: 'answer', status, body })
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

describe('a PIN that was set anew', () => {
  const NEW_PIN = '135791'
  const reset = (tablet: PinDeps, pinVersion = 2) => tablet.store.write({ parts: partsWith({ pinVersion }) })

  it('ends the old one here once the bundle says so, and not before', async () => {
    const tablet = await aTablet(OFFLINE)
    expect((await checkPin(tablet, OFFICER, PIN)).ok).toBe(true)
    await reset(tablet, 1)
    expect((await checkPin(tablet, OFFICER, PIN)).ok).toBe(true)
    await reset(tablet)
    expect(await checkPin(tablet, OFFICER, PIN)).toEqual({ ok: false, error: 'first-login-needs-network' })
    expect(await tablet.store.read('verifiers')).toEqual([])
    expect(await checkPin({ ...tablet, post: says(401, { error: 'pin-wrong' }) }, OFFICER, PIN)).toEqual({ ok: false, error: 'wrong-pin' })
  })

  it('opens a tablet that was locked, and opens it again without the network', async () => {
    const tablet = await aTablet(OFFLINE)
    for (const pin of ['0000', '1111', '2222', '3333', '4444']) await checkPin(tablet, OFFICER, pin)
    expect(await checkPin(tablet, OFFICER, PIN)).toEqual({ ok: false, error: 'locked' })
    await reset(tablet)
    expect(await checkPin({ ...tablet, post: says(200, { officer: { pinVersion: 2 } }) }, OFFICER, NEW_PIN)).toEqual({ ok: true, value: null })
    expect(await failuresOf(tablet)).toEqual([0])
    expect(await checkPin(tablet, OFFICER, NEW_PIN)).toEqual({ ok: true, value: null })
  })

  it('is not forgotten when the bundle that tells of it comes after the login', async () => {
    const tablet = await aTablet(OFFLINE)
    expect((await checkPin({ ...tablet, post: says(200, { officer: { pinVersion: 2 } }) }, OFFICER, NEW_PIN)).ok).toBe(true)
    await reset(tablet)
    expect(await checkPin(tablet, OFFICER, NEW_PIN)).toEqual({ ok: true, value: null })
    expect((await checkPin(tablet, OFFICER, PIN)).ok).toBe(false)
  })

  it('leaves the verifiers of other officers alone', async () => {
    const tablet = await aTablet(OFFLINE)
    const [mine] = (await tablet.store.read('verifiers')) ?? []
    if (!mine) throw new Error('the tablet knows its officer')
    const other = { ...mine, officer: asStaffId('minh.bach-dang') }
    await tablet.store.write({ verifiers: [mine, other] })
    await reset(tablet)
    await checkPin(tablet, OFFICER, PIN)
    expect(await tablet.store.read('verifiers')).toEqual([other])
  })
})

it('an officer whom the bundle held does not name is for the server to say', async () => {
  const tablet = await aTablet(OFFLINE)
  await tablet.store.write({ parts: bundleParts({ officers: { officers: [] } }) })
  expect(await checkPin(tablet, OFFICER, PIN)).toEqual({ ok: false, error: 'first-login-needs-network' })
})

it.each(['123', '123456789', '12a4', ''])('“%s” is no PIN and costs no try', async (text) => {
  const tablet = await aTablet(OFFLINE)
  expect(await checkPin(tablet, OFFICER, text)).toEqual({ ok: false, error: 'malformed' })
  expect(await failuresOf(tablet)).toEqual([0])
})
