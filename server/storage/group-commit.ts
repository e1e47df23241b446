import type Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import type { Storage, Tx } from './storage.ts'

interface QueuedJob {
  /** Runs the job; never rejects. */
  readonly run: (tx: Tx) => Promise<void>
  /** After the commit: tells the caller what the job gave. */
  readonly settle: () => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommit {
  readonly write: Storage['write']
  /** Resolves when everything queued so far is on disk or refused. */
  readonly idle: () => Promise<void>
}

/**
 * One writer. Jobs queued in one turn of the event loop run one after the other in one transaction, so that a burst of
 * kiosks pays for one fsync. Each has its own savepoint; if the commit fails, all of them are told that nothing was stored.
 */
export function groupCommit(writer: Kysely<Tables>, database: Database.Database, explain: (error: unknown) => unknown): GroupCommit {
  let queue: QueuedJob[] = []
  let running: Promise<void> | null = null

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      // Lets the rest of this turn join, and lets sockets and timers live under a caller that writes without end.
      await new Promise(setImmediate)
      const jobs = queue
      queue = []
      await commitTogether(writer, jobs, explain)
    }
    running = null
  }
  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        queue.push(queuedJob({ job, database, explain, resolve, reject }))
        running ??= drain()
      }),
    idle: async () => {
      while (running) await running
    },
  }
}

async function commitTogether(writer: Kysely<Tables>, jobs: readonly QueuedJob[], explain: (error: unknown) => unknown): Promise<void> {
  try {
    await writer.transaction().execute(async (tx) => {
      for (const job of jobs) await job.run(tx)
    })
  } catch (error) {
    for (const job of jobs) job.reject(explain(error))
    return
  }
  for (const job of jobs) job.settle()
}

interface JobInput<T> {
  readonly job: (tx: Tx) => Promise<T>
  readonly database: Database.Database
  readonly explain: (error: unknown) => unknown
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
}

function queuedJob<T>({ job, database, explain, resolve, reject }: JobInput<T>): QueuedJob {
  let settle = (): void => reject(new Error('the job did not run'))
  const run = async (tx: Tx): Promise<void> => {
    const lease = leaseOf(tx)
    database.exec('savepoint job')
    try {
      const value = await job(lease.tx)
      settle = () => resolve(value)
    } catch (error) {
      // SQLite itself has taken the whole transaction back (disk full, I/O error): no job of it may be confirmed.
      if (!database.inTransaction) throw error
      database.exec('rollback to job')
      settle = () => reject(explain(error))
    } finally {
      lease.end()
    }
    database.exec('release job')
  }
  return { run, settle: () => settle(), reject }
}

/** A query that a job forgot to await must not slip into the next job's savepoint. */
function leaseOf(tx: Tx): { readonly tx: Tx; readonly end: () => void } {
  let open = true
  const leased = tx.withPlugin({
    transformQuery: ({ node }) => {
      if (!open) throw new Error('a storage job used its transaction after it had ended: await every query')
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return {
    tx: leased,
    end: () => {
      open = false
    },
  }
}
