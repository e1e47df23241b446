import { hexOf } from '../../shared/hex.ts'
import type { RecordDraft } from '../../shared/passage/chain.ts'
import type { Lost } from '../../shared/passage/records.ts'
import { ok, type Result } from '../../shared/result.ts'
import { tokenHashOf } from '../../shared/sync/check-number.ts'
import { type EnrolReply, type EnrolRequest, previousText } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { DeviceKeys, KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { type Beginning, draftOf } from '../log/past-log.ts'
import { type Post, signText } from '../sync/kiosk-api.ts'
import { type EnrolProblem, identityOf, requestEnrolment } from './enrolment.ts'

export interface EnrolTabletDeps {
  readonly store: KioskStore
  readonly post: Post
  readonly makeKeys: () => Promise<{ readonly keys: DeviceKeys; readonly publicKey: string }>
  readonly random: (bytes: number) => Uint8Array
  readonly times: () => { readonly occurredAt: EpochMs; readonly wallAt: EpochMs }
  readonly device: string
  readonly appVersion: string
}

export type EnrolStep =
  | { readonly kind: 'enrolled'; readonly identity: KioskIdentity; readonly reply: EnrolReply }
  /** Both screens show the number of this token and key; ask again. */
  | { readonly kind: 'pending'; readonly publicKey: string }

/**
 * One question to the server. While it is not confirmed the same key asks again, also after a reload. A tablet that was a kiosk
 * proves it by its old key and stays that kiosk; what its old log still has to send is kept and sent as that log.
 */
export async function enrolTablet(deps: EnrolTabletDeps, token: string): Promise<Result<EnrolStep, EnrolProblem>> {
  const { store, post, device, appVersion } = deps
  const asked = await store.read('pending')
  const made = asked?.token === token ? asked : { token, ...(await deps.makeKeys()) }
  const { keys, publicKey } = made
  const previous = await previousOf(store, token, publicKey)
  const reply = await requestEnrolment({ post, device, appVersion, publicKey, ...(previous && { previous }) }, token)
  if (!reply.ok) {
    if (reply.error === 'link-used-or-expired') await store.write({ pending: null })
    return reply
  }
  if (reply.value === 'pending') {
    await store.write({ pending: made })
    return ok({ kind: 'pending', publicKey })
  }
  const identity = identityOf(reply.value)
  await store.begin(identity, { keys, verifiers: [], shift: null, pending: null }, await beginningOf(deps, identity))
  return ok({ kind: 'enrolled', identity, reply: reply.value })
}

async function previousOf(store: KioskStore, token: string, publicKey: string): Promise<EnrolRequest['previous']> {
  const identity = await store.read('identity')
  const keys = await store.read('keys')
  if (!identity || !keys) return undefined
  const signature = await signText(keys, previousText(tokenHashOf(token), publicKey))
  return { kiosk: identity.kiosk, epoch: identity.epoch, signature }
}

async function beginningOf(deps: EnrolTabletDeps, next: KioskIdentity): Promise<Beginning> {
  const { store } = deps
  const before = await store.read('identity')
  const head = await store.head()
  if (before && !head && before.kiosk === next.kiosk) {
    // Its log is gone though its key is not: only the tablet can say so.
    const fromSeq = ((await store.read('acked'))?.seq ?? 0) + 1
    const lost: Lost = { kind: 'lost', epoch: before.epoch, fromSeq, toSeq: null, cause: 'storage-lost' }
    return { kind: 'enrolled', drafts: [{ ...deps.times(), value: lost, salt: hexOf(deps.random(16)) }] }
  }
  const neverBound = (await store.read('envelope')) !== null && head !== null && next.checkpoint === before?.checkpoint
  if (!neverBound || !head) return { kind: 'enrolled' }
  // No server knows the key that the envelope's log hangs on: its records are written again in the log that begins now.
  const records = await store.recordsAfter(0, head.seq)
  const drafts = records.map(draftOf).filter((draft): draft is RecordDraft => draft !== null)
  return { kind: 'enrolled', drafts, rest: 'written-again' }
}

/** The first contact of a tablet that an envelope enrolled: the token binds its key; its log goes on unchanged. */
export async function bindEnvelopeKey(deps: EnrolTabletDeps): Promise<'bound' | 'nothing-to-bind' | EnrolProblem> {
  const { store, post, device, appVersion } = deps
  const envelope = await store.read('envelope')
  const identity = await store.read('identity')
  if (!envelope || !identity) return 'nothing-to-bind'
  const reply = await requestEnrolment({ post, device, appVersion, publicKey: envelope.publicKey }, envelope.token)
  if (!reply.ok) return reply.error
  if (reply.value === 'pending') return 'unreachable'
  if (reply.value.kiosk !== identity.kiosk || reply.value.epoch !== identity.epoch) return 'link-used-or-expired'
  await store.write({ envelope: null })
  return 'bound'
}
