import type { AreaTable } from '../../shared/areas/area-table.ts'
import type { Declaration } from '../../shared/declaration/declaration.ts'
import type { SiteInfo } from '../../shared/http/api.ts'
import { type GoOn, inTurns } from '../../shared/rules/in-parts.ts'
import { type Preview, previewInParts } from '../../shared/rules/preview-verdict.ts'
import type { EpochMs } from '../../shared/units.ts'

interface OnDevice {
  readonly site: SiteInfo
  readonly areas: AreaTable
  readonly now: EpochMs
  /** Some hundred verdicts are found: between them a server answers others, and a phone its user. */
  readonly goOn: GoOn
}

/**
 * The same rules as server and kiosk, here. A rule that breaks is already `refer` inside; whatever else breaks shows no
 * answer rather than a wrong one.
 */
export async function previewOnDevice(declaration: Declaration, { site, areas, now, goOn }: OnDevice): Promise<Preview | null> {
  try {
    return await inTurns(previewInParts(declaration, { ...site, areas }, now), goOn)
  } catch (error) {
    console.error(error)
    return null
  }
}

/** By the rules as this device can get them, from the network or kept; null where it cannot. */
export async function previewByOwnRules(declaration: Declaration, ground: Omit<OnDevice, 'site' | 'goOn'>): Promise<Preview | null> {
  const rules = await fetch('/api/site')
  if (!rules.ok) return null
  const site: SiteInfo = await rules.json()
  return previewOnDevice(declaration, { ...ground, site, goOn: afterTaps })
}

/** What was tapped meanwhile is answered. */
function afterTaps(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(resolve, 0, true))
}
