import { addDays } from '../time.ts'
import type { LocalDate } from '../units.ts'
import { ruleFault } from './rule-fault.ts'
import type { Days, DutyTemplate, Ruleset } from './ruleset.ts'
import type { Scope } from './scope.ts'
import type { Duty } from './verdict.ts'
import { findStopsInZones } from './zones/stops-in-zones.ts'

/** A duty with its dates, for this passing. */
export function dutyOf(template: DutyTemplate, scope: Scope, path: string): Duty {
  switch (template.kind) {
    case 'quarantine': {
      const days = daysOf(template.days, scope.parameters, `${path}.days`)
      const anchor = anchorOf(template.anchor, scope)
      const { kind, kinds, payer, controller } = template
      return { kind, kinds, payer, days, anchor, through: addDays(anchor, days), controller }
    }
    case 'sample': {
      const { kind, payer, priority } = template
      return { kind, payer, priority, onDays: template.onDays.map((day, index) => daysOf(day, scope.parameters, `${path}.onDays.${index}`)) }
    }
    default:
      return template
  }
}

/** The bound of a parameter's days: longer than any quarantine that was ever ordered. */
const MAX_DAYS = 366

export function daysOf(days: Days, parameters: Ruleset['parameters'], path: string): number {
  const value = typeof days === 'number' ? days : parameters[days.parameter]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > MAX_DAYS) {
    throw ruleFault(path, `needs a whole number of days from 0 to ${MAX_DAYS}, or the name of a parameter that is one`)
  }
  return value
}

/**
 * Day 0. The last local date in a place of such a zone, never after the crossing; a stop that may have touched one counts
 * too, because of two dates the later one protects. Where no stop explains the duty: the day of the crossing.
 */
function anchorOf(anchor: Extract<DutyTemplate, { readonly kind: 'quarantine' }>['anchor'], scope: Scope): LocalDate {
  const { zones } = scope.facts.passing.lists
  if (anchor.from === 'crossing' || zones.state === 'unknown') return scope.today
  const query = { kinds: anchor.zoneKinds, authority: null, lastDays: null, zoneTime: 'in-force' } as const
  const { certain, open } = findStopsInZones({ ...scope, trace: null }, zones.value, query)
  const days = [...certain, ...open].map(({ stay }) => stay.lastDay).sort()
  return days[days.length - 1] ?? scope.today
}
