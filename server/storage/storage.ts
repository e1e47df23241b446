import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './schema.ts'

export type Tx = Transaction<Tables>

/** One interface over SQLite now and PostgreSQL later. */
export interface Storage {
  /** For reading only: a connection of its own, so that a long report never blocks a writer. */
  readonly read: Kysely<Tables>
  /**
   * Runs `job` in a transaction that is on disk when the promise resolves. Jobs of one turn of the event loop share one
   * commit, each under its own savepoint: one that throws takes only itself back. A job awaits nothing but its queries.
   */
  write<T>(job: (tx: Tx) => Promise<T>): Promise<T>
  /** Throws where the disk cannot take a write: for `/readyz`. */
  probe(): Promise<void>
  close(): Promise<void>
}
