import type Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'

/** Statements kept prepared per connection; batches of different length are different texts. */
const MAX_PREPARED = 256

/** `immediate`: a transaction that will write takes the lock when it begins, so that it never fails half-way with BUSY. */
export type BeginMode = 'immediate' | 'deferred'

export function sqliteDialect(database: Database.Database, begin: BeginMode): Dialect {
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => new BeginDriver(database, begin),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

/** SQLite rolls back table changes too; a migration cut off in the middle then leaves nothing. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class BeginDriver extends SqliteDriver {
  readonly #database: Database.Database
  readonly #begin: BeginMode

  constructor(database: Database.Database, begin: BeginMode) {
    super({ database: withPreparedStatements(database) })
    this.#database = database
    this.#begin = begin
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`begin ${this.#begin}`))
  }

  /** On a full disk SQLite has rolled back by itself; a second rollback would hide the real error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
}

/** Kysely prepares each query anew; preparing costs more than most of ours take to run. */
function withPreparedStatements(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = prepared.get(sql)
      if (known) return known
      const [oldest] = prepared.keys()
      if (oldest !== undefined && prepared.size >= MAX_PREPARED) prepared.delete(oldest)
      const statement = database.prepare<unknown[]>(sql) satisfies SqliteStatement
      prepared.set(sql, statement)
      return statement
    },
  }
}
