import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bucketOf } from '../../server/flow/read-flow.ts'
import { recount } from '../../server/flow/recount.ts'
import { openSqlite } from '../../server/storage/open-sqlite.ts'
import { ingestBatch } from '../../server/sync/ingest-batch.ts'
import { bucketKey } from '../../shared/flow/flow.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { requestIn, rowOf, type SimulatedServer } from './memory-server.ts'

export interface SqliteServer extends SimulatedServer {
  /** Counters that differ from counting every record anew. */
  mismatches(): Promise<number>
}

/** The ingest as the server runs it, on a real database file that can be put back to an older copy. */
export async function sqliteServer(): Promise<SqliteServer> {
  const folder = mkdtempSync(join(tmpdir(), 'chot-history-'))
  const file = join(folder, 'chot.db')
  const copy = join(folder, 'backup.db')
  let storage = await openSqlite(file)
  return {
    enrol: async (identity) => {
      await storage.write((tx) => tx.insertInto('kiosk').values(rowOf(identity)).execute())
    },
    take: async (body, now) => {
      const request = requestIn(body)
      if (!request) return { kind: 'malformed' }
      const input = { request, clock: { now: () => now, realNow: () => now }, zone: DEFAULT_ZONE }
      const done = await storage.write((tx) => ingestBatch(tx, request.kiosk, input))
      return done.ok ? { kind: 'acked', acked: done.value.acked, parked: done.value.parked } : { kind: 'refused', fault: done.error }
    },
    hashesOf: async ({ kiosk }) => {
      const rows = await storage.read.selectFrom('record').select('hash').where('kiosk_id', '=', kiosk).orderBy('seq').execute()
      return rows.map((row) => row.hash)
    },
    counters: async () => {
      const rows = await storage.read.selectFrom('flow').selectAll().execute()
      return new Map(rows.map((row) => [`${row.checkpoint_id}|${bucketKey(bucketOf(row))}`, `${row.persons} ${row.vehicles}`]))
    },
    setAside: async () => (await storage.read.selectFrom('fork_record').select('seq').execute()).length,
    backup: async () => {
      await storage.close()
      copyFileSync(file, copy)
      storage = await openSqlite(file)
    },
    restore: async () => {
      await storage.close()
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      copyFileSync(copy, file)
      storage = await openSqlite(file)
    },
    mismatches: async () => (await recount(storage)).mismatches.length,
    close: async () => {
      await storage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
