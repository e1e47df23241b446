import { addDays, localDateAt } from '../../time.ts'
import type { EpochMs, LocalDate } from '../../units.ts'
import type { Facts } from '../facts.ts'
import type { Zone, ZoneKind } from '../ruleset.ts'
import { note, type Scope } from '../scope.ts'
import { type Stay, stayAt, touches } from './stay.ts'
import { type ZonesHere, zoneIndexOf } from './zone-index.ts'

/** Which stops and zones a rule asks for. */
export interface StopQuery {
  readonly kinds: readonly ZoneKind[]
  /** Null: whoever declared it. */
  readonly authority: string | null
  /** A stop counts while it ended at most this many local days ago; null: whenever. */
  readonly lastDays: number | null
  /** `in-force`: the stop meets the zone's `[from, to)`. `any`: it is enough that the place is in a zone, a coming one too. */
  readonly zoneTime: 'in-force' | 'any'
}

export interface StopsFound {
  /** Stays in such a zone, with it. */
  readonly certain: readonly { readonly stay: Stay; readonly zone: Zone }[]
  /** Stays of which it cannot be told, with the facts that would tell. */
  readonly open: readonly { readonly stay: Stay; readonly zone: Zone; readonly path: string }[]
}

/** Stops outside `lastDays` are left out of both answers. */
export function findStopsInZones(scope: Scope, zones: readonly Zone[], query: StopQuery): StopsFound {
  const index = zoneIndexOf(zones, scope.facts.passing.areas)
  const found: Finding = { certain: [], open: [] }
  for (let position = 0; position < scope.facts.stops.length; position++) {
    const stop = scope.facts.stops[position]
    const stay = stayAt(scope, position)
    if (stop === undefined || stay === null || (query.lastDays !== null && stay.daysAgo > query.lastDays)) continue
    const here = index.at(stop.place)
    if (here.inside.length > 0 || here.perhaps.length > 0) addZonesHere(found, here, { scope, query, position, stay })
  }
  return found
}

type Finding = { readonly [K in keyof StopsFound]: StopsFound[K][number][] }

interface StopAsked {
  readonly scope: Scope
  readonly query: StopQuery
  readonly position: number
  readonly stay: Stay
}

function addZonesHere({ certain, open }: Finding, here: ZonesHere, { scope, query, position, stay }: StopAsked): void {
  for (const zone of here.inside) {
    if (!isAsked(zone, query)) continue
    const touch = query.zoneTime === 'any' ? 'yes' : touches(stay, zone)
    if (touch === 'no') continue
    noteStop(scope, position, zone)
    if (touch === 'yes') certain.push({ stay, zone })
    else open.push({ stay, zone, path: hourPath(`stops.${position}`, stay, zone) })
  }
  for (const zone of here.perhaps) {
    if (!isAsked(zone, query) || (query.zoneTime === 'in-force' && touches(stay, zone) === 'no')) continue
    noteStop(scope, position, zone)
    open.push({ stay, zone, path: `stops.${position}.place` })
  }
}

export function isAsked(zone: Zone, { kinds, authority }: Pick<StopQuery, 'kinds' | 'authority'>): boolean {
  return kinds.includes(zone.kind) && (authority === null || zone.authority === authority)
}

/**
 * The first day from `lastDays` ago to the day of the declaration for which no stop answers, else null. Days after the
 * declaration are its life: how long an answer may be relied on is the credential's expiry.
 */
export function firstUnansweredDay(scope: Scope, lastDays: number): LocalDate | null {
  const isSame = last.facts === scope.facts && last.lastDays === lastDays && last.now === scope.now && last.zone === scope.zone
  if (!isSame) last = { facts: scope.facts, lastDays, now: scope.now, zone: scope.zone, day: workOutUnanswered(scope, lastDays) }
  return last.day
}

/** The last answer: almost every rule asks for the same number of days. */
let last: LastAsked = { facts: null, lastDays: 0, now: Number.NaN, zone: '', day: null }

interface LastAsked {
  readonly facts: Facts | null
  readonly lastDays: number
  readonly now: EpochMs
  readonly zone: string
  readonly day: LocalDate | null
}

function workOutUnanswered(scope: Scope, lastDays: number): LocalDate | null {
  const until = lastAnswerable(scope.facts, scope)
  let day = addDays(scope.today, -lastDays)
  while (day <= until) {
    const covered = lastDayCovering(scope, day)
    if (covered === null) return day
    if (covered >= until) return null
    day = addDays(covered, 1)
  }
  return null
}

/** A stop that only begins after the crossing answers for no day: where somebody will be says nothing of where they were. */
function lastDayCovering(scope: Scope, day: LocalDate): LocalDate | null {
  const { stops } = scope.facts
  let covered: LocalDate | null = null
  for (let position = 0; position < stops.length; position++) {
    const stop = stops[position]
    if (stop === undefined || stop.from > day || day > stop.to || (covered !== null && stop.to <= covered)) continue
    if (stayAt(scope, position) !== null) covered = stop.to
  }
  return covered
}

function lastAnswerable({ askedAt }: Facts, { today, zone }: Scope): LocalDate {
  if (askedAt === null) return today
  const asked = localDateAt(askedAt, zone)
  return asked < today ? asked : today
}

/** The zone's edge lies in the hours of coming or of leaving: the traveller can settle it by naming the hour. */
function hourPath(path: string, stay: Stay, zone: Zone): string {
  const inside = (edge: EpochMs | null, from: EpochMs, before: EpochMs) => edge !== null && edge > from && edge < before
  const came = inside(zone.to, stay.cameFrom, stay.cameBefore) || inside(zone.from, stay.cameFrom, stay.cameBefore)
  const left = inside(zone.from, stay.leftFrom, stay.leftBefore)
  return `${path}.${came && !left ? 'fromHour' : 'toHour'}`
}

function noteStop(scope: Scope, position: number, zone: Zone): void {
  if (scope.trace === null) return
  const stop = scope.facts.stops[position]
  if (stop === undefined) return
  const hour = (value: number | undefined) => (value === undefined ? '' : `T${String(value).padStart(2, '0')}`)
  note(scope, `stops.${position}`, `${stop.place} ${stop.from}${hour(stop.fromHour)}..${stop.to}${hour(stop.toHour)}`)
  const iso = (at: EpochMs | null) => (at === null ? '' : new Date(at).toISOString())
  note(scope, `zones.${zone.zoneId}`, `${zone.kind} ${zone.place} ${iso(zone.from)}..${iso(zone.to)}`)
}
