import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaRow, AreaTable, DivisionLinks } from './area-table.ts'
import { linkDivisions, NO_LINKS } from './link-divisions.ts'
import { parseDivisionText } from './parse-division-text.ts'
import { parseSuccessorText } from './parse-successor-text.ts'
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
  const divisions = part.divisions.map(({ division }) => division)
  const kin = kinOf(rows)
  const links = part.mapping === undefined ? ok(NO_LINKS) : linksOf(part.mapping, { rows, kin })
  return links.ok ? ok({ ...links.value, ...tableOf({ divisions, rows, kin }) }) : err(`mapping, ${links.error}`)
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

interface Kin {
  readonly children: ReadonlyMap<PlaceCode, readonly AreaRow[]>
  readonly provinces: ReadonlyMap<Division, readonly AreaRow[]>
}

interface Table {
  readonly rows: ReadonlyMap<PlaceCode, AreaRow>
  readonly kin: Kin
}

function kinOf(rows: ReadonlyMap<PlaceCode, AreaRow>): Kin {
  const children = new Map<PlaceCode, AreaRow[]>()
  const provinces = new Map<Division, AreaRow[]>()
  for (const row of rows.values()) {
    if (row.parent !== null) push(children, row.parent, row)
    const place = row.parent === null ? parsePlaceCode(row.place) : null
    if (place?.kind === 'area') push(provinces, place.division, row)
  }
  return { children, provinces }
}

function tableOf({ divisions, rows, kin }: Table & { readonly divisions: readonly Division[] }): Omit<AreaTable, keyof DivisionLinks> {
  return {
    divisions,
    get: (place) => rows.get(place) ?? null,
    children: (place) => kin.children.get(place) ?? [],
    provinces: (division) => kin.provinces.get(division) ?? [],
    lineage: (place) => lineageOf(place, rows),
  }
}

function linksOf(mapping: string, { rows, kin }: Table): Result<DivisionLinks, string> {
  const codes = (list: readonly AreaRow[] = []) => list.map((row) => row.place)
  const [provinces2021, provinces2025] = [codes(kin.provinces.get('2021')), codes(kin.provinces.get('2025'))]
  if (provinces2021.length === 0 || provinces2025.length === 0) return err('but not both divisions are here')
  const childrenOf = (place: PlaceCode) => codes(kin.children.get(place)).filter(isArea)
  const communes2025 = provinces2025.flatMap(childrenOf)
  const parsed = parseSuccessorText(mapping, { communes2025, exists: (place) => rows.has(place) })
  if (!parsed.ok) return parsed
  const provinceOf = (place: PlaceCode) => lineageOf(place, rows).slice(-1)[0] ?? place
  return ok(linkDivisions(parsed.value, { provinces2021, provinces2025, childrenOf, provinceOf }))
}

function isArea(place: PlaceCode): boolean {
  return /^\d/.test(place)
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
