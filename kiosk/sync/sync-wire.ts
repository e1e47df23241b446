import { asKioskId } from '../../shared/ids.ts'
import type { SignedOrder } from '../../shared/sync/kiosk-order.ts'
import type { EpochReply, SyncRefusal, SyncReply } from '../../shared/sync/protocol.ts'
import { absentOr, anything, hash, integer, listOf, meeting, number, oneOf, recordOf, text, withFields } from './wire-shapes.ts'

const whole = integer(Number.MIN_SAFE_INTEGER)
const place = withFields({ seq: integer(0), hash })
const stamp = withFields({ version: whole, hash, asOf: number })

/** Bundle parts and their changes are not looked into here: `acceptBundle` takes them only by the hashes of a signed manifest. */
const isReply = withFields({
  protocol: whole,
  acked: place,
  serverNow: number,
  bundle: withFields({
    manifest: withFields({ v: oneOf(1), checkpoint: text, version: whole, issuedAt: number, parts: recordOf(stamp) }),
    signature: text,
  }),
  parts: recordOf(anything),
  changes: absentOr(recordOf(anything)),
  parked: listOf(whole),
})

const isRefusal = withFields({
  error: text,
  message: absentOr(text),
  seq: absentOr(whole),
  expectedSeq: absentOr(whole),
  serverNow: absentOr(number),
  acked: absentOr(place),
  order: absentOr(
    withFields({
      order: withFields({
        v: oneOf(1),
        kiosk: meeting(asKioskId.matches),
        epoch: whole,
        wipe: oneOf('secrets', 'secrets-and-queue'),
        orderedAt: whole,
      }),
      signature: text,
    }),
  ),
})

/** Null where it is not the protocol's reply: a captive portal's page, a proxy's error. */
export function parseSyncReply(body: unknown): SyncReply | null {
  return isReply(body) ? (body as unknown as SyncReply) : null
}

export type ParsedRefusal = {
  readonly error: SyncRefusal['error'] | 'other'
  readonly message: string
  readonly seq: number
  readonly expectedSeq: number
  /** What a retired tablet's server took all the same. */
  readonly acked: { readonly seq: number; readonly hash: string } | null
  readonly order: SignedOrder | null
}

const KNOWN: readonly SyncRefusal['error'][] = [
  'gap',
  'fork',
  'broken-chain',
  'kiosk-unknown',
  'kiosk-revoked',
  'signature-invalid',
  'wrong-epoch',
  'client-too-old',
  'server-too-old',
  'no-space',
]

export function parseSyncRefusal(body: unknown): ParsedRefusal {
  if (!isRefusal(body)) return { error: 'other', message: '', seq: -1, expectedSeq: -1, acked: null, order: null }
  const { error, message = '', seq: at = -1, expectedSeq = -1, acked = null, order } = body
  const signed = order ? { ...order, order: { ...order.order, kiosk: asKioskId(order.order.kiosk) } } : null
  return { error: KNOWN.find((known) => known === error) ?? 'other', message, seq: at, expectedSeq, acked, order: signed }
}

const isEpochReply = withFields({ epoch: integer(2), closed: place, serverNow: number })

export function parseEpochReply(body: unknown): EpochReply | null {
  return isEpochReply(body) ? body : null
}
