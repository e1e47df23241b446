import type { BundleParts } from '../bundle/bundle.ts'
import { err, ok, type Result } from '../result.ts'
import type { AreaTable } from './area-table.ts'
import { linksOf } from './links-of.ts'
import { NO_LINKS, parseTableParts, tableOf } from './parse-unlinked-table.ts'
import { type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from './place.ts'

/** The whole `AreaTable`, both divisions linked where the mapping is there. Strict: the error says division, line and what is wrong, and nothing is kept. */
export function parseAreaTable(part: BundleParts['areas']): Result<AreaTable, string> {
  const parts = parseTableParts(part)
  if (!parts.ok) return parts
  const links = part.mapping === undefined ? ok(NO_LINKS) : linksOf(part.mapping, parts.value)
  return links.ok ? ok(tableOf(parts.value, links.value)) : err(`mapping, ${links.error}`)
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
