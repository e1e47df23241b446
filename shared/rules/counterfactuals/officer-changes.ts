import type { ObservedValue } from '../../passage/observation.ts'
import { isNonEmpty, type NonEmpty } from '../../result.ts'
import { type Facts, gatherFacts } from '../facts.ts'
import type { Reason } from '../verdict.ts'
import type { Answer, Change } from './counterfactual.ts'
import type { Probe } from './probe.ts'
import { smallestGood } from './smallest.ts'

/** One thing that may turn out so or so: its values, the smallest change first. */
type Choices<T> = NonEmpty<T>

/** What the officer may tap: what nobody has seen yet, and a mask put on. Nothing that was seen is unseen. */
export function observationChanges(probe: Probe): readonly Change[] {
  return combined(probe, tapsLeft(probe), (observed) => ({ kind: 'observation', observed }))
}

/** What the officer may ask: the facts on which a firing rule hung. */
export function answerChanges(probe: Probe): readonly Change[] {
  const reasons: readonly Reason[] = probe.verdict.reasons
  const paths = [...new Set(reasons.flatMap(({ unknown }) => unknown))].sort()
  return combined(
    probe,
    paths.flatMap((path) => answersTo(path, probe) ?? []),
    (answers) => ({ kind: 'answer', answers }),
  )
}

/** Each choice alone; and where all together reach further, as few of them as do. */
function combined<T>(probe: Probe, all: readonly Choices<T>[], changeOf: (values: NonEmpty<T>) => Change): readonly Change[] {
  let best = probe.verdict.outcome
  const found: Change[] = []
  for (const choices of all) {
    const value = smallestChoice(choices, (one) => probe.isMilder(changeOf([one]), probe.verdict.outcome))
    if (value === null) continue
    found.push(changeOf([value]))
    const { outcome } = probe.after(changeOf([value]))
    if (probe.isMilder(changeOf([value]), best)) best = outcome
  }
  const together = fewest(all, (values) => probe.isMilder(changeOf(values), best))
  return together === null ? found : [...found, changeOf(together)]
}

/** From all choices at their extreme, those left out that need not be there, the others made as small as they can be. */
function fewest<T>(all: readonly Choices<T>[], isGood: (values: NonEmpty<T>) => boolean): NonEmpty<T> | null {
  const extreme = all.map((choices) => choices[choices.length - 1] ?? choices[0])
  if (!isNonEmpty(extreme) || extreme.length < 2 || !isGood(extreme)) return null
  let kept = all
  let values: NonEmpty<T> = extreme
  for (let position = 0; position < kept.length; position++) {
    const without = values.filter((_, index) => index !== position)
    if (!isNonEmpty(without) || !isGood(without)) continue
    values = without
    kept = kept.filter((_, index) => index !== position)
    position = -1
  }
  kept.forEach((choices, position) => {
    const put = (value: T): NonEmpty<T> => replaced(values, position, value)
    const value = smallestChoice(choices, (one) => isGood(put(one)))
    if (value !== null) values = put(value)
  })
  return values
}

function replaced<T>([first, ...others]: NonEmpty<T>, position: number, value: T): NonEmpty<T> {
  return position === 0 ? [value, ...others] : [first, ...others.map((one, index) => (index + 1 === position ? value : one))]
}

/** Of few values each is tried; of many, such as degrees or hours, the bound is found by halving. */
function smallestChoice<T>(choices: Choices<T>, isGood: (value: T) => boolean): T | null {
  const last = choices.length - 1
  const points = last < 3 ? choices.map((_, index) => index) : [0, last]
  const position = smallestGood({ points, below: -1 }, (index) => {
    const value = choices[index]
    return value !== undefined && isGood(value)
  })
  return position === null ? null : (choices[position] ?? null)
}

/** From what no thermometer shows down to a healthy forehead. */
const HOTTEST_TENTHS = 430
const HEALTHY_TENTHS = 366

function tapsLeft({ passing }: Probe): readonly Choices<ObservedValue>[] {
  const facts = gatherFacts(passing)
  const { observed, travel } = facts
  const taps: Choices<ObservedValue>[] = []
  if (observed.temperatureTenths === undefined) taps.push(temperatures())
  if (observed.symptom === undefined) taps.push([{ kind: 'symptom', present: false }])
  if (observed.maskWorn !== true) taps.push([{ kind: 'mask', worn: true }])
  if (observed.personsCounted === undefined && travel !== null) taps.push([{ kind: 'persons-counted', persons: travel.personsAboard }])
  if (observed.queue === undefined) taps.push([{ kind: 'queue', length: 'none' }])
  if (observed.illegalEntry === undefined) taps.push([{ kind: 'illegal-entry', suspected: false }])
  for (const paper of ['vaccination', 'identity', 'work', 'goods'] as const) {
    if (observed.papers[paper] === undefined) taps.push([{ kind: 'papers-seen', paper, agrees: true }])
  }
  return [...taps, ...testPapersLeft(facts).map((paper): Choices<ObservedValue> => [paper])]
}

/** Each of several declared tests has a paper of its own to be looked at. */
function testPapersLeft({ tests, observed }: Facts): readonly ObservedValue[] {
  const paper: ObservedValue = { kind: 'papers-seen', paper: 'test', agrees: true }
  if (tests.length < 2) return observed.papers.test === undefined ? [paper] : []
  const unseen = tests.filter(({ kind, sampledAt }) => !observed.testPapers.some(({ test }) => test?.kind === kind && test.sampledAt === sampledAt))
  return unseen.flatMap(({ kind, sampledAt, evidence }) => (evidence === 'declared' ? [{ ...paper, test: { kind, sampledAt } }] : []))
}

function temperatures(): Choices<ObservedValue> {
  const cooler = Array.from({ length: HOTTEST_TENTHS - HEALTHY_TENTHS }, (_, index) => HOTTEST_TENTHS - 1 - index)
  const at = (tenths: number): ObservedValue => ({ kind: 'temperature', tenths })
  return [at(HOTTEST_TENTHS), ...cooler.map(at)]
}

const HOURS = Array.from({ length: 23 }, (_, index) => index + 1)

/** Null where no answer can be made up: which commune, which purpose, which papers. */
function answersTo(path: string, { passing }: Probe): readonly [Choices<Answer>] | null {
  const [name = '', , field] = path.split('.')
  const values = (...[first, ...others]: NonEmpty<Answer['value']>): readonly [Choices<Answer>] => [
    [{ path, value: first }, ...others.map((value) => ({ path, value }))],
  ]
  if (path === 'symptoms' || path === 'exposures' || path === 'watch') return values('none')
  if (path === 'homePossible' || name === 'lists') return values(true, false)
  if (path === 'stops') return values(passing.checkpoint.place)
  if (field === 'fromHour') return values(0, ...HOURS)
  if (field === 'toHour') return values(23, ...HOURS.map((hour) => 23 - hour))
  return null
}
