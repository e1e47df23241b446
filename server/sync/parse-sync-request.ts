import * as z from 'zod/mini'
import { PART_NAMES } from '../../shared/bundle/bundle.ts'
import { canonicalJson, type Json } from '../../shared/canonical-json.ts'
import { asCheckpointId, asKioskId, type CheckpointId, type KioskId } from '../../shared/ids.ts'
import { bodyHash, hashText, headerHash } from '../../shared/passage/chain.ts'
import type { BodyValue, Hash, RecordBody, RecordHeader } from '../../shared/passage/records.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { MAX_BATCH_RECORDS, type SyncRequest } from '../../shared/sync/protocol.ts'
import { parseRecordValue } from './parse-record-value.ts'

/** Why a record was kept without being counted. */
export type ParkCause = 'sealed' | 'erased' | 'body-unreadable' | 'kind-differs' | 'clock-impossible'

/** A record as it came, checked as far as the chain goes. */
export interface IncomingRecord {
  readonly header: RecordHeader
  readonly hash: Hash
  /** What the body's own hash is; null where it has none (erased) or cannot have one. */
  readonly bodyHash: Hash | null
  readonly bodyText: string
  /** What counts; null where it is parked, and of sealed claims. */
  readonly value: BodyValue | null
  readonly parked: ParkCause | null
}

export interface IncomingSync extends Omit<SyncRequest, 'records' | 'checkpoint' | 'kiosk'> {
  readonly checkpoint: CheckpointId
  readonly kiosk: KioskId
  readonly records: readonly IncomingRecord[]
}

/** Our deepest body has six levels; a deeper one is made to exhaust a stack. */
const MAX_BODY_DEPTH = 16

/** Calendar arithmetic holds between these: outside, no local day can be named. 1900-01-02 and 9998-12-31, UTC. */
const EARLIEST_COUNTED = Date.UTC(1900, 0, 2)
const LATEST_COUNTED = Date.UTC(9998, 11, 31)

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const count = z.int().check(z.gte(0))
const checkpoint = z.custom<CheckpointId>(asCheckpointId.matches)
const kiosk = z.custom<KioskId>(asKioskId.matches)
const version = z.string().check(z.maxLength(40))

const header = z.strictObject({
  v: z.literal(1),
  checkpoint,
  kiosk,
  epoch: z.int().check(z.gte(1)),
  seq: z.int().check(z.gte(1)),
  kind: z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/)),
  occurredAt: z.number(),
  wallAt: z.number(),
  prev: hash,
  bodyHash: hash,
})

/** Also printed as OpenAPI. */
export const syncRequestSchema = z.strictObject({
  protocol: z.int(),
  checkpoint,
  kiosk,
  epoch: z.int().check(z.gte(1)),
  records: z.array(z.strictObject({ header, body: z.unknown() })).check(z.maxLength(MAX_BATCH_RECORDS)),
  head: z.strictObject({ seq: count, hash }),
  wallAt: z.number(),
  appVersion: version,
  bundleVersion: count,
  parts: z.partialRecord(z.enum(PART_NAMES), hash),
  contact: z.optional(count),
})

const protocolOnly = z.looseObject({ protocol: z.int() })

/** The protocol a request speaks, read before the rest: another version has other fields. */
export function protocolOf(input: unknown): number | null {
  const parsed = protocolOnly.safeParse(input)
  return parsed.success ? parsed.data.protocol : null
}

/** The path of the first field that is not as the protocol says, where it cannot be read. */
export function parseSyncRequest(input: unknown): Result<IncomingSync, string> {
  const parsed = syncRequestSchema.safeParse(input)
  if (!parsed.success) return err(parsed.error.issues[0]?.path.join('.') || 'body')
  const { records, parts, contact, ...rest } = parsed.data
  const deep = records.findIndex((record) => isDeeperThan(record.body, MAX_BODY_DEPTH))
  if (deep >= 0) return err(`records.${deep}.body`)
  const counted = contact === undefined ? {} : { contact }
  const read = records.map((record) => incoming(record.header as RecordHeader, record.body))
  return ok({ ...rest, ...counted, parts: parts as SyncRequest['parts'], records: read })
}

function incoming(head: RecordHeader, body: unknown): IncomingRecord {
  const form = formOf(body)
  const base = {
    header: head,
    hash: hashOfHeader(head),
    bodyText: JSON.stringify(body) ?? 'null',
    bodyHash: form === 'erased' ? null : hashOfBody(body),
  }
  const parked = (cause: ParkCause): IncomingRecord => ({ ...base, value: null, parked: cause })
  // What a form or a card said of a person comes sealed and counts nothing: re-adjudication opens it.
  if (form === 'sealed' && head.kind === 'claims' && isCountable(head.occurredAt)) return { ...base, value: null, parked: null }
  if (form === 'sealed' || form === 'erased') return parked(form)
  if (!isCountable(head.occurredAt) || !Number.isSafeInteger(head.wallAt)) return parked('clock-impossible')
  const value = form === 'plain' && base.bodyHash !== null ? parseRecordValue(valueIn(body)) : null
  if (value === null) return parked('body-unreadable')
  return value.kind === head.kind ? { ...base, value, parked: null } : parked('kind-differs')
}

function isCountable(at: number): boolean {
  return Number.isSafeInteger(at) && at >= EARLIEST_COUNTED && at <= LATEST_COUNTED
}

const plain = z.strictObject({ form: z.literal('plain'), salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)), value: z.unknown() })
const sealed = z.strictObject({ form: z.literal('sealed'), salt: z.string(), box: z.string() })
const erased = z.strictObject({ form: z.literal('erased') })
const bodySchema = z.discriminatedUnion('form', [plain, sealed, erased])

function formOf(body: unknown): RecordBody['form'] | null {
  const parsed = bodySchema.safeParse(body)
  return parsed.success ? parsed.data.form : null
}

function valueIn(body: unknown): unknown {
  const parsed = plain.safeParse(body)
  return parsed.success ? parsed.data.value : null
}

/** Canonical JSON has no floats. A header with one is kept (its clock is parked), so its text is finished here as RFC 8785 has it. */
function hashOfHeader(head: RecordHeader): Hash {
  const { occurredAt, wallAt } = head
  if (Number.isSafeInteger(occurredAt) && Number.isSafeInteger(wallAt)) return headerHash(head)
  const whole = canonicalJson({ ...head, occurredAt: 0, wallAt: 0 } as unknown as Json)
  const exact = whole.replace('"occurredAt":0', `"occurredAt":${occurredAt}`).replace('"wallAt":0', `"wallAt":${wallAt}`)
  return hashText(`chot-record-1\n${exact}`)
}

/** Null where it has a float and so no canonical text: nobody can have hashed it either. */
function hashOfBody(body: unknown): Hash | null {
  try {
    return bodyHash(body as Exclude<RecordBody, { form: 'erased' }>)
  } catch {
    return null
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((field) => isDeeperThan(field, levels - 1))
}
