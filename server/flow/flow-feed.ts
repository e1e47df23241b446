import type { FlowPush } from '../../shared/flow/flow.ts'
import type { KioskStatus } from '../../shared/http/api.ts'
import type { CheckpointId } from '../../shared/ids.ts'
import { type EpochMs, SECOND_MS } from '../../shared/units.ts'
import { countOpenFlags } from '../adjudication/flag-store.ts'
import type { CoreDeps } from '../deps.ts'
import { kioskStatuses } from '../kiosks/kiosk-statuses.ts'
import { readPush, readRevs, windowAt } from './read-flow.ts'

/** Pushes of a checkpoint are gathered this long; a wall shows a change well within a second. */
const POLL_MS = 100

/** Kiosk states are compared this often, and sent also unchanged at the second pace: their age is what matters. */
const KIOSKS_EVERY_MS = 2 * SECOND_MS
const KIOSKS_AT_LEAST_EVERY_MS = 10 * SECOND_MS

export interface FeedListener {
  readonly onFlow: (pushes: readonly FlowPush[]) => void
  readonly onKiosks: (kiosks: readonly KioskStatus[], serverNow: EpochMs) => void
  readonly onFlags: (open: number) => void
}

export interface FlowFeed {
  /** Polls while somebody listens. */
  readonly start: () => void
  readonly stop: () => void
}

/**
 * Asks the database for new revs, as every node of a larger installation can: no messages between nodes, nothing to miss.
 * Where polling fails it goes on at the next turn from the revs it last sent.
 */
export function flowFeed(deps: Pick<CoreDeps, 'storage' | 'clock' | 'zone' | 'log'>, listener: FeedListener): FlowFeed {
  let timer: NodeJS.Timeout | null = null
  let turn = 0
  const step = feedStep(deps, listener)

  const poll = async (mine: number): Promise<void> => {
    await step().catch((error: unknown) => deps.log.error({ err: error }, 'the board could not be read'))
    if (mine === turn) timer = setTimeout(() => void poll(mine), POLL_MS)
  }
  return {
    start: () => {
      if (timer !== null) return
      turn++
      const mine = turn
      timer = setTimeout(() => void poll(mine), 0)
    },
    stop: () => {
      turn++
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

/** One turn. The first sends all that is in view, so that no change falls between a board's snapshot and its first push. */
function feedStep({ storage, clock, zone }: Pick<CoreDeps, 'storage' | 'clock' | 'zone'>, listener: FeedListener): () => Promise<void> {
  let sent: ReadonlyMap<CheckpointId, number> = new Map()
  let kiosks = { text: '', comparedAt: 0, sentAt: 0 }
  let flags: number | null = null

  const stepFlow = async (): Promise<void> => {
    const revs = await readRevs(storage.read)
    const window = windowAt(clock.now(), zone)
    const pushes: FlowPush[] = []
    for (const [checkpoint, rev] of revs) {
      const fromRev = sent.get(checkpoint) ?? 0
      if (rev > fromRev) pushes.push(await readPush(storage.read, { checkpoint, fromRev }, window))
    }
    sent = new Map([...revs, ...pushes.map((push) => [push.checkpoint, push.toRev] as const)])
    if (pushes.length > 0) listener.onFlow(pushes)
  }

  const stepKiosks = async (): Promise<void> => {
    const at = clock.realNow()
    if (Math.abs(at - kiosks.comparedAt) < KIOSKS_EVERY_MS) return
    const statuses = await kioskStatuses(storage, 'not-revoked')
    const text = JSON.stringify(statuses)
    const due = text !== kiosks.text || Math.abs(at - kiosks.sentAt) >= KIOSKS_AT_LEAST_EVERY_MS
    kiosks = { text, comparedAt: at, sentAt: due ? at : kiosks.sentAt }
    if (due) listener.onKiosks(statuses, clock.now())
    const open = await countOpenFlags(storage)
    if (open !== flags) listener.onFlags(open)
    flags = open
  }

  return async () => {
    await stepFlow()
    await stepKiosks()
  }
}
