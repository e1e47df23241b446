import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaRow, AreaTable, DivisionLinks } from './area-table.ts'
import { linkDivisions } from './link-divisions.ts'
import { parseSuccessorText } from './parse-successor-text.ts'
import { lineageOf, NO_LINKS, parseTableParts, type TableParts, tableOf } from './parse-unlinked-table.ts'
import { type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from './place.ts'

/** The whole `AreaTable`, both divisions linked where the mapping is there. Strict: the error says division, line and what is wrong, and nothing is kept. */
export function parseAreaTable(part: BundleParts['areas']): Result<AreaTable, string> {
  const parts = parseTableParts(part)
  if (!parts.ok) return parts
  const links = part.mapping === undefined ? ok(NO_LINKS) : linksOf(part.mapping, parts.value)
  return links.ok ? ok(tableOf(parts.value, links.value)) : err(`mapping, ${links.error}`)
}

function linksOf(mapping: string, { rows, kin }: TableParts): Result<DivisionLinks, string> {
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
