import * as z from 'zod/mini'
import { asKioskId } from '../../shared/ids.ts'
import type { SignedOrder } from '../../shared/sync/kiosk-order.ts'
import type { EpochReply, SyncRefusal, SyncReply } from '../../shared/sync/protocol.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const seq = z.int().check(z.gte(0))
const stamp = z.object({ version: z.int(), hash, asOf: z.number() })

/** Bundle parts are not looked into here: `acceptBundle` takes them only by the hashes of a signed manifest. */
const replySchema = z.object({
  protocol: z.int(),
  acked: z.object({ seq, hash }),
  serverNow: z.number(),
  bundle: z.object({
    manifest: z.object({ v: z.literal(1), checkpoint: z.string(), version: z.int(), issuedAt: z.number(), parts: z.record(z.string(), stamp) }),
    signature: z.string(),
  }),
  parts: z.record(z.string(), z.unknown()),
  parked: z.array(z.int()),
})

const refusalSchema = z.object({
  error: z.string(),
  message: z.optional(z.string()),
  seq: z.optional(z.int()),
  expectedSeq: z.optional(z.int()),
  serverNow: z.optional(z.number()),
  acked: z.optional(z.object({ seq, hash })),
  order: z.optional(
    z.object({
      order: z.object({
        v: z.literal(1),
        kiosk: z.string().check(z.refine(asKioskId.matches)),
        epoch: z.int(),
        wipe: z.enum(['secrets', 'secrets-and-queue']),
        orderedAt: z.int(),
      }),
      signature: z.string(),
    }),
  ),
})

/** Null where it is not the protocol's reply: a captive portal's page, a proxy's error. */
export function parseSyncReply(body: unknown): SyncReply | null {
  const parsed = replySchema.safeParse(body)
  return parsed.success ? (parsed.data as unknown as SyncReply) : null
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
  const parsed = refusalSchema.safeParse(body)
  if (!parsed.success) return { error: 'other', message: '', seq: -1, expectedSeq: -1, acked: null, order: null }
  const { error, message = '', seq: at = -1, expectedSeq = -1, acked = null, order } = parsed.data
  const signed = order ? { ...order, order: { ...order.order, kiosk: asKioskId(order.order.kiosk) } } : null
  return { error: KNOWN.find((known) => known === error) ?? 'other', message, seq: at, expectedSeq, acked, order: signed }
}

const epochSchema = z.object({ epoch: z.int().check(z.gte(2)), closed: z.object({ seq, hash }), serverNow: z.number() })

export function parseEpochReply(body: unknown): EpochReply | null {
  return epochSchema.safeParse(body).data ?? null
}
