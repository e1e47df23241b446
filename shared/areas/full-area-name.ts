import type { AreaTable } from './area-table.ts'
import { type PlaceCode, parsePlaceCode } from './place.ts'

/** `Xã Tân Trường, Huyện Cẩm Giàng, Tỉnh Hải Dương`: two communes of one name are told apart. */
export function fullAreaName(place: PlaceCode, areas: AreaTable): string {
  const parsed = parsePlaceCode(place)
  const names = areas.lineage(place).map((step) => areas.get(step)?.name)
  if (names.every((name) => name === undefined)) return parsed?.kind === 'country' ? parsed.country : place
  return names.filter((name) => name !== undefined).join(', ')
}
