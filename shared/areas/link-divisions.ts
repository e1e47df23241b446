import type { Across, DivisionLinks } from './area-table.ts'
import type { MadeOf } from './parse-successor-text.ts'
import type { PlaceCode } from './place.ts'

/** What linking needs of the table. */
export interface Family {
  readonly provinces2021: readonly PlaceCode[]
  readonly provinces2025: readonly PlaceCode[]
  /** Areas only: sites and units follow the area they stand in. */
  readonly childrenOf: (place: PlaceCode) => readonly PlaceCode[]
  readonly provinceOf: (place: PlaceCode) => PlaceCode
}

/**
 * A commune of 2021 without a successor is taken to lie somewhere in what its district became (such communes joined a
 * neighbour), or where it likely went; which of these, stays open.
 */
export function linkDivisions(rows: readonly MadeOf[], family: Family): DivisionLinks {
  const lists = invert(rows)
  const forward = new Map<PlaceCode, readonly PlaceCode[]>()
  for (const province of family.provinces2021) {
    const districts = family.childrenOf(province)
    for (const district of districts) for (const [place, reach] of reachIn(district, lists, family)) forward.set(place, reach)
    forward.set(province, distinct(districts.flatMap((district) => forward.get(district) ?? [])))
  }
  const backward = backwardLinks(rows, { ...lists, forward }, family)
  return {
    successors: (place) => (isCommune(place) ? lists.certain.get(place) : nonEmpty(forward.get(place))) ?? 'unknown',
    predecessors: (place) => backward.get(place)?.cover ?? 'unknown',
    across: (place) => backward.get(place) ?? forwardLink(forward.get(place)),
  }
}

interface Lists {
  readonly certain: ReadonlyMap<PlaceCode, readonly PlaceCode[]>
  readonly likely: ReadonlyMap<PlaceCode, readonly PlaceCode[]>
}

function invert(rows: readonly MadeOf[]): Lists {
  const certain = new Map<PlaceCode, PlaceCode[]>()
  const likely = new Map<PlaceCode, PlaceCode[]>()
  for (const { place, parts, likely: perhaps } of rows) {
    for (const part of parts) push(certain, part, place)
    for (const part of perhaps) push(likely, part, place)
  }
  return { certain, likely }
}

/** Of a district and each of its communes, the communes of 2025 that surely hold it. */
function reachIn(district: PlaceCode, { certain, likely }: Lists, { childrenOf }: Family): ReadonlyMap<PlaceCode, readonly PlaceCode[]> {
  const communes = childrenOf(district)
  const known = distinct([...(certain.get(district) ?? []), ...communes.flatMap((commune) => certain.get(commune) ?? [])])
  const reach = new Map<PlaceCode, readonly PlaceCode[]>()
  for (const commune of communes) reach.set(commune, certain.get(commune) ?? distinct([...known, ...(likely.get(commune) ?? [])]))
  return reach.set(district, distinct([...reach.values()].flat().concat(known)))
}

function backwardLinks(
  rows: readonly MadeOf[],
  { certain, likely, forward }: Lists & { readonly forward: ReadonlyMap<PlaceCode, readonly PlaceCode[]> },
  family: Family,
): ReadonlyMap<PlaceCode, Across> {
  const links = new Map(rows.map(({ place, parts, likely: perhaps }) => [place, { cover: [...parts, ...perhaps], maybe: [] as PlaceCode[] }]))
  for (const [place, reach] of forward) {
    if (!isCommune(place) || certain.has(place)) continue
    const list = likely.has(place) ? ('maybe' as const) : ('cover' as const)
    for (const successor of reach) {
      const link = links.get(successor)
      if (link && !link.cover.includes(place)) link[list].push(place)
    }
  }
  const all = new Map<PlaceCode, Across>(links)
  for (const province of family.provinces2025) {
    const below = family.childrenOf(province).flatMap((commune) => links.get(commune)?.cover ?? [])
    if (below.length > 0) all.set(province, { cover: distinct(below.map(family.provinceOf)), maybe: [] })
  }
  return all
}

function forwardLink(reach: readonly PlaceCode[] | undefined): Across | null {
  return reach === undefined || reach.length === 0 ? null : { cover: reach, maybe: [] }
}

function isCommune(place: PlaceCode): boolean {
  return place.startsWith('2021:3')
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list !== undefined && list.length > 0 ? list : undefined
}

function distinct(places: readonly PlaceCode[]): readonly PlaceCode[] {
  return [...new Set(places)]
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
