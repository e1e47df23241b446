import { type Division, type PlaceCode, placeCodeOf } from './place.ts'

/** The code of an area of the table, from its official code as text: `areaCode('2021', 'commune', '10930')`. */
export function areaCode(division: Division, level: 'province' | 'district' | 'commune', code: string): PlaceCode {
  return placeCodeOf({ kind: 'area', division, level, code })
}
