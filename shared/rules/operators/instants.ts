import { parseLocalDate } from '../../time.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../../units.ts'
import { isExpressionList, kindOf, operandList, text, word } from '../operands.ts'
import { ruleFault } from '../rule-fault.ts'
import type { Operator } from '../scope.ts'
import { step } from '../scope.ts'
import { instant, instantMs, isInstant, isUnknown, type Value } from '../value.ts'
import { chain, known } from './comparison.ts'

export const after = temporal((a, b) => a > b)
export const before = temporal((a, b) => a < b)
export const notAfter = temporal((a, b) => a <= b)
export const notBefore = temporal((a, b) => a >= b)

/** Instants, or texts that are instants; three operands are a chain. */
function temporal(holds: (a: EpochMs, b: EpochMs) => boolean): Operator {
  return (operand, site) => {
    const operands = operandList(operand, site, { from: 2, to: 3 })
    return known(operands, (values) =>
      chain(
        values.map((value, index) => toInstant(value, `${site.path}.${index}`)),
        holds,
      ),
    )
  }
}

/**
 * A text plus a fixed amount, in UTC as CertLogic says: 31 January and a month is 3 March. A date alone is 00:00 UTC
 * there; for calendar days of the traveller's zone use `local-date`, `add-days` and `days-between`.
 */
export const plusTime: Operator = (operand, site) => {
  if (!isExpressionList(operand) || operand.length !== 3) throw ruleFault(site.path, 'takes 3 operands: text, whole number, unit')
  const [what = null, amount, unitName] = operand
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) throw ruleFault(`${site.path}.1`, 'needs a whole number written out')
  const unit = word(unitName, step(site, 2), TIME_UNITS)
  const compiled = site.compile(what, step(site, 0))
  return (scope) => {
    const value = compiled(scope)
    if (isUnknown(value)) return value
    return instant(shifted(parseDateTime(text(value, `${site.path}.0`), `${site.path}.0`), amount, unit))
  }
}

const TIME_UNITS = ['year', 'month', 'day', 'hour'] as const

function shifted(at: EpochMs, amount: number, unit: (typeof TIME_UNITS)[number]): EpochMs {
  if (unit === 'hour') return at + amount * HOUR_MS
  if (unit === 'day') return at + amount * DAY_MS
  const date = new Date(at)
  if (unit === 'month') return date.setUTCMonth(date.getUTCMonth() + amount)
  return date.setUTCFullYear(date.getUTCFullYear() + amount)
}

export function toInstant(value: Value, path: string): EpochMs {
  if (isInstant(value)) return instantMs(value)
  if (typeof value === 'string') return parseDateTime(value, path)
  throw ruleFault(path, `needs a date and time, not ${kindOf(value)}`)
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?))?$/

/** A day or an instant that does not exist is a fault: where others let it fail open, this asks the officer. */
function parseDateTime(written: string, path: string): EpochMs {
  const [, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = DATE_TIME.exec(written) ?? []
  if (day === undefined || parseLocalDate(day) === null) {
    throw ruleFault(path, `not a date or an instant with its offset: ${JSON.stringify(written.slice(0, 40))}`)
  }
  const digits = offset.replace(/[^\d+-]/g, '')
  const zone = offset === 'Z' ? 'Z' : `${digits.slice(0, 3)}:${digits.slice(3, 5).padEnd(2, '0')}`
  const ms = Date.parse(`${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`)
  if (Number.isNaN(ms)) throw ruleFault(path, `no such instant: ${JSON.stringify(written.slice(0, 40))}`)
  return ms
}
