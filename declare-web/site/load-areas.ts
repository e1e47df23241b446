import type { AreaTable } from '../../shared/areas/area-table.ts'
import { parseUnlinkedTable } from '../../shared/areas/parse-unlinked-table.ts'
import type { FormInfo } from '../../shared/http/api.ts'
import { err, type Result } from '../../shared/result.ts'
import { askedDivision } from '../form/place-finder.ts'

/**
 * Lazily: 50 kB that the first pages do not need. A table that does not parse is as good as none. Only the division in which
 * the form asks: a rule about a zone of the other one then refers, and the checkpoint decides.
 */
export async function loadAreas(site: FormInfo): Promise<Result<AreaTable, 'unreachable'>> {
  try {
    const asked = askedDivision(site.divisions.map(({ division }) => division))
    const parts = site.divisions.filter(({ division }) => division === asked)
    const divisions = await Promise.all(parts.map(async ({ division, url }) => ({ division, table: await fetchText(url) })))
    const parsed = parseUnlinkedTable({ divisions, sites: site.sites })
    return parsed.ok ? parsed : err('unreachable')
  } catch {
    return err('unreachable')
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.text()
}
