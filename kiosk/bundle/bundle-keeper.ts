import { PART_NAMES, type SignedManifest } from '../../shared/bundle/bundle.ts'
import {
  acceptBundle,
  acceptRemains,
  type BundleRefusal,
  type BundleTrust,
  manifestRefusal,
  orderRefusal,
} from '../../shared/bundle/verify-bundle.ts'
import type { Verify } from '../../shared/credential/credential.ts'
import type { BundleSwitch } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { SyncReply } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { Journal } from '../log/journal.ts'
import type { KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { closeLists, letListsPerish, openLists, PERISHABLE_PARTS } from './perishable-lists.ts'
import { makeReady, mustPerish, type ReadyBundle, withoutLists } from './ready-bundle.ts'

export interface BundleKeeperDeps {
  readonly store: KioskStore
  readonly journal: Journal
  readonly verify: Verify
  /** Without one nothing is taken for too old on opening; whoever watches the time looks again. */
  readonly clock?: { readonly now: () => EpochMs }
}

/** `unusable`: signed, but this app cannot read it: an update of the app may. */
export type BundleProblem = BundleRefusal | 'unusable'

/** The bundle on the disk, checked again as if it had just come: what was altered there is not believed. */
export async function reopenBundle(deps: BundleKeeperDeps): Promise<ReadyBundle | null> {
  const identity = await deps.store.read('identity')
  const signed = await deps.store.read('manifest')
  const parts = await deps.store.read('parts')
  if (!identity || !signed || !parts) return null
  const trust = trustOf(identity, deps.verify)
  const whole = { signed, parts: { ...parts, ...(await openLists(deps.store)) } }
  const accepted = await acceptBundle(null, whole, trust)
  const remains = accepted.ok ? accepted : await acceptRemains({ signed, parts }, PERISHABLE_PARTS, trust)
  if (!remains.ok) return null
  const ready = makeReady(remains.value, null)
  if (!ready.ok) return null
  return accepted.ok ? perishIfOld(deps, ready.value) : withoutLists(ready.value)
}

/** Looked at again and again while the app runs, and once on opening. */
export async function perishIfOld({ store, clock }: Pick<BundleKeeperDeps, 'store' | 'clock'>, ready: ReadyBundle): Promise<ReadyBundle> {
  if (!clock || !mustPerish(ready, clock.now())) return ready
  await letListsPerish(store)
  return withoutLists(ready)
}

/** Takes what a reply offers. The switch and its record are one transaction; on any doubt the held bundle stays. */
export async function takeBundle(
  deps: BundleKeeperDeps,
  held: ReadyBundle | null,
  reply: Pick<SyncReply, 'bundle' | 'parts' | 'changes'>,
): Promise<Result<ReadyBundle, BundleProblem>> {
  const identity = await deps.store.read('identity')
  if (!identity) return err('wrong-checkpoint')
  const offer = { signed: reply.bundle, parts: reply.parts, changes: reply.changes }
  // What was destroyed must come again: what stands in its place is no list of nobody.
  if (held?.lists.perished && PERISHABLE_PARTS.some((name) => offer.parts[name] === undefined)) return err('part-missing')
  const trust = trustOf(identity, deps.verify)
  const late = held ? null : await lateRefusal(deps.store, reply.bundle, trust)
  if (late) return err(late)
  const accepted = await acceptBundle(held?.held ?? null, offer, trust)
  if (!accepted.ok) return accepted
  if (held && !held.lists.perished && held.held.manifest.version === accepted.value.manifest.version) {
    if (held.held.manifest.issuedAt !== accepted.value.manifest.issuedAt) await deps.store.write({ manifest: reply.bundle })
    return ok({ ...held, held: accepted.value })
  }
  const ready = makeReady(accepted.value, held)
  if (!ready.ok) return err('unusable')
  const { manifest, parts } = accepted.value
  const versions = Object.fromEntries(PART_NAMES.map((name) => [name, manifest.parts[name].version]))
  const switched: BundleSwitch = { kind: 'bundle-switch', version: manifest.version, parts: versions }
  await deps.journal.keep([switched], { manifest: reply.bundle, ...(await closeLists(parts)) })
  return ready
}

/** Parts that were altered on the disk are gone, but the version once held is not: nothing older comes in their place. */
async function lateRefusal(store: KioskStore, offered: SignedManifest, trust: BundleTrust): Promise<BundleRefusal | null> {
  const last = await store.read('manifest')
  if (!last || (await manifestRefusal(last, trust))) return null
  return orderRefusal(last.manifest, offered.manifest)
}

function trustOf(identity: KioskIdentity, verify: Verify): BundleTrust {
  return { publicKey: identity.bundleKey, checkpoint: identity.checkpoint, verify }
}
