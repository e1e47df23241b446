import { addDays, daysBetween, localDateAt, parseLocalDate } from '../../time.ts'
import type { LocalDate } from '../../units.ts'
import { integer, operandList, text } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Operator } from '../scope.ts'
import type { Value } from '../value.ts'
import { known } from './comparison.ts'
import { toInstant } from './instants.ts'

/** The calendar day of an instant in the ruleset's zone. */
export const localDate: Operator = (operand, site) =>
  known(operandList(operand, site, { from: 1, to: 1 }), ([at = null], scope) => localDateAt(toInstant(at, `${site.path}.0`), scope.zone))

/** Calendar day and whole number to calendar day. */
export const addLocalDays: Operator = (operand, site) =>
  known(operandList(operand, site, { from: 2, to: 2 }), ([date = null, days = null]) =>
    addDays(toLocalDate(date, `${site.path}.0`), integer(days, `${site.path}.1`)),
  )

/** Whole days from the first calendar day to the second; negative where the second is earlier. */
export const localDaysBetween: Operator = (operand, site) =>
  known(operandList(operand, site, { from: 2, to: 2 }), ([from = null, to = null]) =>
    daysBetween(toLocalDate(from, `${site.path}.0`), toLocalDate(to, `${site.path}.1`)),
  )

export function toLocalDate(value: Value, path: string): LocalDate {
  const date = parseLocalDate(text(value, path))
  if (date === null) throw ruleFault(path, `not a day of the calendar: ${JSON.stringify(value).slice(0, 40)}`)
  return date
}
