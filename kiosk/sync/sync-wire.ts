import * as z from 'zod/mini'
import type { SyncRefusal, SyncReply } from '../../shared/sync/protocol.ts'

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
  if (!parsed.success) return { error: 'other', message: '', seq: -1, expectedSeq: -1 }
  const { error, message = '', seq: at = -1, expectedSeq = -1 } = parsed.data
  return { error: KNOWN.find((known) => known === error) ?? 'other', message, seq: at, expectedSeq }
}
