import { err, ok, type Result } from '../result.ts'
import type { AreaRow, DivisionLinks } from './area-table.ts'
import { linkDivisions } from './link-divisions.ts'
import { parseSuccessorText } from './parse-successor-text.ts'
import { lineageOf, type TableParts } from './parse-unlinked-table.ts'
import type { PlaceCode } from './place.ts'

/** How the two divisions of a table lie over each other, by the text of successors; the error says its line. */
export function linksOf(mapping: string, { rows, kin }: TableParts): Result<DivisionLinks, string> {
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
