import type { AreaTable } from '../../shared/areas/area-table.ts'
import { fullAreaName } from '../../shared/areas/full-area-name.ts'
import { parsePlaceCode, placeCodeOf } from '../../shared/areas/place.ts'
import { type CountryWords, countryName } from './countries.ts'

interface Names extends CountryWords {
  readonly areas: AreaTable
}

/** `Phường Bãi Cháy, Thành phố Hạ Long, Tỉnh Quảng Ninh`; countries by their name; empty for nothing chosen. */
export function placeName(code: string, names: Names): string {
  const place = parsePlaceCode(code)
  if (!place) return ''
  return place.kind === 'country' ? countryName(place.country, names) : fullAreaName(placeCodeOf(place), names.areas)
}

/** Its first part alone, for buttons and small cells. */
export function shortPlaceName(code: string, names: Names): string {
  return placeName(code, names).split(', ').slice(0, 2).join(', ')
}
