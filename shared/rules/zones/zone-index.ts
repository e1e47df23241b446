import type { AreaTable } from '../../areas/area-table.ts'
import { anchoredDivision } from '../../areas/lies-within.ts'
import { type Division, type PlaceCode, parsePlaceCode, placeCodeOf } from '../../areas/place.ts'
import type { Zone } from '../ruleset.ts'

/** Zones of a place: those it certainly lies in, and those it may reach into or cannot be compared with. */
export interface ZonesHere {
  readonly inside: readonly Zone[]
  readonly perhaps: readonly Zone[]
}

/** Zones by place, so that ten thousand cost a passing no more than ten. Prepared zones are not in it: they do nothing. */
export interface ZoneIndex {
  readonly at: (place: PlaceCode) => ZonesHere
}

interface HeldIndex {
  readonly areas: AreaTable
  readonly index: ZoneIndex
}

const indexes = new WeakMap<readonly Zone[], HeldIndex>()

/** Made once per list of zones: bundles swap the list whole. */
export function zoneIndexOf(zones: readonly Zone[], areas: AreaTable): ZoneIndex {
  const held = indexes.get(zones)
  if (held !== undefined && held.areas === areas) return held.index
  const index = indexZones(zones, areas)
  indexes.set(zones, { areas, index })
  return index
}

const HOME = placeCodeOf({ kind: 'country', country: 'VN' })
const NONE: readonly Zone[] = []

interface Tables {
  readonly areas: AreaTable
  readonly byPlace: ReadonlyMap<PlaceCode, readonly Zone[]>
  /** Zones by each place that they lie in and that is wider than they. */
  readonly byWider: ReadonlyMap<PlaceCode, readonly Zone[]>
  /** Null: zones of places that no division holds, which codes cannot compare with another place. */
  readonly byDivision: ReadonlyMap<Division | null, readonly Zone[]>
}

function indexZones(zones: readonly Zone[], areas: AreaTable): ZoneIndex {
  const byPlace = new Map<PlaceCode, Zone[]>()
  const byWider = new Map<PlaceCode, Zone[]>()
  const byDivision = new Map<Division | null, Zone[]>()
  for (const zone of zones) {
    if (zone.state === 'prepared') continue
    push(byPlace, zone.place, zone)
    if (isCountry(zone.place)) continue
    for (const wider of areas.lineage(zone.place).slice(1)) push(byWider, wider, zone)
    push(byWider, HOME, zone)
    push(byDivision, anchoredDivision(zone.place, areas), zone)
  }
  const tables = { areas, byPlace, byWider, byDivision }
  const known = new Map<PlaceCode, ZonesHere>()
  const unplaced = new Map<PlaceCode, ZonesHere>()
  const lookUp = (place: PlaceCode): ZonesHere => {
    const memory = areas.get(place) === null ? unplaced : known
    const here = zonesAt(place, tables)
    if (unplaced.size >= MOST_UNPLACED) unplaced.clear()
    memory.set(place, here)
    return here
  }
  return { at: (place) => known.get(place) ?? unplaced.get(place) ?? lookUp(place) }
}

/** Places of the table are bounded; others may be invented without end, and each may be in any zone. */
const MOST_UNPLACED = 50

function zonesAt(place: PlaceCode, tables: Tables): ZonesHere {
  const { areas, byPlace, byWider, byDivision } = tables
  if (isCountry(place)) return { inside: byPlace.get(place) ?? NONE, perhaps: byWider.get(place) ?? NONE }
  const lineage = areas.lineage(place)
  const inside = new Set([...lineage, HOME].flatMap((wider) => byPlace.get(wider) ?? NONE))
  const perhaps = new Set(byWider.get(place) ?? NONE)
  const division = anchoredDivision(place, areas)
  const across = division === null ? null : zonesAcross(lineage, tables)
  for (const zone of across?.inside ?? NONE) inside.add(zone)
  for (const zone of across?.perhaps ?? NONE) perhaps.add(zone)
  for (const [other, zones] of byDivision) {
    const comparable = other !== null && division !== null && (other === division || across !== null)
    if (!comparable) for (const zone of zones) perhaps.add(zone)
  }
  return { inside: [...inside], perhaps: [...perhaps].filter((zone) => !inside.has(zone)) }
}

/**
 * Zones of the other division. The areas there that together hold the place decide: a zone holds it if it holds all of
 * them, and may touch it if it touches one. Null where nothing links the divisions.
 */
function zonesAcross(lineage: readonly PlaceCode[], { areas, byPlace, byWider }: Tables): ZonesHere | null {
  const area = lineage.find((step) => parsePlaceCode(step)?.kind === 'area')
  const across = area === undefined ? null : areas.across(area)
  if (across === null) return null
  const held = new Map<Zone, number>()
  const perhaps: Zone[] = []
  for (const part of across.cover) {
    for (const wider of areas.lineage(part)) for (const zone of byPlace.get(wider) ?? NONE) held.set(zone, (held.get(zone) ?? 0) + 1)
    perhaps.push(...(byWider.get(part) ?? NONE))
  }
  for (const part of across.maybe) {
    for (const wider of areas.lineage(part)) perhaps.push(...(byPlace.get(wider) ?? NONE))
    perhaps.push(...(byWider.get(part) ?? NONE))
  }
  const inside = [...held].filter(([, count]) => count === across.cover.length).map(([zone]) => zone)
  return { inside, perhaps: [...perhaps, ...held.keys()] }
}

function isCountry(place: PlaceCode): boolean {
  return place.startsWith('country:')
}

function push<K>(map: Map<K, Zone[]>, key: K, zone: Zone): void {
  const held = map.get(key)
  if (held === undefined) map.set(key, [zone])
  else held.push(zone)
}
