import * as z from 'zod/mini'
import { isPlaceCode, type PlaceCode } from '../../shared/areas/place.ts'
import { CHECKPOINT_KINDS, DIRECTIONS } from '../../shared/checkpoints/checkpoint.ts'
import { type CheckpointFlow, type FlowPush, GRAINS } from '../../shared/flow/flow.ts'
import type { BoardSnapshot, KioskStatus } from '../../shared/http/api.ts'
import { asAuthorityId, asCheckpointId, asKioskId, asLaneId } from '../../shared/ids.ts'
import { OUTCOMES } from '../../shared/rules/verdict.ts'

// Only what the board reads is asked for; further fields of a newer server pass by.

const instant = z.int()
const count = z.int()
const texts = z.object({ vi: z.string(), en: z.string() })
const place = z.custom<PlaceCode>(isPlaceCode)
const checkpointId = z.custom<ReturnType<typeof asCheckpointId>>(asCheckpointId.matches)
const laneId = z.custom<ReturnType<typeof asLaneId>>(asLaneId.matches)

const bucket = z.object({
  grain: z.enum(GRAINS),
  slotAt: instant,
  lane: laneId,
  direction: z.enum(DIRECTIONS),
  outcome: z.enum(OUTCOMES),
  origin: z.nullable(place),
  persons: count,
  vehicles: count,
})

const flow = z.object({ checkpoint: checkpointId, rev: count, buckets: z.array(bucket) })
const push = z.object({ checkpoint: checkpointId, fromRev: count, toRev: count, buckets: z.array(bucket) })

const kiosk = z.object({
  kiosk: z.custom<ReturnType<typeof asKioskId>>(asKioskId.matches),
  checkpoint: checkpointId,
  state: z.enum(['active', 'revoked', 'retired', 'forked']),
  lastContactAt: z.nullable(instant),
  lastRecordAt: z.nullable(instant),
  queued: count,
  bundleVersion: count,
  appVersion: z.string(),
})

const lane = z.object({
  id: laneId,
  name: texts,
  direction: z.enum(DIRECTIONS),
  vehicles: z.enum(['any', 'goods', 'persons', 'on-foot']),
  line: z.exactOptional(z.enum(['outer', 'inner'])),
})

const checkpoint = z.object({
  id: checkpointId,
  name: texts,
  kind: z.enum(CHECKPOINT_KINDS),
  authority: z.custom<ReturnType<typeof asAuthorityId>>(asAuthorityId.matches),
  place,
  borders: z.nullable(place),
  road: z.nullable(z.string()),
  schematic: z.object({ x: z.number(), y: z.number() }),
  lanes: z.array(lane),
  opensAt: instant,
  closesAt: z.nullable(instant),
})

const snapshot = z.object({
  serverNow: instant,
  zone: z.string(),
  installation: texts,
  checkpoints: z.array(checkpoint),
  flows: z.array(flow),
  kiosks: z.array(kiosk),
})

export function parseSnapshot(answer: unknown): BoardSnapshot | null {
  return snapshot.safeParse(answer).data ?? null
}

export function parseFlow(answer: unknown): CheckpointFlow | null {
  return flow.safeParse(answer).data ?? null
}

export function parsePushes(message: unknown): readonly FlowPush[] | null {
  return z.array(push).safeParse(message).data ?? null
}

export function parseKiosks(message: unknown): readonly KioskStatus[] | null {
  return z.array(kiosk).safeParse(message).data ?? null
}
