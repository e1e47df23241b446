import { type PlaceCode, parsePlaceCode } from '../../areas/place.ts'
import type { EpochMs } from '../../units.ts'
import { integerOperand, namedOptions } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Zone, ZoneKind } from '../ruleset.ts'
import { note, type Operator, type Scope, step } from '../scope.ts'
import { isUnknown, unknown } from '../value.ts'
import { type Stay, stayAt, touches } from '../zones/stay.ts'
import { zoneIndexOf } from '../zones/zone-index.ts'
import { completely, daysOperand, distinct, isInForce, placeOf, withZones } from './stays.ts'

const LEVELS: readonly ZoneKind[] = ['level-1', 'level-2', 'level-3', 'level-4']

/**
 * `{level, lastDays, at}`: a stop that ended at most `lastDays` local days ago, in a place whose level reaches `level`: while
 * the stop lasted (`at: "stop"`) or as it is now (`at: "crossing"`). Of several units with a level the most specific counts.
 */
export const stopLevelAtLeast: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['level', 'lastDays', 'at'], optional: [] })
  const level = integerOperand(options.level, step(site, 'level'))
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  const { at } = options
  if (at !== 'stop' && at !== 'crossing') throw ruleFault(`${site.path}.at`, 'give one of: stop, crossing')
  return withZones((scope, zones) => {
    const [least, days] = [level(scope), lastDays(scope)]
    if (isUnknown(least)) return least
    if (isUnknown(days)) return days
    const open: string[] = []
    let found = false
    scope.facts.stops.forEach((stop, position) => {
      const stay = stayAt(scope, position)
      if (stay === null || stay.daysAgo > days) return
      const here = zoneIndexOf(zones, scope.facts.passing.areas).at(stop.place)
      const reached = reaches({ inside: here.inside.filter(isLevel), perhaps: here.perhaps.filter(isLevel) }, least, spanOf(stay, at, scope))
      if (reached === 'no') return
      if (scope.trace !== null)
        note(scope, `stops.${position}`, `${stop.place} ${stop.from}..${stop.to} ${reached === 'yes' ? `level ${least}` : `level ${least}?`}`)
      if (reached === 'yes') found = true
      else open.push(`stops.${position}.place`)
    })
    if (found) return true
    return open.length > 0 ? unknown(distinct(open)) : completely(scope, days)
  })
}

/** `{place, level}`: the level of the place now reaches `level`, the most specific unit with a level counting. */
export const placeLevelAtLeast: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['place', 'level'], optional: [] })
  const level = integerOperand(options.level, step(site, 'level'))
  const place = site.compile(options.place ?? null, step(site, 'place'))
  return withZones((scope, zones) => {
    const [least, where] = [level(scope), place(scope)]
    if (isUnknown(least)) return least
    if (where === null || isUnknown(where)) return where === null ? false : where
    const { inside, perhaps } = zoneIndexOf(zones, scope.facts.passing.areas).at(placeOf(where, `${site.path}.place`))
    const now = (zone: Zone) => isInForce(zone, { kinds: LEVELS, authority: null }, scope.now)
    if (levelOf(inside.filter(now)) >= least) return true
    return perhaps.some((zone) => now(zone) && rankOf(zone) >= least) ? unknown(['zones']) : false
  })
}

interface LevelsHere {
  readonly inside: readonly Zone[]
  readonly perhaps: readonly Zone[]
}

type Touching = (span: Pick<Zone, 'from' | 'to'>) => 'yes' | 'perhaps' | 'no'

function spanOf(stay: Stay, at: 'stop' | 'crossing', { now }: Scope): Touching {
  if (at === 'stop') return (span) => touches(stay, span)
  return ({ from, to }) => (from <= now && (to === null || now < to) ? 'yes' : 'no')
}

/** Cut at every zone's edge, the level is one between two cuts; spans of a sufficient level that adjoin are one span. */
function reaches({ inside, perhaps }: LevelsHere, least: number, touching: Touching): 'yes' | 'perhaps' | 'no' {
  const answers = spansAtLeast(inside, least).map(touching)
  if (answers.includes('yes')) return 'yes'
  const nearby = perhaps.some((zone) => rankOf(zone) >= least && touching(zone) !== 'no')
  return answers.includes('perhaps') || nearby ? 'perhaps' : 'no'
}

function spansAtLeast(zones: readonly Zone[], least: number): readonly Pick<Zone, 'from' | 'to'>[] {
  const edges = [...new Set(zones.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort((a, b) => a - b)
  const spans: { from: EpochMs; to: EpochMs | null }[] = []
  edges.forEach((from, position) => {
    const to = edges[position + 1] ?? null
    const inForce = zones.filter((zone) => zone.from <= from && (zone.to === null || from < zone.to))
    if (levelOf(inForce) < least) return
    const last = spans[spans.length - 1]
    if (last !== undefined && last.to === from) last.to = to
    else spans.push({ from, to })
  })
  return spans
}

/** Of the most specific unit; of two levels of one unit the higher. 0 where none is set. */
function levelOf(zones: readonly Zone[]): number {
  const narrowest = Math.max(...zones.map(({ place }) => narrownessOf(place)))
  return Math.max(0, ...zones.filter(({ place }) => narrownessOf(place) === narrowest).map(rankOf))
}

function narrownessOf(place: PlaceCode): number {
  const parsed = parsePlaceCode(place)
  if (parsed?.kind === 'country') return 0
  if (parsed?.kind !== 'area') return 4
  return ['province', 'district', 'commune'].indexOf(parsed.level) + 1
}

function isLevel({ kind }: Zone): boolean {
  return LEVELS.includes(kind)
}

/** 1 to 4. */
function rankOf({ kind }: Zone): number {
  return LEVELS.indexOf(kind) + 1
}
