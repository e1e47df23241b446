import type { AreaTable } from '../areas/area-table.ts'
import { liesWithin } from '../areas/lies-within.ts'
import { type PlaceCode, parsePlaceCode } from '../areas/place.ts'
import type { Claims, Stop } from '../declaration/claims.ts'

/**
 * Province (or country) where the journey began, for the flow: of the last stop before the destination. A stop at the
 * destination on the last day alone is the arrival; a longer stay there is itself where a day's round trip began.
 * Never the plate, the residence or the birth code.
 */
export function originOf(claims: Claims, areas: AreaTable): PlaceCode | null {
  const latestFirst = [...claims.stops].sort(latest)
  const lastDay = latestFirst[0]?.to ?? ''
  const before = latestFirst.find((stop) => stop.from < lastDay || !isAtDestination(stop, claims.destination, areas))
  const stop = before ?? latestFirst[0]
  return stop === undefined ? null : provinceOf(stop.place, areas)
}

function latest(a: Stop, b: Stop): number {
  return compareText(b.to, a.to) || compareText(b.from, a.from) || compareText(a.place, b.place)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isAtDestination(stop: Stop, destination: PlaceCode | null, areas: AreaTable): boolean {
  if (destination === null) return false
  return liesWithin(stop.place, destination, areas) === 'yes' || liesWithin(destination, stop.place, areas) === 'yes'
}

function provinceOf(place: PlaceCode, areas: AreaTable): PlaceCode | null {
  const parsed = parsePlaceCode(place)
  if (parsed === null) return null
  if (parsed.kind === 'country') return place
  const lineage = areas.lineage(place)
  const top = lineage[lineage.length - 1]
  const area = parsePlaceCode(top)
  return top !== undefined && area?.kind === 'area' && area.level === 'province' ? top : null
}
