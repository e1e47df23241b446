import type { BundleParts, PartName } from '../../shared/bundle/bundle.ts'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import type { RevocationChanges } from '../../shared/bundle/revocation-changes.ts'
import type { KioskId } from '../../shared/ids.ts'
import type { Hash } from '../../shared/passage/records.ts'
import {
  EPOCH_HEADER,
  MAX_BATCH_BYTES,
  PROTOCOL_VERSION,
  type SyncReply,
  TAKES_HEADER,
  TAKES_REVOCATION_CHANGES,
} from '../../shared/sync/protocol.ts'
import { type CurrentBundle, currentBundle, overtakeBundle, signManifest } from '../bundles/current-bundle.ts'
import { revocationChanges } from '../bundles/revocation-list.ts'
import type { CoreDeps } from '../deps.ts'
import { type Refusal, refusalReply } from '../http/refusal.ts'
import type { Route, RouteReply, RouteRequest } from '../http/route.ts'
import { epochIn } from '../kiosks/authenticate-kiosk.ts'
import { orderFor } from '../kiosks/wipe-order.ts'
import { isStorageError } from '../storage/storage-error.ts'
import { exampleSync } from './example-sync.ts'
import { type Ingested, ingestBatch } from './ingest-batch.ts'
import { type IncomingSync, parseSyncRequest, protocolOf, syncRequestSchema } from './parse-sync-request.ts'
import { protocolFault } from './protocol-fault.ts'
import { refusalOf, STATUS_OF_FAULT, type SyncFault } from './sync-refusal.ts'

/** Beside the records: ids, hashes, versions. One record that alone is over the limit must still get through. */
const ENVELOPE_BYTES = 64 * 1024

export function syncRoute(deps: CoreDeps): Route {
  return {
    method: 'post',
    path: '/api/sync',
    summary: 'A kiosk sends the next records of its log and gets what changed in its bundle',
    access: 'kiosk',
    maxBytes: MAX_BATCH_BYTES + ENVELOPE_BYTES,
    body: { schema: syncRequestSchema, parsedBy: 'handler', example: exampleSync() },
    replies: {
      200: {
        description:
          'Everything up to `acked` is on disk; the signed manifest, and the parts that the kiosk lacks, or what changed in its revocations',
      },
      401: { description: 'Unknown, revoked or wrongly signed: nothing stored, enrol again' },
      409: { description: 'A gap, a fork or a broken chain: nothing counted' },
      426: { description: 'The two speak different versions of the protocol' },
      507: { description: 'The disk is full: nothing stored, try later' },
    },
    handle: (request) => sync(deps, request),
  }
}

async function sync(deps: CoreDeps, { body, kiosk, language, header }: RouteRequest): Promise<RouteReply> {
  const refuse = (fault: SyncFault): RouteReply => ({ status: STATUS_OF_FAULT[fault.error], body: refusalOf(fault, language) })
  if (kiosk === null) return refuse({ error: 'signature-invalid' })
  const revoked = async ({ acked }: { readonly acked: Ingested['acked'] | null }): Promise<RouteReply> =>
    refuse({ error: 'kiosk-revoked', ...(acked && { acked }), ...(await orderFor(deps, kiosk)) })
  const fault = protocolFault(protocolOf(body))
  if (fault) return refuse(fault)
  const parsed = parseSyncRequest(body)
  if (!parsed.ok) return refusalReply(malformed(parsed.error), language)
  // The key that signed is that of the epoch named in the header, else the present one's: it may write no other log.
  const ingested = await ingest(deps, kiosk, { request: parsed.value, signedEpoch: epochIn(header(EPOCH_HEADER)) })
  if (!ingested.ok) return ingested.error.error === 'kiosk-revoked' ? revoked({ acked: null }) : refuse(ingested.error)
  if (ingested.value.isRetired) return revoked({ acked: ingested.value.acked })
  return { status: 200, body: await replyTo(deps, { request: parsed.value, takes: header(TAKES_HEADER) ?? '' }, ingested.value) }
}

