import { err, ok, type Result } from '../../shared/result.ts'
import type { Zone } from '../../shared/rules/ruleset.ts'
import type { EpochMs } from '../../shared/units.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import type { Storage, Tx } from '../storage/storage.ts'

export interface PutZones {
  readonly created: readonly string[]
  readonly changed: readonly string[]
}

/** New ones are added and known ones replaced; what is not in the list stays. */
export async function putZones(storage: Storage, zones: readonly Zone[], at: EpochMs): Promise<PutZones> {
  return storage.write(async (tx) => {
    const before = new Map((await tx.selectFrom('zone').select(['zone_id', 'body']).execute()).map((row) => [row.zone_id, row.body]))
    const changing = zones.filter((zone) => before.get(zone.zoneId) !== JSON.stringify(zone))
    for (const zone of changing) await storeZone(tx, zone, at)
    const ids = changing.map(({ zoneId }) => zoneId)
    const put = { created: ids.filter((id) => !before.has(id)), changed: ids.filter((id) => before.has(id)) }
    await noted(tx, { action: 'zones-set', detail: put, at })
    return put
  })
}

export type LiftRefusal = 'unknown-zone' | 'not-begun' | 'ended-before'

/**
 * Ends a zone: what lies before `until` still counts for those who were there. One that has not begun was never in force:
 * it is set `prepared` again by a file.
 */
export async function liftZone(
  storage: Storage,
  id: string,
  { until, at }: { readonly until: EpochMs; readonly at: EpochMs },
): Promise<Result<Zone, LiftRefusal>> {
  return storage.write(async (tx) => {
    const row = await tx.selectFrom('zone').select('body').where('zone_id', '=', id).executeTakeFirst()
    if (!row) return err('unknown-zone')
    const zone: Zone = JSON.parse(row.body)
    if (until <= zone.from) return err('not-begun')
    if (zone.to !== null && zone.to < until) return err('ended-before')
    const lifted: Zone = { ...zone, state: 'lifted', to: until }
    await storeZone(tx, lifted, at)
    await noted(tx, { action: 'zone-lifted', detail: { zone: id, until }, at })
    return ok(lifted)
  })
}

export async function listZones({ read }: Pick<Storage, 'read'>): Promise<readonly Zone[]> {
  const rows = await read.selectFrom('zone').select('body').orderBy('zone_id').execute()
  return rows.map(({ body }): Zone => JSON.parse(body))
}

async function storeZone(tx: Tx, zone: Zone, at: EpochMs): Promise<void> {
  const row = { body: JSON.stringify(zone), updated_at: at }
  await tx
    .insertInto('zone')
    .values({ zone_id: zone.zoneId, ...row })
    .onConflict((on) => on.column('zone_id').doUpdateSet(row))
    .execute()
}

async function noted(tx: Tx, { action, detail, at }: { readonly action: string; readonly detail: object; readonly at: EpochMs }): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ at, staff_id: null, action, detail: JSON.stringify(detail) })
    .execute()
  await bumpBundle(tx)
}
