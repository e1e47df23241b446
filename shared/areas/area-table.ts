import type { Division, PlaceCode } from './place.ts'

export interface AreaRow {
  readonly place: PlaceCode
  /** Official spelling with its type: `Xã Tân Trường`. */
  readonly name: string
  readonly parent: PlaceCode | null
}

/** Names and ancestors of the areas of one or more divisions, and of the installation's sites and units. */
export interface AreaTable {
  readonly divisions: readonly Division[]
  get(place: PlaceCode): AreaRow | null
  children(place: PlaceCode): readonly AreaRow[]
  provinces(division: Division): readonly AreaRow[]
  /** Itself first, then each ancestor up to the province. A country or an unknown place has only itself. */
  lineage(place: PlaceCode): readonly PlaceCode[]
}
