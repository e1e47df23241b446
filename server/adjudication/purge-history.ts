import { DAY_MS } from '../../shared/units.ts'
import type { StoredParts } from '../bundles/stored-parts.ts'
import type { CoreDeps } from '../deps.ts'
import { LOOK_BACK_MS } from './new-knowledge.ts'

/** Passages are looked at again so far back, and a log may come in so late: what no replay asks for any more goes. */
const HISTORY_KEPT_MS = LOOK_BACK_MS + 16 * DAY_MS

/** Rows removed in one transaction: kiosks are answered in between. */
const PAGE = 500

type PurgeDeps = Pick<CoreDeps, 'storage' | 'clock'>

/** Versions that were followed by another before that time, and parts that no version left has. */
export async function purgeBundleHistory(deps: PurgeDeps): Promise<{ readonly versions: number; readonly parts: number }> {
  const before = deps.clock.now() - HISTORY_KEPT_MS
  const checkpoints = await deps.storage.read.selectFrom('bundle_history').select('checkpoint_id').distinct().execute()
  const hashes = new Set<string>()
  let versions = 0
  for (const { checkpoint_id } of checkpoints) {
    const { gone, kept } = await sortVersions(deps, checkpoint_id, before)
    for (const hash of kept) hashes.add(hash)
    for (const page of pagesOf(gone))
      await deps.storage.write((tx) =>
        tx.deleteFrom('bundle_history').where('checkpoint_id', '=', checkpoint_id).where('version', 'in', page).execute(),
      )
    versions += gone.length
  }
  return { versions, parts: await purgeParts(deps, hashes, before) }
}

interface Sorted {
  readonly gone: readonly number[]
  /** Hashes of all parts that versions left have. */
  readonly kept: ReadonlySet<string>
}

/**
 * A record names each part by the version that brought it, which may be far older than the bundle it came in: such a version
 * stays as long as one that has its part.
 */
async function sortVersions({ storage }: PurgeDeps, checkpoint: string, before: number): Promise<Sorted> {
  const rows = await storage.read
    .selectFrom('bundle_history')
    .select(['version', 'parts', 'issued_at'])
    .where('checkpoint_id', '=', checkpoint)
    .orderBy('version')
    .execute()
  // The newest of before that time was held after it.
  const last = rows.findLast(({ issued_at }) => issued_at < before)?.version ?? 0
  const kept = new Set<string>()
  const named = new Set<number>()
  for (const row of rows.filter(({ version }) => version >= last)) {
    const stamps: StoredParts = JSON.parse(row.parts)
    for (const { version, hash } of Object.values(stamps)) {
      named.add(version)
      kept.add(hash)
    }
  }
  return { gone: rows.flatMap(({ version }) => (version < last && !named.has(version) ? [version] : [])), kept }
}

async function purgeParts({ storage }: PurgeDeps, kept: ReadonlySet<string>, before: number): Promise<number> {
  const old = await storage.read.selectFrom('part_body').select('hash').where('stored_at', '<', before).execute()
  const gone = old.flatMap(({ hash }) => (kept.has(hash) ? [] : [hash]))
  for (const page of pagesOf(gone)) await storage.write((tx) => tx.deleteFrom('part_body').where('hash', 'in', page).execute())
  return gone.length
}

function pagesOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / PAGE) }, (_, page) => list.slice(page * PAGE, (page + 1) * PAGE))
}
