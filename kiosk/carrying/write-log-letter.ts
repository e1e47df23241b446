import type { BundleManifest } from '../../shared/bundle/bundle.ts'
import type { CarriedRequest, LogLetter } from '../../shared/carrying/letter.ts'
import { EPOCH_HEADER, PROTOCOL_VERSION, type SyncRequest } from '../../shared/sync/protocol.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { DeviceKeys, KioskIdentity } from '../log/kiosk-identity.ts'
import type { KioskStore } from '../log/kiosk-store.ts'
import { signWith } from '../sync/kiosk-api.ts'
import { pastLog, presentLog, type SentLog } from '../sync/send-log.ts'
import { nextBatch, partsHeld } from '../sync/sync-once.ts'

export interface LogLetterDeps {
  readonly store: KioskStore
  readonly wallAt: () => EpochMs
  readonly appVersion: string
  readonly heldManifest: () => BundleManifest | null
}

/** All that the server has not acknowledged, old logs first, as the requests that the network would have carried. Null before an enrolment. */
export async function writeLogLetter(deps: LogLetterDeps): Promise<LogLetter | null> {
  const { store } = deps
  const identity = await store.read('identity')
  const keys = await store.read('keys')
  const present = await presentLog(store)
  if (!identity || !keys || !present) return null
  const requests: CarriedRequest[] = []
  for (const past of await store.past()) {
    const signed = await requestsOf(deps, pastLog(store, past), past)
    const name = { [EPOCH_HEADER]: String(past.identity.epoch) }
    requests.push(...signed.map(({ headers, body }) => ({ headers: { ...headers, ...name }, body })))
  }
  // Last, and also where nothing waits: it says which parts of the bundle the answer may leave out.
  requests.push(...(await requestsOf(deps, present, { identity, keys })))
  return { v: 1, kind: 'log', checkpoint: identity.checkpoint, kiosk: identity.kiosk, requests }
}

interface Writer {
  readonly identity: KioskIdentity
  readonly keys: Pick<DeviceKeys, 'sign'>
}

async function requestsOf(deps: LogLetterDeps, log: SentLog, { identity, keys }: Writer): Promise<readonly CarriedRequest[]> {
  const requests: CarriedRequest[] = []
  let acked = log.acked
  for (;;) {
    const { records } = await nextBatch({ ...log, acked })
    if (records.length === 0 && requests.length > 0) return requests
    const body = JSON.stringify(requestOf(deps, log, records))
    requests.push({ headers: await signWith(identity, keys)('/api/sync', body), body })
    const last = records.at(-1)
    if (!last) return requests
    acked = { seq: last.header.seq, hash: await log.hashAt(last.header.seq) }
  }
}

function requestOf(deps: LogLetterDeps, { head }: SentLog, records: SyncRequest['records']): SyncRequest {
  const held = deps.heldManifest()
  const { checkpoint, kiosk, epoch } = head
  const end = { seq: head.seq, hash: head.hash }
  const { appVersion } = deps
  const bundleVersion = held?.version ?? 0
  return {
    protocol: PROTOCOL_VERSION,
    checkpoint,
    kiosk,
    epoch,
    records,
    head: end,
    wallAt: deps.wallAt(),
    appVersion,
    bundleVersion,
    parts: partsHeld(held),
    contact: 0,
  }
}
