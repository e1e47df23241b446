import type { AreaRow } from '../../shared/areas/area-table.ts'
import type { PlaceCode } from '../../shared/areas/place.ts'
import { testAreas } from './areas.ts'

export function communesOf2021(): readonly AreaRow[] {
  const areas = testAreas()
  return areas.provinces('2021').flatMap((province) => areas.children(province.place).flatMap((district) => areas.children(district.place)))
}

export function communesOf2025(): readonly AreaRow[] {
  const areas = testAreas()
  return areas.provinces('2025').flatMap((province) => areas.children(province.place))
}

export interface SameGround {
  readonly old: PlaceCode
  readonly now: PlaceCode
}

/** Communes that went whole into one of 2025 that nothing else went into: the same ground under two codes. */
export function oneToOneCommunes(): readonly SameGround[] {
  const areas = testAreas()
  return communesOf2021().flatMap(({ place: old }) => {
    const [now, ...others] = known(areas.successors(old))
    if (now === undefined || others.length > 0) return []
    const predecessors = known(areas.predecessors(now))
    return predecessors.length === 1 && predecessors[0] === old ? [{ old, now }] : []
  })
}

/** Empty where nobody knows. */
export function known(places: readonly PlaceCode[] | 'unknown'): readonly PlaceCode[] {
  return places === 'unknown' ? [] : places
}
