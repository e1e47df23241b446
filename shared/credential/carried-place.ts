import { areaNumber, areaOfNumber, type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from '../areas/place.ts'
import type { Cbor } from './cbor.ts'

/** Most places are communes; less this, the number of one is its code and takes three bytes instead of five. */
const COMMUNE_BASE = 300_000

/** A number for areas of the credential's own division, two letters for a country, else the place code itself. */
export function carriedPlace(code: PlaceCode, division: Division): Cbor {
  const place = parsePlaceCode(code)
  if (place === null) throw new Error(`not a place code: ${JSON.stringify(code)}`)
  if (place.kind === 'country') return place.country
  return place.kind === 'area' && place.division === division ? areaNumber(place) - COMMUNE_BASE : code
}

/** Undefined where it names no place. */
export function placeCarried(value: Cbor, division: Division): PlaceCode | undefined {
  if (typeof value === 'number') {
    const area = areaOfNumber(division, value + COMMUNE_BASE)
    return area === null ? undefined : placeCodeOf(area)
  }
  if (typeof value !== 'string') return undefined
  const place = parsePlaceCode(value.length === 2 ? `country:${value}` : value)
  return place === null ? undefined : placeCodeOf(place)
}

/** The division that most of these places belong to; the others are written out. */
export function commonDivision(codes: readonly PlaceCode[]): Division {
  const divisions = codes.flatMap((code) => {
    const place = parsePlaceCode(code)
    return place?.kind === 'area' ? [place.division] : []
  })
  return divisions.filter((division) => division === '2025').length * 2 > divisions.length ? '2025' : '2021'
}
