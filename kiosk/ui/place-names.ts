import { type PlaceCode, parsePlaceCode } from '../../shared/areas/place.ts'
import type { ReadyBundle } from '../bundle/ready-bundle.ts'
import { language } from '../kiosk-state.ts'

export function shortPlaceName(place: PlaceCode, { areas }: ReadyBundle): string {
  const parsed = parsePlaceCode(place)
  if (parsed?.kind === 'country') return countryName(parsed.country)
  const [own, ...above] = areas.lineage(place).map((each) => areas.get(each)?.name ?? each)
  const top = above.at(-1)
  return top === undefined ? (own ?? place) : `${own}, ${top}`
}

export function countryName(code: string): string {
  return new Intl.DisplayNames([language.value], { type: 'region' }).of(code) ?? code
}
