import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bumpBundle } from '../../server/bundles/bundle-rev.ts'
import { currentBundle } from '../../server/bundles/current-bundle.ts'
import { setPinCommand } from '../../server/cli/staff.ts'
import { nodeVerify } from '../../server/keys/node-verify.ts'
import { PART_NAMES, type PartName } from '../../shared/bundle/bundle.ts'
import { acceptBundle, type HeldBundle } from '../../shared/bundle/verify-bundle.ts'
import { asCheckpointId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import type { SyncReply } from '../../shared/sync/protocol.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/units.ts'
import { aCore, CORE_NOW, CORE_REAL_NOW, type Core } from '../support/a-core.ts'
import type { SimulatedKiosk } from '../support/a-kiosk.ts'

let core: Core
let kiosk: SimulatedKiosk
beforeEach(async () => {
  core = await aCore()
  kiosk = await core.kiosk()
})
afterEach(() => core.close())

const bachDang = asCheckpointId('bach-dang')

async function offer(held: HeldBundle | null): Promise<SyncReply> {
  const parts: { [part in PartName]?: Hash } = {}
  if (held) for (const name of PART_NAMES) parts[name] = held.manifest.parts[name].hash
  const reply = await kiosk.send(kiosk.request({ parts, bundleVersion: held?.manifest.version ?? 0 }))
  expect(reply.status).toBe(200)
  return reply.body as SyncReply
}

async function take(held: HeldBundle | null): Promise<HeldBundle> {
  const { bundle, parts } = await offer(held)
  const trust = { publicKey: core.deps.keys.bundlePublicKey, checkpoint: bachDang, verify: nodeVerify }
  const taken = await acceptBundle(held, { signed: bundle, parts }, trust)
  if (!taken.ok) throw new Error(taken.error)
  return taken.value
}

async function addOfficer(id: string): Promise<void> {
  await core.storage.write(async (tx) => {
    const row = { staff_id: id, name: 'Cán bộ', role: 'officer', password_hash: '', pin_hash: null, pin_failures: 0, closed_at: null, created_at: 0 }
    await tx.insertInto('staff').values(row).execute()
    await tx.insertInto('staff_checkpoint').values({ staff_id: id, checkpoint_id: 'bach-dang' }).execute()
    await bumpBundle(tx)
  })
}

async function addDeclaration(id: string, times: { readonly expiresAt: number; readonly revokedAt: number | null }): Promise<void> {
  const row = { credential_id: id, reference_hash: id, short_code: id, checkpoint_id: 'bach-dang', issued_at: 0, qr_payload: '', body: '', reply: '' }
  await core.storage.write(async (tx) => {
    await tx
      .insertInto('declaration')
      .values({ ...row, expires_at: times.expiresAt, revoked_at: times.revokedAt })
      .execute()
    await bumpBundle(tx)
  })
}

describe('the bundle', () => {
  it('is taken by a kiosk that checks it', async () => {
    const held = await take(null)
    expect(held.parts.checkpoint.id).toBe('bach-dang')
    expect(held.parts.keys.keys[0]).toEqual(core.deps.keys.trustedKey)
    expect(held.parts.policy.demoOffsetMs).toBe(CORE_NOW - CORE_REAL_NOW)
    expect(held.manifest.version).toBe(1)
  })

  it('comes again with a later hour of issue and no parts while nothing changed', async () => {
    const held = await take(null)
    core.pass(HOUR_MS)
    const { bundle, parts } = await offer(held)
    expect(parts).toEqual({})
    expect(bundle.manifest).toMatchObject({ version: held.manifest.version, issuedAt: CORE_NOW + HOUR_MS })
    await take(held)
  })

  it('goes up by a changed part, and sends that part alone', async () => {
    const held = await take(null)
    await addOfficer('can-bo')
    const { parts } = await offer(held)
    expect(Object.keys(parts)).toEqual(['officers'])
    const next = await take(held)
    expect(next.manifest.version).toBe(2)
    expect(next.manifest.parts.officers.version).toBe(2)
    expect(next.manifest.parts.rules.version).toBe(1)
    expect(next.parts.officers.officers).toEqual([{ id: 'can-bo', name: 'Cán bộ', pinVersion: 1 }])
  })

  it('tells tablets of a new PIN, and of none where nobody was found', async () => {
    await addOfficer('can-bo')
    const held = await take(null)
    expect((await setPinCommand(core, 'ai-do', '13579')).kind).toBe('refused')
    expect((await offer(held)).parts).toEqual({})
    expect((await setPinCommand(core, 'can-bo', '13579')).kind).toBe('done')
    expect((await take(held)).parts.officers.officers).toEqual([{ id: 'can-bo', name: 'Cán bộ', pinVersion: 2 }])
  })

  it('does not go up when somebody bumps and nothing changed', async () => {
    await take(null)
    await core.storage.write(bumpBundle)
    expect((await take(null)).manifest.version).toBe(1)
  })

  it('sees a change that nobody announced within ten seconds', async () => {
    const held = await take(null)
    await core.storage.write((tx) =>
      tx
        .updateTable('checkpoint')
        .set({ body: JSON.stringify({ ...held.parts.checkpoint, road: 'QL18' }) })
        .where('checkpoint_id', '=', 'bach-dang')
        .execute(),
    )
    core.pass(10 * SECOND_MS)
    expect((await take(held)).parts.checkpoint.road).toBe('QL18')
  })

  it('names revoked credentials while they live, and no others', async () => {
    await addDeclaration('a'.repeat(16), { expiresAt: CORE_NOW + 1, revokedAt: CORE_NOW })
    await addDeclaration('b'.repeat(16), { expiresAt: CORE_NOW, revokedAt: CORE_NOW })
    await addDeclaration('c'.repeat(16), { expiresAt: CORE_NOW + HOUR_MS, revokedAt: null })
    expect((await take(null)).parts.revocations.credentials).toEqual(['a'.repeat(16)])
  })

  it('tells officers of this checkpoint only', async () => {
    await addOfficer('can-bo')
    expect((await currentBundle(core.deps, asCheckpointId('da-bac'))).parts.officers.officers).toEqual([])
  })

  it('overtakes kiosks after the server was restored from a backup', async () => {
    const before = await take(null)
    await addOfficer('can-bo')
    const held = await take(before)
    await core.storage.write((tx) => tx.deleteFrom('bundle').execute())
    await core.storage.write((tx) => tx.deleteFrom('staff_checkpoint').execute())
    core.pass(10 * SECOND_MS)
    const restored = await take(held)
    expect(restored.manifest.version).toBeGreaterThan(held.manifest.version)
    expect(restored.parts.officers.officers).toEqual([])
  })

  it('overtakes a kiosk that holds other parts under the number which the restored server has counted up to again', async () => {
    const before = await take(null)
    await addOfficer('can-bo')
    const held = await take(before)
    await core.storage.write((tx) => tx.updateTable('bundle').set({ version: before.manifest.version }).execute())
    await core.storage.write((tx) => tx.deleteFrom('staff_checkpoint').execute())
    await addDeclaration('a'.repeat(16), { expiresAt: CORE_NOW + HOUR_MS, revokedAt: CORE_NOW })
    expect((await currentBundle(core.deps, bachDang)).version).toBe(held.manifest.version)
    const restored = await take(held)
    expect(restored.manifest.version).toBeGreaterThan(held.manifest.version)
    expect(restored.parts.revocations.credentials).toEqual(['a'.repeat(16)])
  })

  it('is not driven up by a version that no server can have issued, nor by a lie with every call', async () => {
    const claim = async (bundleVersion: number) => ((await kiosk.send(kiosk.request({ bundleVersion }))).body as SyncReply).bundle.manifest.version
    const seconds = () => Math.floor(core.deps.clock.realNow() / SECOND_MS)
    expect(await claim(Number.MAX_SAFE_INTEGER)).toBe(1)
    expect(await claim(seconds() + 1)).toBe(1)
    const overtaken = await claim(seconds())
    expect(overtaken).toBe(seconds())
    core.pass(10 * MINUTE_MS - 1)
    expect(await claim(seconds())).toBe(overtaken)
    core.pass(1)
    expect(await claim(seconds())).toBe(seconds())
  })

  it('is built once for many kiosks that ask at once', async () => {
    const bundles = await Promise.all(Array.from({ length: 20 }, () => currentBundle(core.deps, bachDang)))
    expect(new Set(bundles).size).toBe(1)
  })
})
