import type { AreaTable } from './area-table.ts'
import { type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from './place.ts'

const HOME = placeCodeOf({ kind: 'country', country: 'VN' })

/** Whether one place lies in another, of whichever division. `perhaps`: in part, or nobody can tell. Never by number or name. */
export function liesWithin(place: PlaceCode, within: PlaceCode, areas: AreaTable): 'yes' | 'no' | 'perhaps' {
  const lineage = areas.lineage(place)
  if (lineage.includes(within)) return 'yes'
  if (isCountry(place) || isCountry(within)) return liesInCountry(place, within)
  const [division, other] = [anchoredDivision(place, areas), anchoredDivision(within, areas)]
  if (division === null || other === null) return 'perhaps'
  if (division === other) return areas.lineage(within).includes(place) ? 'perhaps' : 'no'
  const area = lineage.find((step) => parsePlaceCode(step)?.kind === 'area')
  const across = area === undefined ? null : areas.across(area)
  if (across === null) return 'perhaps'
  const parts = across.cover.map((part) => liesWithin(part, within, areas))
  if (parts.every((part) => part === 'yes')) return 'yes'
  const touched = [...parts, ...across.maybe.map((part) => liesWithin(part, within, areas))]
  return touched.some((part) => part !== 'no') ? 'perhaps' : 'no'
}

/** The division whose table knows the place up to a province; null where codes alone cannot compare it with others. */
export function anchoredDivision(place: PlaceCode, areas: AreaTable): Division | null {
  if (areas.get(place) === null) return null
  const top = parsePlaceCode(areas.lineage(place).slice(-1)[0])
  return top?.kind === 'area' && top.level === 'province' ? top.division : null
}

/** Places that are no country are all at home. */
function liesInCountry(place: PlaceCode, within: PlaceCode): 'yes' | 'no' | 'perhaps' {
  if (isCountry(place)) return place === HOME && !isCountry(within) ? 'perhaps' : 'no'
  return within === HOME ? 'yes' : 'no'
}

function isCountry(place: PlaceCode): boolean {
  return place.startsWith('country:')
}
