import type { AreaTable } from '../../shared/areas/area-table.ts'
import { type PlaceCode, parsePlaceCode } from '../../shared/areas/place.ts'
import type { Language } from '../../shared/checkpoints/checkpoint.ts'

const countryNames: Record<Language, Intl.DisplayNames> = {
  vi: new Intl.DisplayNames('vi', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

/** `Hải Dương` for the province's code, without its type; the bare code until the area table is there. */
export function placeName(place: PlaceCode, areas: AreaTable | null, language: Language): string {
  const parsed = parsePlaceCode(place)
  if (parsed?.kind === 'country') return countryNames[language].of(parsed.country) ?? parsed.country
  const name = areas?.get(place)?.name
  if (name === undefined) return place
  return parsed?.kind === 'area' && parsed.level === 'province' ? name.replace(/^(Tỉnh|Thành phố) /, '') : name
}
