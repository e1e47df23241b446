import { SECOND_MS } from '../../shared/units.ts'
import { adjudicateSlice, judgeAgain } from './adjudicate-slice.ts'
import type { AdjudicationDeps } from './adjudication-deps.ts'
import { judgeLogs, logMark } from './judge-logs.ts'
import { keepResult } from './keep-results.ts'
import { waitingLog } from './log-progress.ts'
import { nextRerun } from './new-knowledge.ts'
import { replayWorlds } from './replay-worlds.ts'

/** While nothing is waiting. */
const IDLE_MS = SECOND_MS
/** Between two slices, so that requests that came meanwhile go first. */
const BREATH_MS = 5
/** After a fault: what is waiting stays waiting. */
const AFTER_FAULT_MS = 10 * SECOND_MS

export interface Adjudicator {
  readonly stop: () => Promise<void>
}

/** Judges in the background what was recorded, slice by slice. What is not done when the server stops is done when it starts. */
export function startAdjudicator(deps: AdjudicationDeps): Adjudicator {
  const step = adjudicationStep(deps)
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const run = async (): Promise<void> => {
    const delay = await step().then(
      (did) => (did === 'idle' ? IDLE_MS : BREATH_MS),
      (error: unknown) => {
        deps.log.error({ err: error }, 'passages could not be judged again')
        return AFTER_FAULT_MS
      },
    )
    if (!stopped) schedule(delay)
  }
  const schedule = (ms: number): void => {
    timer = setTimeout(() => {
      running = run()
    }, ms)
    timer.unref()
  }
  schedule(IDLE_MS)
  return {
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}

/** Until nothing waits: for tests and the terminal. */
export async function adjudicateAll(deps: AdjudicationDeps): Promise<void> {
  const step = adjudicationStep(deps)
  while ((await step()) !== 'idle');
}

/** One slice of work: new records first, then whole logs, then what new knowledge makes look different. */
function adjudicationStep(deps: AdjudicationDeps): () => Promise<'worked' | 'idle'> {
  const worlds = replayWorlds(deps)
  let marked = ''
  return async () => {
    const log = await waitingLog(deps.storage)
    if (log) {
      await adjudicateSlice(deps, worlds, log)
      return 'worked'
    }
    const mark = await logMark(deps)
    if (mark !== marked) {
      const results = await judgeLogs(deps)
      await deps.storage.write(async (tx) => {
        for (const result of results) await keepResult(tx, result, deps.clock.now())
      })
      marked = mark
      return 'worked'
    }
    const rerun = await nextRerun(deps)
    if (!rerun) return 'idle'
    await judgeAgain(deps, worlds, rerun.rows)
    await rerun.finish()
    return 'worked'
  }
}
