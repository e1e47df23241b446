import { describe, expect, it } from 'vitest'
import { type BundleKeeperDeps, perishIfOld, reopenBundle, takeBundle } from '../../kiosk/bundle/bundle-keeper.ts'
import { heldManifestOf, mustPerish, type ReadyBundle } from '../../kiosk/bundle/ready-bundle.ts'
import { verifyByJavaScript } from '../../kiosk/bundle/verify-by-javascript.ts'
import { webSlowHash } from '../../kiosk/bundle/web-slow-hash.ts'
import { createJournal } from '../../kiosk/log/journal.ts'
import { asCheckpointId, asCredentialId, asKioskId } from '../../shared/ids.ts'
import { findHits } from '../../shared/lists/find-hits.ts'
import { documentKey } from '../../shared/lists/list-key.ts'
import { HOUR_MS } from '../../shared/units.ts'
import { NOTHING, namedList, quickSalt, watchOf } from '../lists/a-list.ts'
import { aSignedBundle, bundleKey, bundleParts, type SignedBundle } from './a-bundle.ts'
import { NOON } from './a-station.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'

const IDENTITY = { kiosk: asKioskId('00000000000000aa'), checkpoint: asCheckpointId('bach-dang'), epoch: 1, bundleKey: bundleKey.trusted.publicKey }
const credential = asCredentialId('00000000000000cc')
const card = { kind: 'citizen-id', country: 'VN', number: '030085123456', birthYear: 1985 } as const

interface Tablet extends BundleKeeperDeps {
  readonly store: MemoryStore
  readonly setNow: (at: number) => void
}

async function aTablet(): Promise<Tablet> {
  const store = memoryStore()
  await store.begin(IDENTITY, {})
  let now = NOON
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  const journal = createJournal({ store, random, times: () => ({ occurredAt: NOON, wallAt: NOON }) })
  return { store, verify: verifyByJavaScript, journal, clock: { now: () => now }, setNow: (at) => (now = at) }
}

async function listing(issuedAt = NOON, version = 5): Promise<SignedBundle> {
  const salt = quickSalt()
  const watch = await watchOf(salt, [{ key: documentKey(card), kind: 'f1', birthYear: 1985, from: 0, to: null }])
  const parts = bundleParts({
    'watch-list': { byCredential: [{ credential, kind: 'f1', from: 0, to: null }], byDocument: watch },
    lists: { lists: { roster: await namedList(salt, ['document'], [documentKey(card)]) } },
  })
  return aSignedBundle(issuedAt, version, parts)
}

async function holding(): Promise<{ readonly tablet: Tablet; readonly bundle: SignedBundle; readonly ready: ReadyBundle }> {
  const tablet = await aTablet()
  const bundle = await listing()
  const taken = await takeBundle(tablet, null, { bundle: bundle.signed, parts: bundle.parts })
  if (!taken.ok) throw new Error(taken.error)
  return { tablet, bundle, ready: taken.value }
}

async function opened(tablet: Tablet): Promise<ReadyBundle> {
  const ready = await reopenBundle(tablet)
  if (!ready) throw new Error('no bundle')
  return ready
}

const asked = (ready: ReadyBundle) => findHits({ ...NOTHING, credentials: [credential], documents: [card] }, ready.lists, webSlowHash)

describe('the lists of a tablet', () => {
  it('lie on its disk under a key, and are whole after a reload', async () => {
    const { tablet, ready } = await holding()
    const onDisk = await tablet.store.read('parts')
    expect([onDisk?.['watch-list'], onDisk?.lists]).toEqual([{ byCredential: [] }, { lists: {} }])
    expect((await tablet.store.read('listKey'))?.extractable).toBe(false)
    expect(await asked(await opened(tablet))).toEqual(await asked(ready))
    expect(await asked(ready)).toMatchObject({ watch: { state: 'known', value: [{ confirmed: true }] }, named: { roster: { value: true } } })
  })

  it.each([
    ['at 72 hours without contact', 72 * HOUR_MS, false],
    ['a millisecond later', 72 * HOUR_MS + 1, true],
  ])('%s: gone is %s', async (_name, ms, gone) => {
    const { tablet, ready } = await holding()
    tablet.setNow(NOON + ms)
    expect(mustPerish(ready, NOON + ms)).toBe(gone)
    const left = await perishIfOld(tablet, ready)
    expect(left.lists.perished === true).toBe(gone)
    expect((await tablet.store.read('listKey')) === null).toBe(gone)
    expect((await tablet.store.read('closedLists')) === null).toBe(gone)
  })

  it('once gone are unknown of everybody, and all else still stands', async () => {
    const { tablet } = await holding()
    tablet.setNow(NOON + 73 * HOUR_MS)
    const first = await opened(tablet)
    const again = await opened(tablet)
    for (const ready of [first, again]) {
      expect(await asked(ready)).toEqual({ watch: { state: 'unknown', why: 'missing' }, named: {} })
      expect(ready.held.parts.checkpoint.id).toBe('bach-dang')
      expect(ready.held.manifest.version).toBe(5)
    }
  })

  it('come again with the same version at the next contact, and not without their parts', async () => {
    const { tablet, bundle } = await holding()
    tablet.setNow(NOON + 73 * HOUR_MS)
    const left = await opened(tablet)
    expect(heldManifestOf(left).parts['watch-list'].hash).toBe('')
    expect(heldManifestOf(left).parts.rules.hash).toBe(bundle.signed.manifest.parts.rules.hash)
    const later = await aSignedBundle(NOON + 73 * HOUR_MS, 5, bundle.parts)
    expect(await takeBundle(tablet, left, { bundle: later.signed, parts: {} })).toEqual({ ok: false, error: 'part-missing' })
    const lists = { 'watch-list': bundle.parts['watch-list'], lists: bundle.parts.lists }
    const taken = await takeBundle(tablet, left, { bundle: later.signed, parts: lists })
    if (!taken.ok) throw new Error(taken.error)
    expect(await asked(taken.value)).toMatchObject({ watch: { value: [{ kind: 'f1' }] }, named: { roster: { value: true } } })
    expect(await asked(await opened(tablet))).toMatchObject({ watch: { value: [{ kind: 'f1' }] } })
  })

  it('whose key was taken away leave no list of nobody', async () => {
    const { tablet } = await holding()
    await tablet.store.write({ listKey: null })
    expect(await asked(await opened(tablet))).toMatchObject({ watch: { state: 'unknown' } })
  })

  it('of an earlier version, in plain among the parts, are still read', async () => {
    const { tablet, bundle } = await holding()
    await tablet.store.write({ parts: bundle.parts, closedLists: null, listKey: null })
    expect(await asked(await opened(tablet))).toMatchObject({ watch: { value: [{ kind: 'f1' }] } })
  })

  it('are not believed where another part was altered beside them', async () => {
    const { tablet } = await holding()
    const parts = await tablet.store.read('parts')
    if (!parts) throw new Error('no parts')
    await tablet.store.write({ listKey: null, parts: { ...parts, zones: { zones: [] } } })
    expect(await reopenBundle(tablet)).toBeNull()
  })
})
