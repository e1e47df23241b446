import type { AreaTable } from '../../shared/areas/area-table.ts'
import { linksOf } from '../../shared/areas/links-of.ts'
import { parseTableParts, tableOf } from '../../shared/areas/parse-unlinked-table.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import type { FinderFacts, PlaceFinder } from './place-finder.ts'
import { wholeFinder } from './whole-finder.ts'

/** Makes finders that know the names of both divisions; null where one of the texts does not come. What the phone has already costs nothing again. */
export async function loadBothDivisions(site: FormInfo): Promise<((words: Omit<FinderFacts, 'areas'>) => PlaceFinder) | null> {
  const areas = await bothDivisions(site)
  return areas && ((words) => wholeFinder({ ...words, areas }))
}

async function bothDivisions(site: FormInfo): Promise<AreaTable | null> {
  try {
    if (site.mappingUrl === undefined) return null
    const [mapping, ...tables] = await Promise.all([site.mappingUrl, ...site.divisions.map(({ url }) => url)].map(textAt))
    const divisions = site.divisions.map(({ division }, at) => ({ division, table: tables[at] ?? '' }))
    const parts = parseTableParts({ divisions, sites: site.sites })
    const links = parts.ok ? linksOf(mapping ?? '', parts.value) : parts
    return parts.ok && links.ok ? tableOf(parts.value, links.value) : null
  } catch {
    return null
  }
}

async function textAt(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}
