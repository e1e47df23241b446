import { type PlaceCode, parsePlaceCode } from '../../areas/place.ts'
import type { EpochMs } from '../../units.ts'
import { integerOperand, kindOf, namedOptions, word, wordList } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import { type Expression, ZONE_KINDS, type Zone } from '../ruleset.ts'
import { note, type Operator, type Scope, type Site, step } from '../scope.ts'
import { isUnknown, type Unknown, unknown, type Value } from '../value.ts'
import { stayAt } from '../zones/stay.ts'
import { findStopsInZones, firstUnansweredDay, isAsked, type StopQuery } from '../zones/stops-in-zones.ts'
import { zoneIndexOf } from '../zones/zone-index.ts'

/**
 * `{kinds, lastDays, authority?, zoneTime?}`: a stop that ended at most `lastDays` local days ago lies in a zone of these
 * kinds and meets its `[from, to)`. A province-level stop around a sealed commune, or a day whose hour would decide: unknown.
 */
export const wasInZone: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds', 'lastDays'], optional: ['authority', 'zoneTime'] })
  const { kinds, authority } = zoneQuery(options, site)
  const zoneTime = options.zoneTime === undefined ? 'in-force' : word(options.zoneTime, step(site, 'zoneTime'), ['in-force', 'any'] as const)
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  return withZones((scope, zones) => {
    const days = lastDays(scope)
    if (isUnknown(days)) return days
    const { certain, open } = findStopsInZones(scope, zones, { kinds, authority, zoneTime, lastDays: days })
    if (certain.length > 0) return true
    return open.length > 0 ? unknown(distinct(open.map(({ path }) => path))) : completely(scope, days)
  })
}

/**
 * `{kinds, lastDays, authority?}`: was in such a zone at or after its start while it was in force, and now stands
 * outside it. At the zone's own gate the answer is no: leaving there is that gate's affair.
 */
export const leftZoneAfterStart: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds', 'lastDays'], optional: ['authority'] })
  const { kinds, authority } = zoneQuery(options, site)
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  return withZones((scope, zones) => {
    const days = lastDays(scope)
    if (isUnknown(days)) return days
    const { passing } = scope.facts
    const here = zoneIndexOf(zones, passing.areas).at(passing.checkpoint.place).inside
    const { certain, open } = findStopsInZones(scope, zones, { kinds, authority, zoneTime: 'in-force', lastDays: days })
    if (certain.some(({ zone }) => !here.includes(zone))) return true
    const undecided = open.filter(({ zone }) => !here.includes(zone))
    return undecided.length > 0 ? unknown(distinct(undecided.map(({ path }) => path))) : completely(scope, days)
  })
}

/** `{place, kinds, authority?}`: the place lies in such a zone that is in force at this moment. */
export const placeInZone: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['place', 'kinds'], optional: ['authority'] })
  const query = zoneQuery(options, site)
  const place = site.compile(options.place ?? null, step(site, 'place'))
  return withZones((scope, zones) => {
    const where = place(scope)
    if (where === null || isUnknown(where)) return where === null ? false : where
    const { inside, perhaps } = zoneIndexOf(zones, scope.facts.passing.areas).at(placeOf(where, `${site.path}.place`))
    const inForce = (zone: Zone) => isInForce(zone, query, scope.now)
    const found = inside.find(inForce)
    if (scope.trace !== null && found !== undefined)
      note(scope, `zones.${found.zoneId}`, `${found.kind} ${found.place} ${new Date(found.from).toISOString()}..`)
    if (found !== undefined) return true
    return perhaps.some(inForce) ? unknown(['zones']) : false
  })
}

/** `{lastDays}`: a stop in another country that ended at most that many local days ago. */
export const stopAbroad: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['lastDays'], optional: [] })
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  return (scope) => {
    const days = lastDays(scope)
    if (isUnknown(days)) return days
    let found = false
    scope.facts.stops.forEach((stop, position) => {
      const place = parsePlaceCode(stop.place)
      if (place === null) throw ruleFault(`stops.${position}.place`, 'not a place code')
      if (place.kind !== 'country' || place.country === 'VN') return
      const stay = stayAt(scope, position)
      if (stay === null || stay.daysAgo > days) return
      if (scope.trace !== null) note(scope, `stops.${position}`, `${stop.place} ${stop.from}..${stop.to}`)
      found = true
    })
    return found || completely(scope, days)
  }
}

/** A year is more than any order asks for; the bound keeps a slip in a parameter from costing a long loop. */
const MAX_LAST_DAYS = 366

export function daysOperand(operand: Expression | undefined, site: Site): (scope: Scope) => number | Unknown {
  const days = integerOperand(operand, site)
  return (scope) => {
    const value = days(scope)
    if (typeof value === 'number' && (value < 0 || value > MAX_LAST_DAYS))
      throw ruleFault(site.path, `needs 0 to ${MAX_LAST_DAYS} days, not ${value}`)
    return value
  }
}

export function zoneQuery(options: { readonly [name: string]: Expression }, site: Site): Pick<StopQuery, 'kinds' | 'authority'> {
  const { authority = null } = options
  if (authority !== null && typeof authority !== 'string') throw ruleFault(`${site.path}.authority`, 'give the authority as text: "VN-30"')
  return { kinds: wordList(options.kinds, step(site, 'kinds'), ZONE_KINDS), authority }
}

export function withZones(answer: (scope: Scope, zones: readonly Zone[]) => Value): (scope: Scope) => Value {
  return (scope) => {
    const { zones } = scope.facts.passing.lists
    return zones.state === 'unknown' ? unknown(['zones']) : answer(scope, zones.value)
  }
}

/** Asked for, and at this moment within `[from, to)`. */
export function isInForce(zone: Zone, query: Pick<StopQuery, 'kinds' | 'authority'>, now: EpochMs): boolean {
  return isAsked(zone, query) && zone.from <= now && (zone.to === null || now < zone.to)
}

/** "No" holds only if every day of the span is answered for. */
export function completely(scope: Scope, days: number): false | Unknown {
  if (scope.facts.stops.length === 0) return unknown(['stops'])
  return firstUnansweredDay(scope, days) === null ? false : unknown(['stops'])
}

export function placeOf(value: Value, path: string): PlaceCode {
  if (isPlace(value)) return value
  throw ruleFault(path, `needs a place code, not ${kindOf(value)}`)
}

function isPlace(value: Value): value is PlaceCode {
  return parsePlaceCode(value) !== null
}

export function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort()
}
