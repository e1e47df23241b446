import type { CheckpointFlow, FlowPush } from '../../shared/flow/flow.ts'
import type { BoardSnapshot, KioskStatus } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { EpochMs } from '../../shared/units.ts'
import type { ApiFailure } from '../http/call-api.ts'
import { applyPushes, type BoardModel, forgetOld, modelOf, withFlow, withKiosks } from './board-model.ts'

export interface FeedPorts {
  readonly fetchSnapshot: () => Promise<Result<BoardSnapshot, ApiFailure>>
  readonly fetchFlow: (checkpoint: CheckpointId) => Promise<Result<CheckpointFlow, ApiFailure>>
  readonly wait: (ms: number) => Promise<void>
  readonly onModel: (model: BoardModel) => void
  readonly onServerNow: (serverNow: EpochMs) => void
  readonly onFailure: (failure: ApiFailure) => void
}

/** Between two tries for the same thing. */
const RETRY_MS = 1500

/**
 * Keeps one board true: a snapshot at every connection, then pushes, and one checkpoint anew where a push does not fit.
 * Pushes that arrive while a snapshot is under way wait for it; the ones it already holds then change nothing.
 */
export class BoardFeed {
  readonly #ports: FeedPorts
  #model: BoardModel | null = null
  #early: FlowPush[] = []
  /** Counts connections: an answer that belongs to an earlier one is dropped. */
  #round = 0
  #isLoading = false
  readonly #wantedRev = new Map<CheckpointId, number>()

  constructor(ports: FeedPorts) {
    this.#ports = ports
  }

  /** At each connection, and whenever the board may stand on the wrong ground. */
  async reload(): Promise<void> {
    const round = ++this.#round
    this.#isLoading = true
    this.#early = []
    this.#wantedRev.clear()
    const answer = await this.#ports.fetchSnapshot()
    if (round !== this.#round) return
    if (!answer.ok) return this.#afterFailedReload(answer.error, round)
    this.#isLoading = false
    this.#ports.onServerNow(answer.value.serverNow)
    this.#show(modelOf(answer.value))
    this.push(this.#early.splice(0))
  }

  push(pushes: readonly FlowPush[]): void {
    if (this.#isLoading || this.#model === null) {
      this.#early.push(...pushes)
      return
    }
    const { model, missed, strangers } = applyPushes(this.#model, pushes)
    this.#show(model)
    if (strangers.length > 0) void this.reload()
    else for (const [checkpoint, rev] of missed) void this.#catchUp(checkpoint, rev)
  }

  kiosks(news: readonly KioskStatus[], serverNow: EpochMs): void {
    this.#ports.onServerNow(serverNow)
    if (this.#model && !this.#isLoading) this.#show(withKiosks(this.#model, news))
  }

  /** Lets old counters go: same figures, less to carry. */
  forgetOld(now: EpochMs): void {
    if (this.#model) this.#show(forgetOld(this.#model, now))
  }

  stop(): void {
    this.#round++
    this.#isLoading = false
    this.#model = null
  }

  async #afterFailedReload(failure: ApiFailure, round: number): Promise<void> {
    this.#ports.onFailure(failure)
    if (failure.kind !== 'unreachable') return
    await this.#ports.wait(RETRY_MS)
    if (round === this.#round) await this.reload()
  }

  /** One fetch at a time for each checkpoint; what is pushed meanwhile only raises the revision to reach. */
  async #catchUp(checkpoint: CheckpointId, rev: number): Promise<void> {
    const wanted = this.#wantedRev.get(checkpoint)
    this.#wantedRev.set(checkpoint, Math.max(rev, wanted ?? 0))
    if (wanted !== undefined) return
    const round = this.#round
    while (round === this.#round && this.#revOf(checkpoint) < (this.#wantedRev.get(checkpoint) ?? 0)) {
      const answer = await this.#ports.fetchFlow(checkpoint)
      if (round !== this.#round) return
      if (answer.ok && this.#model) this.#show(withFlow(this.#model, answer.value))
      if (!answer.ok) this.#ports.onFailure(answer.error)
      if (!answer.ok && answer.error.kind !== 'unreachable') break
      if (this.#revOf(checkpoint) < (this.#wantedRev.get(checkpoint) ?? 0)) await this.#ports.wait(RETRY_MS)
    }
    if (round === this.#round) this.#wantedRev.delete(checkpoint)
  }

  #revOf(checkpoint: CheckpointId): number {
    return this.#model?.flowById.get(checkpoint)?.rev ?? 0
  }

  #show(model: BoardModel): void {
    this.#model = model
    this.#ports.onModel(model)
  }
}
