import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaRow, AreaTable } from './area-table.ts'
import { parseDivisionText } from './parse-division-text.ts'
import { type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from './place.ts'

/** The only maker of an `AreaTable`. Strict: the error says division, line and what is wrong, and nothing is kept. */
export function parseAreaTable(part: BundleParts['areas']): Result<AreaTable, string> {
  const rows = new Map<PlaceCode, AreaRow>()
  for (const { division, table } of part.divisions) {
    const parsed = parseDivisionText(division, table)
    if (!parsed.ok) return err(`division ${division}, ${parsed.error}`)
    for (const row of parsed.value) {
      if (rows.has(row.place)) return err(`division ${division}: ${row.place} stands twice`)
      rows.set(row.place, row)
    }
  }
  const problem = addSites(rows, part.sites)
  if (problem !== null) return err(problem)
  return ok(
    tableOf(
      part.divisions.map(({ division }) => division),
      rows,
    ),
  )
}

/** Sites and sub-commune units come after the divisions, so that each can name its parent. */
function addSites(rows: Map<PlaceCode, AreaRow>, sites: BundleParts['areas']['sites']): string | null {
  for (const [index, site] of sites.entries()) {
    const kind = parsePlaceCode(site.place)?.kind
    if (kind !== 'site' && kind !== 'unit') return `site ${index + 1}: ${JSON.stringify(site.place)} is neither a site nor a unit`
    if (rows.has(site.place)) return `site ${index + 1}: ${site.place} stands twice`
    if (site.name.trim() === '') return `site ${index + 1}: ${site.place} has no name`
    if (site.parent !== null && !rows.has(site.parent)) return `site ${index + 1}: its parent ${site.parent} is not in the table`
    rows.set(site.place, { place: site.place, name: site.name, parent: site.parent })
  }
  return null
}

function tableOf(divisions: readonly Division[], rows: ReadonlyMap<PlaceCode, AreaRow>): AreaTable {
  const childrenByParent = new Map<PlaceCode, AreaRow[]>()
  const provincesByDivision = new Map<Division, AreaRow[]>()
  for (const row of rows.values()) {
    if (row.parent !== null) push(childrenByParent, row.parent, row)
    const place = row.parent === null ? parsePlaceCode(row.place) : null
    if (place?.kind === 'area') push(provincesByDivision, place.division, row)
  }
  return {
    divisions,
    get: (place) => rows.get(place) ?? null,
    children: (place) => childrenByParent.get(place) ?? [],
    provinces: (division) => provincesByDivision.get(division) ?? [],
    lineage: (place) => lineageOf(place, rows),
  }
}

function push<K>(lists: Map<K, AreaRow[]>, key: K, row: AreaRow): void {
  const list = lists.get(key)
  if (list) list.push(row)
  else lists.set(key, [row])
}

function lineageOf(place: PlaceCode, rows: ReadonlyMap<PlaceCode, AreaRow>): readonly PlaceCode[] {
  const line = [place]
  let parent = rows.get(place)?.parent ?? null
  while (parent !== null) {
    line.push(parent)
    parent = rows.get(parent)?.parent ?? null
  }
  return line
}

/** `Xã Tân Trường, Huyện Cẩm Giàng, Tỉnh Hải Dương`: two communes of one name are told apart. */
export function fullAreaName(place: PlaceCode, areas: AreaTable): string {
  const parsed = parsePlaceCode(place)
  const names = areas.lineage(place).map((step) => areas.get(step)?.name)
  if (names.every((name) => name === undefined)) return parsed?.kind === 'country' ? parsed.country : place
  return names.filter((name) => name !== undefined).join(', ')
}

/** The code of an area of the table, from its official code as text: `areaCode('2021', 'commune', '10930')`. */
export function areaCode(division: Division, level: 'province' | 'district' | 'commune', code: string): PlaceCode {
  return placeCodeOf({ kind: 'area', division, level, code })
}
