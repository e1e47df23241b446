import { type Kysely, type Migration, Migrator } from 'kysely'
import { firstTables } from './migrations/0001-first-tables.ts'
import { pinVersion } from './migrations/0002-pin-version.ts'
import { kioskLogs } from './migrations/0003-kiosk-logs.ts'
import { adjudication } from './migrations/0004-adjudication.ts'
import { lists } from './migrations/0005-lists.ts'
import { personalBodies } from './migrations/0006-personal-bodies.ts'
import { plainDrafts } from './migrations/0007-plain-drafts.ts'
import { certificateKeys } from './migrations/0008-certificate-keys.ts'
import { passes } from './migrations/0009-passes.ts'
import { findPasses } from './migrations/0010-find-passes.ts'
import { revocationChanges } from './migrations/0011-revocation-changes.ts'
import type { Tables } from './schema.ts'
import type { SqlWords } from './sql-words.ts'
import { storageError } from './storage-error.ts'

/** Append only: a migration that has run anywhere is never changed. */
function migrations(words: SqlWords): Record<string, Migration> {
  return {
    '0001-first-tables': firstTables(words),
    '0002-pin-version': pinVersion(words),
    '0003-kiosk-logs': kioskLogs(words),
    '0004-adjudication': adjudication(words),
    '0005-lists': lists(words),
    '0006-personal-bodies': personalBodies(),
    '0007-plain-drafts': plainDrafts(words),
    '0008-certificate-keys': certificateKeys(words),
    '0009-passes': passes(words),
    '0010-find-passes': findPasses(),
    '0011-revocation-changes': revocationChanges(words),
  }
}

export async function migrateToLatest(db: Kysely<Tables>, words: SqlWords): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(words) } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) throw storageError('newer-schema', error.message, error)
  if (error) throw error
}
