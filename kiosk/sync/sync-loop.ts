import { retryDelayMs, SYNC_BUSY_MS, SYNC_IDLE_MS } from './backoff.ts'
import type { SyncOutcome } from './sync-once.ts'

export interface SyncLoop {
  /** Something new to send: at once, unless the loop is backing off. */
  readonly soon: () => void
  /** The network came back, or a person asked: at once, whatever failed before. */
  readonly again: () => void
  readonly stop: () => void
}

export interface SyncLoopDeps {
  readonly once: () => Promise<SyncOutcome>
  readonly random: () => number
  readonly onOutcome: (outcome: SyncOutcome) => void
  readonly timer: { readonly set: (work: () => void, ms: number) => number; readonly clear: (id: number) => void }
}

/** A stopped log still asks now and then: a lifted mistake on the server needs no hand on the tablet. */
const STOPPED_MS = 60_000
/** Answers that say "go on" without progress would else spin. */
const MOST_IN_A_ROW = 50

/** Never two calls at once; after a call the outcome says when the next comes. */
export function startSyncLoop(deps: SyncLoopDeps): SyncLoop {
  let timer: number | null = null
  let running = false
  let wanted = false
  let failures = 0
  let inARow = 0
  let stopped = false

  const run = async (): Promise<void> => {
    if (running || stopped) {
      wanted = true
      return
    }
    running = true
    wanted = false
    if (timer !== null) deps.timer.clear(timer)
    const outcome = await deps.once().catch((): SyncOutcome => ({ kind: 'retry', why: 'server-trouble', queued: -1 }))
    running = false
    if (stopped) return
    failures = outcome.kind === 'retry' ? failures + 1 : 0
    inARow = outcome.kind === 'more' ? inARow + 1 : 0
    deps.onOutcome(outcome)
    const delay = delayAfter(outcome, failures, deps.random())
    timer = deps.timer.set(() => void run(), wanted && failures === 0 ? 0 : inARow > MOST_IN_A_ROW ? SYNC_BUSY_MS : delay)
  }
  timer = deps.timer.set(() => void run(), 0)
  return {
    soon: () => {
      if (failures === 0) void run()
    },
    again: () => {
      failures = 0
      void run()
    },
    stop: () => {
      stopped = true
      if (timer !== null) deps.timer.clear(timer)
    },
  }
}

function delayAfter(outcome: SyncOutcome, failures: number, share: number): number {
  switch (outcome.kind) {
    case 'more':
      return 0
    case 'in-step':
      return SYNC_IDLE_MS
    case 'retry':
      return retryDelayMs(failures, share)
    case 'stopped':
      return STOPPED_MS
    case 'not-enrolled':
      return SYNC_BUSY_MS
  }
}
