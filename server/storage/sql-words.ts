/** What the engines spell differently. */
export interface SqlWords {
  /** 64 bits, for instants in ms. */
  readonly integer: 'integer' | 'bigint'
  /** A key that the engine counts up. */
  readonly counter: string
  /** After a table's closing bracket. */
  readonly tableEnd: string
}

export const SQLITE_WORDS: SqlWords = { integer: 'integer', counter: 'integer primary key autoincrement', tableEnd: 'strict' }
