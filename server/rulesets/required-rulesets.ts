import type { EpochMs } from '../../shared/units.ts'
import { bumpBundle } from '../bundles/bundle-rev.ts'
import { readSetting, writeSetting } from '../seed/settings.ts'
import type { Storage, Tx } from '../storage/storage.ts'

/** Ids of rulesets without which no kiosk of this installation admits anybody, such as the national layer. */
export async function readRequiredRulesets(storage: Pick<Storage, 'read'>): Promise<readonly string[]> {
  const held = await readSetting(storage, 'required-rulesets')
  return held === null ? [] : JSON.parse(held)
}

export async function requireRulesets(tx: Tx, ids: readonly string[], at: EpochMs): Promise<void> {
  const sorted = [...new Set(ids)].sort()
  await writeSetting(tx, 'required-rulesets', JSON.stringify(sorted))
  const detail = JSON.stringify({ rulesets: sorted })
  await tx.insertInto('audit').values({ at, staff_id: null, action: 'rulesets-required', detail }).execute()
  await bumpBundle(tx)
}
