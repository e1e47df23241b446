import { describe, expect, it } from 'vitest'
import { type BundleKeeperDeps, reopenBundle, takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { asCheckpointId, asCredentialId, asKioskId } from '../../shared/ids.ts'
import { aCheckpoint } from '../support/a-declaration.ts'
import { aSignedBundle, bundleKey, bundleParts, type SignedBundle } from './a-bundle.ts'
import { NOON } from './a-station.ts'
import { memoryStore } from './memory-store.ts'

const IDENTITY = {
  kiosk: asKioskId('00000000000000aa'),
  checkpoint: asCheckpointId('bach-dang'),
  epoch: 1,
  bundleKey: bundleKey.trusted.publicKey,
}

const revoking = bundleParts({ revocations: { credentials: [asCredentialId('00000000000000ff')] } })

async function aTablet(): Promise<BundleKeeperDeps> {
  const store = memoryStore()
  await store.begin(IDENTITY, {})
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  return { store, verify: verifyByJavaScript, journal: createJournal({ store, random, times: () => ({ occurredAt: NOON, wallAt: NOON }) }) }
}

const offerOf = ({ signed, parts }: SignedBundle) => ({ bundle: signed, parts })

/** Holds version 5, which revokes a code. */
async function holding(): Promise<{ readonly tablet: BundleKeeperDeps; readonly held: Awaited<ReturnType<typeof reopenBundle>> }> {
  const tablet = await aTablet()
  const taken = await takeBundle(tablet, null, offerOf(await aSignedBundle(NOON, 5, revoking)))
  if (!taken.ok) throw new Error(taken.error)
  return { tablet, held: taken.value }
}

const offers: readonly (readonly [string, () => Promise<SignedBundle>, string])[] = [
  ['an older version', () => aSignedBundle(NOON + 1, 4), 'older-version'],
  ['the same version with other parts', () => aSignedBundle(NOON + 1, 5), 'same-version-other-parts'],
  ['the same version issued earlier', () => aSignedBundle(NOON - 1, 5, revoking), 'older-version'],
  ['one of another checkpoint', () => aSignedBundle(NOON + 1, 6, bundleParts({ checkpoint: aCheckpoint('da-bac') })), 'wrong-checkpoint'],
]

describe('a tablet that holds a bundle', () => {
  it.each(offers)('refuses %s', async (_name, offer, refusal) => {
    const { tablet, held } = await holding()
    expect(await takeBundle(tablet, held, offerOf(await offer()))).toEqual({ ok: false, error: refusal })
    expect((await reopenBundle(tablet))?.held.manifest.version).toBe(5)
  })

  it('refuses a part that is not the one signed, and takes nothing of the rest', async () => {
    const { tablet, held } = await holding()
    const { signed, parts } = await aSignedBundle(NOON + 1, 6)
    const altered = { ...parts, revocations: { credentials: [asCredentialId('00000000000000aa')] } }
    expect(await takeBundle(tablet, held, { bundle: signed, parts: altered })).toEqual({ ok: false, error: 'part-altered' })
    expect((await reopenBundle(tablet))?.revoked.has(asCredentialId('00000000000000ff'))).toBe(true)
  })
})

describe('a tablet whose parts were altered on its disk', () => {
  const damaged = async (): Promise<BundleKeeperDeps> => {
    const { tablet } = await holding()
    await tablet.store.write({ parts: bundleParts() })
    return tablet
  }

  it('does not believe them', async () => {
    expect(await reopenBundle(await damaged())).toBeNull()
  })

  it.each(offers)('still refuses %s', async (_name, offer, refusal) => {
    expect(await takeBundle(await damaged(), null, offerOf(await offer()))).toEqual({ ok: false, error: refusal })
  })

  it('takes the same bundle again, or a newer one', async () => {
    for (const version of [5, 6])
      expect((await takeBundle(await damaged(), null, offerOf(await aSignedBundle(NOON + 1, version, revoking)))).ok).toBe(true)
  })

  it('is not held up by a version that nobody signed', async () => {
    const tablet = await damaged()
    const signed = await tablet.store.read('manifest')
    if (!signed) throw new Error('no manifest')
    await tablet.store.write({ manifest: { ...signed, manifest: { ...signed.manifest, version: 9_000 } } })
    expect((await takeBundle(tablet, null, offerOf(await aSignedBundle(NOON + 1, 6, revoking)))).ok).toBe(true)
  })
})
