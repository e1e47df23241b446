import type { AreaTable } from '../../areas/area-table.ts'
import { liesWithin } from '../../areas/lies-within.ts'
import { type PlaceCode, parsePlaceCode, placeCodeOf } from '../../areas/place.ts'
import { kindOf, namedOptions } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Zone } from '../ruleset.ts'
import { note, type Operator, type Scope, step } from '../scope.ts'
import { isList, isUnknown, unknown, type Value } from '../value.ts'
import { stayAt } from '../zones/stay.ts'
import type { StopQuery } from '../zones/stops-in-zones.ts'
import { zoneIndexOf } from '../zones/zone-index.ts'
import { completely, daysOperand, isInForce, placeOf, withZones, zoneQuery } from './stays.ts'

/** `{place, within}`: the place lies in the other one. A wider place, or one that went there in part, leaves it open; no place is no. */
export const placeWithin: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['place', 'within'], optional: [] })
  const within = constantPlace(options.within ?? null, `${site.path}.within`)
  const place = site.compile(options.place ?? null, step(site, 'place'))
  const liesThere = rememberedWithin(within)
  return (scope) => {
    const where = place(scope)
    if (where === null || isUnknown(where)) return where === null ? false : where
    const lies = liesThere(placeOf(where, `${site.path}.place`), scope.facts.passing.areas)
    return lies === 'perhaps' ? unknown(['place']) : lies === 'yes'
  }
}

/** `{place, lastDays}`: a stop that ended at most `lastDays` local days ago lies outside the place. "No" needs every day answered. */
export const wasOutside: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['place', 'lastDays'], optional: [] })
  const home = constantPlace(options.place ?? null, `${site.path}.place`)
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  const liesAtHome = rememberedWithin(home)
  return (scope) => {
    const days = lastDays(scope)
    if (isUnknown(days)) return days
    const open: string[] = []
    let outside = false
    for (const [position, stop] of scope.facts.stops.entries()) {
      const stay = stayAt(scope, position)
      if (stay === null || stay.daysAgo > days) continue
      const lies = liesAtHome(stop.place, scope.facts.passing.areas)
      if (lies === 'yes') continue
      if (scope.trace !== null) note(scope, `stops.${position}`, `${stop.place} ${stop.from}..${stop.to}`)
      if (lies === 'no') outside = true
      else open.push(`stops.${position}.place`)
    }
    if (outside) return true
    return open.length > 0 ? unknown(open) : completely(scope, days)
  }
}

/** Places of the table are bounded, others are not; together they are never more than this. */
const MOST_REMEMBERED = 20_000

/** Whether places lie in this one: the same few thousand are asked again and again. */
function rememberedWithin(within: PlaceCode): (place: PlaceCode, areas: AreaTable) => ReturnType<typeof liesWithin> {
  const known = new Map<PlaceCode, ReturnType<typeof liesWithin>>()
  let table: AreaTable | null = null
  return (place, areas) => {
    if (table !== areas || known.size >= MOST_REMEMBERED) known.clear()
    table = areas
    const held = known.get(place)
    if (held !== undefined) return held
    const lies = liesWithin(place, within, areas)
    known.set(place, lies)
    return lies
  }
}

/** `{places, kinds, authority?}`: one of the places, as where goods come from and what they passed, lies in such a zone in force now. */
export const anyPlaceInZone: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['places', 'kinds'], optional: ['authority'] })
  const query = zoneQuery(options, site)
  const places = site.compile(options.places ?? null, step(site, 'places'))
  return (scope) => {
    const given = places(scope)
    if (isUnknown(given)) return given
    if (!isList(given)) throw ruleFault(`${site.path}.places`, `needs a list of places, not ${kindOf(given)}`)
    const missing = given.find(isUnknown)
    if (missing !== undefined) return missing
    const where = flatPlaces(given, `${site.path}.places`)
    const inZone = withZones((_, zones) => findPlace(where, zones, { scope, query }))
    return where.length === 0 ? false : inZone(scope)
  }
}

function findPlace(
  places: readonly PlaceCode[],
  zones: readonly Zone[],
  { scope, query }: { readonly scope: Scope; readonly query: Pick<StopQuery, 'kinds' | 'authority'> },
): Value {
  const index = zoneIndexOf(zones, scope.facts.passing.areas)
  let open = false
  for (const place of places) {
    const { inside, perhaps } = index.at(place)
    const found = inside.find((zone) => isInForce(zone, query, scope.now))
    if (found !== undefined) {
      if (scope.trace !== null) note(scope, `zones.${found.zoneId}`, `${found.kind} ${found.place} ${place}`)
      return true
    }
    open = open || perhaps.some((zone) => isInForce(zone, query, scope.now))
  }
  return open ? unknown(['zones']) : false
}

/** A list of places and of lists of places; `null` in it is no place. */
function flatPlaces(value: readonly Value[], path: string): readonly PlaceCode[] {
  return value.flatMap((item) => (item === null ? [] : isList(item) ? flatPlaces(item, path) : [placeOf(item, path)]))
}

function constantPlace(value: unknown, path: string): PlaceCode {
  const parsed = parsePlaceCode(value)
  if (parsed === null) throw ruleFault(path, 'write a place code: "2021:100022"')
  return placeCodeOf(parsed)
}
