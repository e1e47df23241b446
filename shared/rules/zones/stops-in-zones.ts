import { addDays, localDateAt } from '../../time.ts'
import type { EpochMs, LocalDate } from '../../units.ts'
import type { Facts } from '../facts.ts'
import type { Zone, ZoneKind } from '../ruleset.ts'
import { note, type Scope } from '../scope.ts'
import { type Stay, stayOf, touches } from './stay.ts'
import { zoneIndexOf } from './zone-index.ts'

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
  const certain: { stay: Stay; zone: Zone }[] = []
  const open: { stay: Stay; zone: Zone; path: string }[] = []
  scope.facts.stops.forEach((stop, position) => {
    const path = `stops.${position}`
    const stay = stayOf(stop, scope, path)
    if (stay === null || (query.lastDays !== null && stay.daysAgo > query.lastDays)) return
    const here = index.at(stop.place)
    for (const zone of here.inside) {
      if (!isAsked(zone, query)) continue
      const touch = query.zoneTime === 'any' ? 'yes' : touches(stay, zone)
      if (touch === 'no') continue
      noteStop(scope, position, zone)
      if (touch === 'yes') certain.push({ stay, zone })
      else open.push({ stay, zone, path: hourPath(path, stay, zone) })
    }
    for (const zone of here.perhaps) {
      if (!isAsked(zone, query) || (query.zoneTime === 'in-force' && touches(stay, zone) === 'no')) continue
      noteStop(scope, position, zone)
      open.push({ stay, zone, path: `${path}.place` })
    }
  })
  return { certain, open }
}

export function isAsked(zone: Zone, { kinds, authority }: Pick<StopQuery, 'kinds' | 'authority'>): boolean {
  return kinds.includes(zone.kind) && (authority === null || zone.authority === authority)
}

/**
 * The first day from `lastDays` ago to the day of the declaration for which no stop answers, else null. Days after the
 * declaration are its life: how long an answer may be relied on is the credential's expiry.
 */
export function firstUnansweredDay(scope: Scope, lastDays: number): LocalDate | null {
  const last = answered.get(scope.facts)
  if (last !== undefined && last.lastDays === lastDays && last.now === scope.now && last.zone === scope.zone) return last.day
  const day = workOutUnanswered(scope, lastDays)
  answered.set(scope.facts, { lastDays, now: scope.now, zone: scope.zone, day })
  return day
}

/** The last answer for each passing: almost every rule asks for the same number of days. */
const answered = new WeakMap<Facts, { readonly lastDays: number; readonly now: EpochMs; readonly zone: string; readonly day: LocalDate | null }>()

function workOutUnanswered(scope: Scope, lastDays: number): LocalDate | null {
  const until = lastAnswerable(scope.facts, scope)
  let day = addDays(scope.today, -lastDays)
  while (day <= until) {
    const covered = lastDayCovering(scope, day)
    if (covered === null) return day
    day = addDays(covered, 1)
  }
  return null
}

/** A stop that only begins after the crossing answers for no day: where somebody will be says nothing of where they were. */
function lastDayCovering(scope: Scope, day: LocalDate): LocalDate | null {
  let last: LocalDate | null = null
  scope.facts.stops.forEach((stop, position) => {
    if (stop.from > day || day > stop.to || (last !== null && stop.to <= last)) return
    if (stayOf(stop, scope, `stops.${position}`) !== null) last = stop.to
  })
  return last
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
