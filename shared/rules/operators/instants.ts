import { DAY_MS, type EpochMs, HOUR_MS } from '../../units.ts'
import { parseDateTime, parsePartialDate } from '../date-time.ts'
import { ask, operandOf } from '../kept.ts'
import { isExpressionList, kindOf, operandList, text, word } from '../operands.ts'
import { attempt, ruleFault } from '../rule-fault.ts'
import { type CoreOperator, step } from '../scope.ts'
import { type Instant, instant, instantMs, isInstant, isUnknown, type Value } from '../value.ts'
import { chained, type Order } from './comparison.ts'

export const after = temporal({ below: false, equal: false, above: true })
export const before = temporal({ below: true, equal: false, above: false })
export const notAfter = temporal({ below: true, equal: true, above: false })
export const notBefore = temporal({ below: false, equal: true, above: true })

/** Instants; in our dialect also texts that are instants. Three operands are a chain. */
function temporal(order: Order): CoreOperator {
  return (operand, site) => {
    const operands = operandList(operand, site, { from: 2, to: 3 })
    const read = site.dialect === 'chot' ? toInstant : toInstantStrictly
    return chained(operands, { read, order, path: site.path })
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
    if (constant.ok) return Object.assign(() => constant.value, { constant: constant.value })
    // A faulty text in a branch that is never reached is no fault to CertLogic.
    if (site.dialect === 'chot') throw ruleFault(constant.error.path, constant.error.problem)
  }
  const remembered = memoryOfDates(add)
  const asked = operandOf(compiled)
  return (scope) => {
    const value = ask(asked, scope)
    return isUnknown(value) ? value : remembered(text(value, path))
  }
}

/** All rules ask the same clock, and many travellers bring the same days. */
function memoryOfDates(add: (written: string) => Instant): (written: string) => Instant {
  const days = new Map<string, Instant>()
  let lastWritten = ''
  let last: Instant | null = null
  return (written) => {
    if (last !== null && written === lastWritten) return last
    last = (written.length === DAY_LENGTH ? days.get(written) : undefined) ?? add(written)
    lastWritten = written
    if (written.length !== DAY_LENGTH) return last
    if (days.size >= KNOWN_DAYS) days.clear()
    days.set(written, last)
    return last
  }
}

/** `2021-02-17`. */
const DAY_LENGTH = 10
/** Days kept for each place in a rule: more than travellers name in one season. */
const KNOWN_DAYS = 64

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
