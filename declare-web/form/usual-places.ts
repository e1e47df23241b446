import { isPlaceCode, type PlaceCode } from '../../shared/areas/place.ts'
import type { Draft } from '../draft/draft.ts'

/** More than fit under the box in two rows would have to be read like a list. */
const SHOWN = 4

/** Home first, then the places of this declaration, latest first; not the one that the field itself asks for. */
export function usualPlaces(draft: Draft, field: string): readonly PlaceCode[] {
  const stops = draft.stops.map(({ place }) => place).reverse()
  const others = [draft.stayPlace, draft.destination, ...stops]
  const places = field === 'permanentPlace' ? others : [draft.permanentPlace, ...others]
  return places
    .filter(isPlaceCode)
    .filter((place, at, all) => all.indexOf(place) === at)
    .slice(0, SHOWN)
}
