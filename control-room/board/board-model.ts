import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import { applyPush, type CheckpointFlow, type FlowPush } from '../../shared/flow/flow.ts'
import type { BoardSnapshot, KioskStatus } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import { localDateAt, startOfLocalDate, type ZoneName } from '../../shared/time.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../../shared/units.ts'

/** All that the board knows, as values; every figure on the page is derived from this and the clock. */
export interface BoardModel {
  readonly zone: ZoneName
  readonly installation: BoardSnapshot['installation']
  readonly checkpoints: readonly Checkpoint[]
  readonly flowById: ReadonlyMap<CheckpointId, CheckpointFlow>
  readonly kiosks: readonly KioskStatus[]
}

export interface PushOutcome {
  readonly model: BoardModel
  /** Checkpoints whose push did not fit, with the revision to reach: fetch them again. */
  readonly missed: ReadonlyMap<CheckpointId, number>
  /** A checkpoint that the snapshot did not have: fetch everything again. */
  readonly strangers: readonly CheckpointId[]
}

export function modelOf(snapshot: BoardSnapshot): BoardModel {
  const { zone, installation, checkpoints, kiosks } = snapshot
  return { zone, installation, checkpoints, kiosks, flowById: new Map(snapshot.flows.map((flow) => [flow.checkpoint, flow])) }
}

export function flowOf(model: BoardModel, checkpoint: CheckpointId): CheckpointFlow {
  return model.flowById.get(checkpoint) ?? { checkpoint, rev: 0, buckets: [] }
}

export function applyPushes(model: BoardModel, pushes: readonly FlowPush[]): PushOutcome {
  const flowById = new Map(model.flowById)
  const missed = new Map<CheckpointId, number>()
  const strangers: CheckpointId[] = []
  for (const push of pushes) {
    const { checkpoint } = push
    if (!model.checkpoints.some((known) => known.id === checkpoint)) {
      strangers.push(checkpoint)
      continue
    }
    const next = applyPush(flowById.get(checkpoint) ?? { checkpoint, rev: 0, buckets: [] }, push)
    if (next) flowById.set(checkpoint, next)
    else missed.set(checkpoint, Math.max(push.toRev, missed.get(checkpoint) ?? 0))
  }
  return { model: { ...model, flowById }, missed, strangers }
}

/** A fetched flow; an older one than the board already has (a push overtook the answer) changes nothing. */
export function withFlow(model: BoardModel, flow: CheckpointFlow): BoardModel {
  if (flow.rev < flowOf(model, flow.checkpoint).rev) return model
  return { ...model, flowById: new Map(model.flowById).set(flow.checkpoint, flow) }
}

/** The whole list anew: a kiosk that is gone from it was revoked. */
export function withKiosks(model: BoardModel, kiosks: readonly KioskStatus[]): BoardModel {
  return { ...model, kiosks }
}

/** A board stays open for weeks: minutes older than two hours and days before yesterday are let go. */
export function forgetOld(model: BoardModel, now: EpochMs): BoardModel {
  const today = startOfLocalDate(localDateAt(now, model.zone), model.zone)
  const isKept = (bucket: CheckpointFlow['buckets'][number]): boolean =>
    bucket.grain === 'day' ? bucket.slotAt >= today - DAY_MS : bucket.slotAt >= now - 2 * HOUR_MS
  const flowById = new Map([...model.flowById].map(([id, flow]) => [id, { ...flow, buckets: flow.buckets.filter(isKept) }]))
  return { ...model, flowById }
}
