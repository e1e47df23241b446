import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { SiteInfo } from '../../shared/http/api.ts'
import { type Preview, preview } from '../../shared/rules/preview-verdict.ts'
import type { EpochMs } from '../../shared/units.ts'

interface OnDevice {
  readonly site: SiteInfo
  readonly areas: AreaTable
  readonly now: EpochMs
}

/**
 * The same rules as server and kiosk, here. A rule that breaks is already `refer` inside; whatever else breaks shows no
 * answer rather than a wrong one.
 */
export function previewOnDevice(declaration: Declaration, { site, areas, now }: OnDevice): Preview | null {
  try {
    return preview(declaration, { ...site, areas }, now)
  } catch (error) {
    console.error(error)
    return null
  }
}

/** By the rules as this device can get them, from the network or kept; null where it cannot. */
export async function previewByOwnRules(declaration: Declaration, ground: Omit<OnDevice, 'site'>): Promise<Preview | null> {
  const rules = await fetch('/api/site')
  if (!rules.ok) return null
  const site: SiteInfo = await rules.json()
  return previewOnDevice(declaration, { ...ground, site })
}
