import { followsHead, type LogHead } from '../../shared/passage/chain.ts'
import type { EpochMs } from '../../shared/units.ts'
import { emptyLogOf, type KioskRow } from '../kiosks/kiosk-log.ts'
import { isStolen } from '../kiosks/stolen-tail.ts'
import type { Arrived } from './arrived-batch.ts'
import type { IncomingRecord, IncomingSync } from './parse-sync-request.ts'
import { isForked } from './set-aside.ts'
import type { SyncFault } from './sync-refusal.ts'

/** What is to be done with a request; nothing has been written yet. */
export type IngestPlan =
  | { readonly kind: 'refuse'; readonly fault: SyncFault }
  | { readonly kind: 'keep-from-stolen' }
  /** This log and the stored one part ways at `seq`. */
  | { readonly kind: 'set-aside'; readonly seq: number }
  /** Empty for a plain contact, or where all of it was here already. */
  | { readonly kind: 'take'; readonly fresh: readonly IncomingRecord[] }

/** Decides over what is stored, without a database or a clock of its own: the simulators run this very function. */
export function planIngest(arrived: Arrived): IngestPlan {
  const { row, request, held, now } = arrived
  const lie = lieIn(request, row)
  if (lie) return { kind: 'refuse', fault: lie }
  if (isStolen(row)) return { kind: 'keep-from-stolen' }
  const forkSeq = isForked(arrived)
  if (forkSeq !== null) return { kind: 'set-aside', seq: forkSeq }
  const fresh = request.records.filter(({ header }) => header.seq > row.acked_seq && !held.has(header.seq))
  const fault = faultOf(row, fresh, now)
  return fault ? { kind: 'refuse', fault } : { kind: 'take', fresh }
}

/** What the request says of itself against what its enrolment says. */
function lieIn(request: IncomingSync, row: KioskRow): SyncFault | null {
  if (request.kiosk !== row.kiosk_id) return { error: 'signature-invalid' }
  if (request.epoch !== row.epoch) return { error: 'wrong-epoch' }
  const expectedSeq = row.acked_seq + 1
  const broken = (seq: number): SyncFault => ({ error: 'broken-chain', seq, expectedSeq })
  const [first] = request.records
  if (request.checkpoint !== row.checkpoint_id) return broken(first?.header.seq ?? expectedSeq)
  const stranger = request.records.find(({ header }, i) => {
    const foreign = header.checkpoint !== row.checkpoint_id || header.kiosk !== row.kiosk_id || header.epoch !== row.epoch
    return foreign || header.seq !== (first?.header.seq ?? 0) + i
  })
  if (stranger) return broken(stranger.header.seq)
  const last = request.records.at(-1)
  if (!last) return null
  const { seq, hash } = request.head
  return seq < last.header.seq || (seq === last.header.seq && hash !== last.hash) ? broken(last.header.seq) : null
}

/** Whether the fresh records continue the log: the first says whether something is missing before it. */
function faultOf(row: KioskRow, fresh: readonly IncomingRecord[], serverNow: EpochMs): SyncFault | null {
  const expectedSeq = row.acked_seq + 1
  let head = headOf(row)
  for (const record of fresh) {
    const { header } = record
    // The body is checked by its hash, which is known even where nobody can read it.
    const fault = followsHead(head, { header, body: { form: 'erased' } })
    if (fault === 'gap' && header.seq > head.seq) return { error: 'gap', expectedSeq, serverNow }
    const altered = record.bodyHash !== null && record.bodyHash !== header.bodyHash
    if (fault || altered) return { error: 'broken-chain', seq: header.seq, expectedSeq }
    head = { ...head, seq: header.seq, hash: record.hash }
  }
  return null
}

/** What the kiosk's row says of its log; the branded ids are the request's, which equal it. */
function headOf(row: KioskRow): LogHead {
  return { ...emptyLogOf(row), seq: row.acked_seq, hash: row.acked_hash }
}