interface Signed {
  readonly request: IncomingSync
  readonly signedEpoch: number | null
}

async function ingest(deps: CoreDeps, kiosk: KioskId, { request, signedEpoch }: Signed): ReturnType<typeof ingestBatch> {
  const { storage, clock, zone, log } = deps
  try {
    const result = await storage.write((tx) => ingestBatch(tx, kiosk, { request, clock, zone, signedEpoch }))
    if (!result.ok && result.error.error === 'fork')
      log.error({ kiosk, checkpoint: request.checkpoint, seq: result.error.seq }, 'a kiosk log has forked')
    if (result.ok && result.value.parked.length > 0) log.warn({ kiosk, parked: result.value.parked.length }, 'records were parked')
    return result
  } catch (error) {
    if (isStorageError(error) && error.fault === 'no-space') return { ok: false, error: { error: 'no-space' } }
    throw error
  }
}

interface Asked {
  readonly request: IncomingSync
  /** Words, with commas between them. */
  readonly takes: string
}

async function replyTo(deps: CoreDeps, asked: Asked, ingested: Ingested): Promise<SyncReply> {
  const { request } = asked
  const { checkpoint } = request
  const current = await currentBundle(deps, checkpoint)
  const bundle = mustOvertake(request, current) ? await overtakeBundle(deps, checkpoint, request.bundleVersion) : current
  return {
    protocol: PROTOCOL_VERSION,
    acked: ingested.acked,
    serverNow: deps.clock.now(),
    bundle: await signManifest(deps, checkpoint, bundle),
    // A past log may be of a checkpoint where this tablet no longer stands.
    ...(ingested.which === 'past' ? { parts: {} } : await newsFor(deps, asked, bundle)),
    parked: ingested.parked,
  }
}

/** Restored from a backup, a server counts up again to a number that a kiosk holds already, and which it takes no second time. */
function mustOvertake({ bundleVersion, parts }: IncomingSync, { version, stamps }: CurrentBundle): boolean {
  if (bundleVersion !== version) return bundleVersion > version
  return PART_NAMES.some((name) => parts[name] !== undefined && parts[name] !== stamps[name].hash)
}

/** The parts that the kiosk lacks; where its revocations are only behind, what it lacks of them. */
async function newsFor(deps: CoreDeps, { request, takes }: Asked, bundle: CurrentBundle): Promise<Pick<SyncReply, 'parts' | 'changes'>> {
  const { revocations, ...others } = partsLackedBy(request, bundle)
  if (!revocations) return { parts: others }
  const isTaken = takes.split(',').some((word) => word.trim() === TAKES_REVOCATION_CHANGES)
  const from = request.parts.revocations
  const changes = isTaken && from !== undefined ? await changesSince(deps, from, bundle) : null
  return changes ? { parts: others, changes: { revocations: changes } } : { parts: { ...others, revocations } }
}

function changesSince({ storage }: CoreDeps, from: Hash, { parts, stamps }: CurrentBundle): Promise<RevocationChanges | null> {
  return revocationChanges(storage, { from, to: stamps.revocations.hash, most: parts.revocations.credentials.length })
}

function partsLackedBy({ parts }: IncomingSync, bundle: CurrentBundle): Partial<BundleParts> {
  const lacked: { [part in PartName]?: BundleParts[PartName] } = {}
  for (const name of PART_NAMES) if (parts[name] !== bundle.stamps[name].hash) lacked[name] = bundle.parts[name]
  return lacked as Partial<BundleParts>
}

function malformed(path: string): Refusal {
  return {
    status: 422,
    error: 'invalid-request',
    texts: {
      vi: `Yêu cầu không đúng giao thức đồng bộ ở "${path.slice(0, 80)}"; không có gì được lưu.`,
      en: `The request does not follow the sync protocol at "${path.slice(0, 80)}"; nothing was stored.`,
    },
  }
}
