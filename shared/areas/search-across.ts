import type { AreaTable } from './area-table.ts'
import type { Division, PlaceCode } from './place.ts'
import { type PlaceHit, type PlaceSearch, searchPlaces } from './search-places.ts'

/** A place found under its name in the other division: `via` is that name, `Thành phố Thủ Đức`. */
export interface AcrossHit extends PlaceHit {
  readonly via: string
}

/** Of a name that covers much ground only the first few are shown: more is no answer. */
const PARTS_SHOWN = 4
/** People write which one they mean: `Thủ Đức (cũ)`. */
const OLD_OR_NEW = /[\s(]*(cũ|cu|mới|moi|old|new)\)?\s*$/i

/**
 * Names of the other division lead on to the places of the asked one that hold their ground, by code and never by name. A
 * table without both divisions and their mapping finds nothing.
 */
export function searchAcross(areas: AreaTable, asked: Division): Pick<PlaceSearch, 'prepare'> & { find(query: string): readonly AcrossHit[] } {
  const other = areas.divisions.find((division) => division !== asked)
  if (other === undefined) return { prepare: () => false, find: () => [] }
  const search = searchPlaces(areas, other)
  return {
    prepare: search.prepare,
    find: (query) => search.find(query.replace(OLD_OR_NEW, ''), { limit: 2 }).flatMap((hit) => partsOf(hit, areas)),
  }
}

function partsOf({ place, name }: PlaceHit, areas: AreaTable): readonly AcrossHit[] {
  const cover = areas.across(place)?.cover ?? []
  return cover.slice(0, PARTS_SHOWN).map((part) => ({
    place: part,
    name: nameOf(part, areas),
    within: areas
      .lineage(part)
      .slice(1)
      .map((above) => nameOf(above, areas))
      .join(', '),
    via: name,
  }))
}

function nameOf(place: PlaceCode, areas: AreaTable): string {
  return areas.get(place)?.name ?? place
}
