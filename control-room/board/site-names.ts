import * as z from 'zod/mini'
import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseAreaTable } from '../../shared/areas/parse-area-table.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { DIVISIONS, isPlaceCode } from '../../shared/areas/place.ts'
import type { BundleParts } from '../../shared/bundle/bundle.ts'

/** What the board takes from `GET /api/site`: whether this is a demonstration, and where place names come from. */
export interface SiteNames {
  readonly demo: boolean
  readonly divisions: readonly { readonly division: (typeof DIVISIONS)[number]; readonly url: string }[]
  readonly sites: BundleParts['areas']['sites']
}

const place = z.custom<PlaceCode>(isPlaceCode)
const siteNames = z.object({
  demo: z.boolean(),
  divisions: z.array(z.object({ division: z.enum(DIVISIONS), url: z.string() })),
  sites: z.array(z.object({ place, name: z.string(), parent: z.nullable(place) })),
})

export function parseSiteNames(answer: unknown): SiteNames | null {
  return siteNames.safeParse(answer).data ?? null
}

/** Null where a table could not be had: the board then shows codes and goes on. */
export async function fetchAreas({ divisions, sites }: SiteNames): Promise<AreaTable | null> {
  try {
    const tables = await Promise.all(divisions.map(async ({ division, url }) => ({ division, table: await fetchText(url) })))
    const parsed = parseAreaTable({ divisions: tables, sites })
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return await response.text()
}
