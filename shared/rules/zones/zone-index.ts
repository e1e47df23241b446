import type { AreaTable } from '../../areas/area-table.ts'
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

const indexes = new WeakMap<readonly Zone[], { readonly areas: AreaTable; readonly index: ZoneIndex }>()

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

function indexZones(zones: readonly Zone[], areas: AreaTable): ZoneIndex {
  const byPlace = new Map<PlaceCode, Zone[]>()
  const byWider = new Map<PlaceCode, Zone[]>()
  const adrift: { readonly zone: Zone; readonly division: Division | null }[] = []
  for (const zone of zones) {
    if (zone.state === 'prepared') continue
    push(byPlace, zone.place, zone)
    if (isCountry(zone.place)) continue
    for (const wider of areas.lineage(zone.place).slice(1)) push(byWider, wider, zone)
    push(byWider, HOME, zone)
    adrift.push({ zone, division: anchored(zone.place, areas) })
  }
  const divisions = new Set(adrift.map(({ division }) => division))
  return { at: (place) => zonesAt(place, { areas, byPlace, byWider, adrift, divisions }) }
}

interface Tables {
  readonly areas: AreaTable
  readonly byPlace: ReadonlyMap<PlaceCode, Zone[]>
  readonly byWider: ReadonlyMap<PlaceCode, Zone[]>
  readonly adrift: readonly { readonly zone: Zone; readonly division: Division | null }[]
  readonly divisions: ReadonlySet<Division | null>
}

function zonesAt(place: PlaceCode, { areas, byPlace, byWider, adrift, divisions }: Tables): ZonesHere {
  const country = isCountry(place)
  const lineage = country ? [place] : areas.lineage(place)
  const inside = lineage.flatMap((wider) => byPlace.get(wider) ?? NONE)
  if (!country) inside.push(...(byPlace.get(HOME) ?? NONE))
  const perhaps = [...(byWider.get(place) ?? NONE)]
  if (country) return { inside, perhaps }
  const division = anchored(place, areas)
  const comparable = division !== null && divisions.size <= 1 && (divisions.size === 0 || divisions.has(division))
  if (!comparable) {
    for (const other of adrift) {
      const apart = division === null || other.division === null || other.division !== division
      if (apart && !inside.includes(other.zone)) perhaps.push(other.zone)
    }
  }
  return { inside, perhaps }
}

/** The division whose table knows the place up to a province; null where codes alone cannot compare it with others. */
function anchored(place: PlaceCode, areas: AreaTable): Division | null {
  if (areas.get(place) === null) return null
  const top = areas.lineage(place).slice(-1)[0]
  const parsed = parsePlaceCode(top)
  return parsed?.kind === 'area' && parsed.level === 'province' ? parsed.division : null
}

function isCountry(place: PlaceCode): boolean {
  return place.startsWith('country:')
}

function push(map: Map<PlaceCode, Zone[]>, place: PlaceCode, zone: Zone): void {
  const held = map.get(place)
  if (held === undefined) map.set(place, [zone])
  else held.push(zone)
}
