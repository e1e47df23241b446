import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import type { SiteRow } from '../../shared/bundle/bundle.ts'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { CheckpointFile } from '../../shared/checkpoints/parse-checkpoints.ts'
import { isNonEmpty, type NonEmpty } from '../../shared/result.ts'
import type { RulesetFault } from '../../shared/rules/rule-fault.ts'
import type { EpochMs } from '../../shared/units.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import { readSetting, writeSetting } from '../seed/settings.ts'
import type { Storage } from '../storage/storage.ts'

export interface PutCheckpoints {
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly sites: number
}

/** Places that this installation's areas do not hold: a zone there would touch nobody. A site may stand in the same file. */
export function unknownPlaces({ checkpoints, sites }: CheckpointFile, areas: AreaTable): NonEmpty<RulesetFault> | null {
  const known = (place: PlaceCode) => areas.get(place) !== null || sites.some((site) => site.place === place) || place.startsWith('country:')
  const fault = (path: string, place: string) => ({ path, problem: `no area or site has the code ${place}` })
  const faults = [
    ...checkpoints.flatMap(({ place, borders }, index) => [
      ...(known(place) ? [] : [fault(`checkpoints.${index}.place`, place)]),
      ...(borders === null || known(borders) ? [] : [fault(`checkpoints.${index}.borders`, borders)]),
    ]),
    ...sites.flatMap(({ parent }, index) => (parent === null || known(parent) ? [] : [fault(`sites.${index}.parent`, parent)])),
  ]
  return isNonEmpty(faults) ? faults : null
}

/** New ones are added and known ones replaced. None is removed, because kiosks and records hang on it: close it by its date. */
export async function putCheckpoints(storage: Storage, { checkpoints, sites }: CheckpointFile, at: EpochMs): Promise<PutCheckpoints> {
  const held = await readSetting(storage, 'sites')
  const heldSites: readonly SiteRow[] = held === null ? [] : JSON.parse(held)
  return storage.write(async (tx) => {
    const before = new Map(
      (await tx.selectFrom('checkpoint').select(['checkpoint_id', 'body']).execute()).map((row) => [row.checkpoint_id, row.body]),
    )
    const created: string[] = []
    const changed: string[] = []
    for (const one of checkpoints) {
      const body = JSON.stringify(one)
      if (before.get(one.id) === body) continue
      if (before.has(one.id)) changed.push(one.id)
      else created.push(one.id)
      await tx
        .insertInto('checkpoint')
        .values({ checkpoint_id: one.id, body, updated_at: at })
        .onConflict((on) => on.column('checkpoint_id').doUpdateSet({ body, updated_at: at }))
        .execute()
    }
    if (sites.length > 0) await writeSetting(tx, 'sites', JSON.stringify(mergedSites(heldSites, sites)))
    const detail = JSON.stringify({ created, changed, sites: sites.length })
    await tx.insertInto('audit').values({ at, staff_id: null, action: 'checkpoints-set', detail }).execute()
    await bumpBundle(tx)
    return { created, changed, sites: sites.length }
  })
}

export async function listCheckpoints({ read }: Pick<Storage, 'read'>): Promise<readonly Checkpoint[]> {
  const rows = await read.selectFrom('checkpoint').select('body').orderBy('checkpoint_id').execute()
  return rows.map(({ body }): Checkpoint => JSON.parse(body))
}

function mergedSites(held: readonly SiteRow[], sites: readonly SiteRow[]): readonly SiteRow[] {
  return [...new Map([...held, ...sites].map((site) => [site.place, site])).values()]
}
