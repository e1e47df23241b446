import type { AreaTable } from '../areas/area-table.ts'
import { isCountry } from '../areas/countries.ts'
import { type Place, type PlaceCode, parsePlaceCode, placeCodeOf } from '../areas/place.ts'
import { ok } from '../result.ts'
import { andThen, type Checked, fault, together } from './checked.ts'
import { LIMITS } from './declaration.ts'
import type { HomeInput } from './declaration-input.ts'
import { checkText } from './plain-text.ts'

/** A place that exists: in the area table, or a country of ISO 3166. A district or province is taken where no more is known. */
export function checkPlace(text: string, path: string, areas: AreaTable): Checked<PlaceCode> {
  if (text === '') return fault(path, 'required')
  const place = parsePlaceCode(text)
  if (place === null) return fault(path, 'place-unknown')
  const code = placeCodeOf(place)
  const exists = place.kind === 'country' ? isCountry(place.country) : areas.get(code) !== null
  return exists ? ok(code) : fault(path, 'place-unknown')
}

/** A home, down to the commune; abroad the country is enough. */
export function checkHome(home: HomeInput, path: string, areas: AreaTable): Checked<{ readonly place: PlaceCode; readonly address: string | null }> {
  return together({
    place: andThen(checkPlace(home.place, `${path}.place`, areas), (place) =>
      isBroad(parsePlaceCode(place)) ? fault(`${path}.place`, 'place-commune') : ok(place),
    ),
    address: checkText(home.address ?? '', { path: `${path}.address`, max: LIMITS.addressLength }),
  })
}

function isBroad(place: Place | null): boolean {
  return place?.kind === 'area' && place.level !== 'commune'
}

export function checkCountry(text: string, path: string): Checked<string> {
  if (text === '') return fault(path, 'required')
  return isCountry(text) ? ok(text) : fault(path, 'country-unknown')
}
