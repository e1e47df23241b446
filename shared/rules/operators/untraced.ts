import { namedOptions } from '../operands.ts'
import type { Zone } from '../ruleset.ts'
import { type Operator, step } from '../scope.ts'
import { isUnknown, unknown } from '../value.ts'
import { findStopsInZones } from '../zones/stops-in-zones.ts'
import { completely, daysOperand, distinct, withZones, zoneQuery } from './stays.ts'

/** One filtered list per list of zones, so that its index is made once. */
const untraced = new WeakMap<readonly Zone[], readonly Zone[]>()

/** `{kinds, lastDays, authority?}`: like `was-in-zone`, of zones alone whose cases are not traced yet. */
export const wasInUntracedZone: Operator = (operand, site) => {
  const options = namedOptions(operand, site, { required: ['kinds', 'lastDays'], optional: ['authority'] })
  const query = zoneQuery(options, site)
  const lastDays = daysOperand(options.lastDays, step(site, 'lastDays'))
  return withZones((scope, zones) => {
    const days = lastDays(scope)
    if (isUnknown(days)) return days
    const marked = markedZones(zones)
    if (marked.length === 0) return false
    const { certain, open } = findStopsInZones(scope, marked, { ...query, zoneTime: 'in-force', lastDays: days })
    if (certain.length > 0) return true
    return open.length > 0 ? unknown(distinct(open.map(({ path }) => path))) : completely(scope, days)
  })
}

function markedZones(zones: readonly Zone[]): readonly Zone[] {
  const held = untraced.get(zones)
  if (held !== undefined) return held
  const marked = zones.filter((zone) => zone.untraced === true)
  untraced.set(zones, marked)
  return marked
}
