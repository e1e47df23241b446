import { ok } from '../result.ts'
import { formatDate } from '../time.ts'
import { DAY_MS, type EpochMs } from '../units.ts'
import { andThen, type Checked, every, fault, map, optional, together } from './checked.ts'
import type { DoseClaim, TestClaim } from './claims.ts'
import { LIMITS } from './declaration.ts'
import { type JudgeContext, today } from './declaration-context.ts'
import type { DoseInput, TestInput } from './declaration-input.ts'
import { checkDate, checkInstant } from './parse-date.ts'
import { checkText } from './plain-text.ts'
import { listed } from './structured.ts'

/** The longest that any rule of 2020-2022 looked back: recovered within six months. */
export const MAX_TEST_AGE_DAYS = 180

/** The first doses outside trials were given in July 2020. */
export const EARLIEST_DOSE = '2020-07-01'

/** As printed on certificates, and as much as the QR code has room for. */
export const MAX_PRODUCT_LENGTH = 20

/** Typed tests are `declared`: alone they open nothing that needs proof. */
export function checkTests(input: unknown, context: JudgeContext): Checked<readonly TestClaim[]> {
  return andThen(listed(input, LIMITS.tests), (items) =>
    every(items.map((item, index) => andThen(context.structured('test', item), (test) => checkTest(test, `tests.${index}`, context.now)))),
  )
}

export function checkDoses(input: unknown, context: JudgeContext): Checked<readonly DoseClaim[]> {
  return andThen(listed(input, LIMITS.doses), (items) =>
    every(items.map((item, index) => andThen(context.structured('dose', item), (dose) => checkDose(dose, `doses.${index}`, context)))),
  )
}

/** A closed list answered: null where it is open, and nothing in it twice. */
export function checkAnswers<T>(answers: Checked<readonly T[] | null | undefined>, path: string): Checked<readonly T[] | null> {
  return optional(answers, (list) => noTwice(list, path))
}

export function noTwice<T>(list: readonly T[], path: string): Checked<readonly T[]> {
  return every(list.map((item, index) => (list.indexOf(item) < index ? fault(`${path}.${index}`, 'duplicate') : ok(item))))
}

function checkTest(test: TestInput, path: string, now: EpochMs): Checked<TestClaim> {
  const sampledAt = andThen(checkInstant(test.sampledAt, `${path}.sampledAt`), (at) => checkSampling(at, `${path}.sampledAt`, now))
  const resultAt = optional(ok(test.resultAt), (text) => checkResultTime(text, { test, path: `${path}.resultAt`, now, sampledAt }))
  return map(together({ sampledAt, resultAt }), (times) => ({
    kind: test.kind,
    result: test.result,
    sampledAt: times.sampledAt,
    ...(times.resultAt === null ? {} : { resultAt: times.resultAt }),
    evidence: 'declared',
  }))
}

function checkSampling(at: EpochMs, path: string, now: EpochMs): Checked<EpochMs> {
  if (at > now) return fault(path, 'test-future')
  return at < now - MAX_TEST_AGE_DAYS * DAY_MS ? fault(path, 'test-too-old', { days: MAX_TEST_AGE_DAYS }) : ok(at)
}

interface ResultContext {
  readonly test: TestInput
  readonly path: string
  readonly now: EpochMs
  readonly sampledAt: Checked<EpochMs>
}

function checkResultTime(text: string, { test, path, now, sampledAt }: ResultContext): Checked<EpochMs> {
  if (test.result === 'pending') return fault(path, 'result-pending')
  return andThen(checkInstant(text, path), (at) => {
    if (at > now) return fault(path, 'test-future')
    return sampledAt.ok && at < sampledAt.value ? fault(path, 'result-before-sample') : ok(at)
  })
}

function checkDose(dose: DoseInput, path: string, context: JudgeContext): Checked<DoseClaim> {
  const parts = together({
    product: checkText(dose.product ?? '', { path: `${path}.product`, max: MAX_PRODUCT_LENGTH }),
    givenOn: andThen(checkDate(dose.givenOn, `${path}.givenOn`), (date) => {
      if (date > today(context)) return fault(`${path}.givenOn`, 'dose-future')
      return date < EARLIEST_DOSE ? fault(`${path}.givenOn`, 'dose-too-early', { date: formatDate(EARLIEST_DOSE) }) : ok(date)
    }),
  })
  return map(parts, ({ product, givenOn }) => ({ ...(product === null ? {} : { product }), givenOn, evidence: 'declared' }))
}
