import type { Division, PlaceCode } from './place.ts'

export interface AreaRow {
  readonly place: PlaceCode
  /** Official spelling with its type: `Xã Tân Trường`. */
  readonly name: string
  readonly parent: PlaceCode | null
}

/** Names and ancestors of the areas of one or more divisions, and of the installation's sites and units. */
export interface AreaTable extends DivisionLinks {
  readonly divisions: readonly Division[]
  get(place: PlaceCode): AreaRow | null
  children(place: PlaceCode): readonly AreaRow[]
  provinces(division: Division): readonly AreaRow[]
  /** Itself first, then each ancestor up to the province. A country or an unknown place has only itself. */
  lineage(place: PlaceCode): readonly PlaceCode[]
}

/** How the areas of 2021 and those of 2025 lie over each other. By code, never by name. */
export interface DivisionLinks {
  /**
   * The communes of 2025 that hold the ground of an area of 2021; of a split commune it is in one of them. `unknown` where
   * nobody can say: the commune was abolished before 2025 was drawn, or the table has not both divisions.
   */
  successors(place2021: PlaceCode): readonly PlaceCode[] | 'unknown'
  /** The areas of 2021 that an area of 2025 may have been made of: of a commune communes, of a province provinces. */
  predecessors(place2025: PlaceCode): readonly PlaceCode[] | 'unknown'
  /** How an area lies in the other division; null where nothing links them. */
  across(place: PlaceCode): Across | null
}

export interface Across {
  /** Areas of the other division that together hold all of this one. Never empty. */
  readonly cover: readonly PlaceCode[]
  /** Further areas that may share ground with it, because nobody knows where they went. */
  readonly maybe: readonly PlaceCode[]
}
