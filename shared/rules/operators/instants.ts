import { DAY_MS, type EpochMs, HOUR_MS } from '../../units.ts'
import { parseDateTime, parsePartialDate } from '../date-time.ts'
import { isExpressionList, kindOf, operandList, text, word } from '../operands.ts'
import { attempt, ruleFault } from '../rule-fault.ts'
import { type CoreOperator, step } from '../scope.ts'
import { type Instant, instant, instantMs, isInstant, isUnknown, type Value } from '../value.ts'
import { chained } from './comparison.ts'

export const after = temporal((a, b) => a > b)
export const before = temporal((a, b) => a < b)
export const notAfter = temporal((a, b) => a <= b)
export const notBefore = temporal((a, b) => a >= b)

/** Instants; in our dialect also texts that are instants. Three operands are a chain. */
function temporal(holds: (a: EpochMs, b: EpochMs) => boolean): CoreOperator {
  return (operand, site) => {
    const operands = operandList(operand, site, { from: 2, to: 3 })
    const read = site.dialect === 'chot' ? toInstant : toInstantStrictly
    return chained(operands, { read, holds, path: site.path })
  }
}

/**
 * A text plus a fixed amount, in UTC as CertLogic says: 31 January and a month is 3 March. A date alone is 00:00 UTC
 * there; for calendar days of the traveller's zone use `local-date`, `add-days` and `days-between`.
 */
export const plusTime: CoreOperator = (operand, site) => {
  if (!isExpressionList(operand) || operand.length !== 3) throw ruleFault(site.path, 'takes 3 operands: text, whole number, unit')
  const [what = null, amount, unitName] = operand
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) throw ruleFault(`${site.path}.1`, 'needs a whole number written out')
  const unit = word(unitName, step(site, 2), TIME_UNITS)
  const path = `${site.path}.0`
  const compiled = site.compile(what, step(site, 0))
  const shift: Shift = { amount, unit, path }
  const add = (written: string): Instant => instant(shifted(written, shift))
  if (typeof what === 'string') {
    const constant = attempt(path, () => add(what))
    if (constant.ok) return () => constant.value
    // A faulty text in a branch that is never reached is no fault to CertLogic.
    if (site.dialect === 'chot') throw ruleFault(constant.error.path, constant.error.problem)
  }
  let lastWritten = ''
  let last: Instant | null = null
  return (scope) => {
    const value = compiled(scope)
    if (isUnknown(value)) return value
    // Many rules ask the same clock or the same date again and again.
    if (last !== null && value === lastWritten) return last
    const written = text(value, path)
    last = add(written)
    lastWritten = written
    return last
  }
}

const TIME_UNITS = ['year', 'month', 'day', 'hour'] as const

interface Shift {
  readonly amount: number
  readonly unit: (typeof TIME_UNITS)[number]
  readonly path: string
}

function shifted(written: string, { amount, unit, path }: Shift): EpochMs {
  const from = momentOf(written)
  if (from === null) throw notADate(written, path)
  const at = moved(from, amount, unit)
  if (!(Math.abs(at) <= LAST_INSTANT)) throw ruleFault(path, `${amount} ${unit} from there lies outside the calendar`)
  return at
}

/** Where `Date` ends, 100 million days from 1970. */
const LAST_INSTANT = 8.64e15

function moved(from: EpochMs, amount: number, unit: Shift['unit']): EpochMs {
  if (unit === 'hour') return from + amount * HOUR_MS
  if (unit === 'day') return from + amount * DAY_MS
  const date = new Date(from)
  if (unit === 'month') return date.setUTCMonth(date.getUTCMonth() + amount)
  return date.setUTCFullYear(date.getUTCFullYear() + amount)
}

function momentOf(written: string): EpochMs | null {
  return written.length < 10 ? parsePartialDate(written) : parseDateTime(written)
}

export function toInstant(value: Value, path: string): EpochMs {
  if (typeof value !== 'string') return toInstantStrictly(value, path)
  const at = parseDateTime(value)
  if (at === null) throw notADate(value, path)
  return at
}

function toInstantStrictly(value: Value, path: string): EpochMs {
  if (isInstant(value)) return instantMs(value)
  throw ruleFault(path, `needs a date and time, not ${kindOf(value)}`)
}

/** A day or an instant that does not exist is a fault: where others let it fail open, this asks the officer. */
function notADate(written: string, path: string): Error {
  return ruleFault(path, `not a date or an instant: ${JSON.stringify(written.slice(0, 40))}`)
}
