import type { AreaTable } from '../../shared/areas/area-table.ts'
import { isPlaceCode } from '../../shared/areas/place.ts'
import type { Draft } from './draft.ts'

/**
 * The number that plates of a province begin with, two signs for each province's code of 2021 from `00` on: `14` at `22`, Quảng
 * Ninh. Blank where there is no province, and for Hà Nội and Hồ Chí Minh City, whose cars begin in many ways.
 */
const BY_PROVINCE =
  '    23  11  97  22  242725  2621  28  2012  14  98198899    3415  891790183536  37  38  737475  4392  7677  78  79  85  86  82  81  474849  93  70  6160  72    62  637184  6466  67  686595839469'

/** What stands behind it. Motorbikes have a letter and a digit of their district, taxis and coaches many letters. */
const LETTERS: { readonly [means: string]: string | undefined } = { car: 'A', truck: 'C' }

/** How the plate of somebody from there most likely begins: offered, never filled in. Empty where nobody can say. */
export function plateStart({ means, permanentPlace }: Draft, areas: Pick<AreaTable, 'lineage'>): string {
  const letter = LETTERS[means]
  const province = isPlaceCode(permanentPlace) ? (areas.lineage(permanentPlace).slice(-1)[0] ?? '') : ''
  const at = /^2021:1000(\d\d)$/.exec(province)?.[1]
  const number =
    at === undefined
      ? ''
      : BY_PROVINCE.slice(2 * Number(at))
          .slice(0, 2)
          .trim()
  return letter === undefined || number === '' ? '' : number + letter
}
