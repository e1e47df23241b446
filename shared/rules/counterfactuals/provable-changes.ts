import { EVIDENCE, TEST_KINDS } from '../../declaration/health-vocabulary.ts'
import type { Evidence, TestKind } from '../../declaration/vocabulary.ts'
import { addDays, localDateAt } from '../../time.ts'
import { MINUTE_MS } from '../../units.ts'
import type { InParts } from '../in-parts.ts'
import type { Outcome } from '../verdict.ts'
import { datedMinutes, HORIZON_MS, measuresOf, sampleMinutes, turningMinutes } from './bounds.ts'
import type { Change } from './counterfactual.ts'
import type { Probe } from './probe.ts'
import { ascending, firstAfter, leastOver, smallestGood } from './smallest.ts'

/** For each milder outcome in turn the smallest change that reaches it, by one way of searching. */
function* successively(probe: Probe, find: (than: Outcome) => InParts<Change | null>): InParts<readonly Change[]> {
  const found: Change[] = []
  let than = probe.verdict.outcome
  while (than !== 'admit') {
    const change = yield* find(than)
    if (change === null) return found
    found.push(change)
    than = probe.after(change).outcome
  }
  return found
}

export function* testChanges(probe: Probe): InParts<readonly Change[]> {
  const found: Change[] = []
  for (const test of TEST_KINDS) found.push(...(yield* successively(probe, (than) => findTest(probe, test, than))))
  return found
}

/** A test of this minute is the best there is; where that one would not do, no older one is looked for. */
function* findTest(probe: Probe, test: TestKind, than: Outcome): InParts<Change | null> {
  yield* probe.rest()
  const last = Math.floor(probe.now / MINUTE_MS)
  const change = (minute: number, evidence: Evidence, basis: 'sampled' | 'result' = 'sampled'): Change => {
    return { kind: 'test', test, basis, since: minute * MINUTE_MS, evidence }
  }
  if (!probe.isMilder(change(last, 'attested'), than)) return null
  const evidence = EVIDENCE.find((least) => probe.isMilder(change(last, least), than)) ?? 'attested'
  const oldest = last - HORIZON_MS / MINUTE_MS
  const points = sampleMinutes(probe.now, measuresOf(probe.rules, probe.verdict, than)).filter((minute) => minute < last)
  const minute = smallestGood({ points: [oldest, ...points, last], below: oldest - 1 }, (at) => probe.isMilder(change(at, evidence), than))
  if (minute === null) return null
  const byResult = change(minute, evidence, 'result')
  return probe.isMilder(byResult, than) ? byResult : change(minute, evidence)
}

/** Two doses were a full course of nearly every vaccine. */
const MOST_DOSES = 2
const OLDEST_DOSE_DAYS = 366

export function doseChanges(probe: Probe): InParts<readonly Change[]> {
  return successively(probe, (than) => findDoses(probe, than))
}

function* findDoses(probe: Probe, than: Outcome): InParts<Change | null> {
  const { numbers, zone } = measuresOf(probe.rules, probe.verdict, than)
  const today = localDateAt(probe.now, zone)
  const ages = ascending([0, ...numbers.flatMap((age) => [age, age + 1])]).filter((age) => age <= OLDEST_DOSE_DAYS)
  for (let count = 1; count <= MOST_DOSES; count++) {
    yield* probe.rest()
    const change = (age: number, evidence: Evidence): Change => ({ kind: 'dose', count, lastOn: addDays(today, -age), evidence })
    const best = ages.find((age) => probe.isMilder(change(age, 'attested'), than))
    if (best === undefined) continue
    const evidence = EVIDENCE.find((least) => probe.isMilder(change(best, least), than)) ?? 'attested'
    const age = smallestGood({ points: ages, below: -1 }, (days) => probe.isMilder(change(days, evidence), than))
    if (age !== null) return change(age, evidence)
  }
  return null
}

/** Enough for a fortnight's stops under a few rules; a search this long has met no end and gives up. */
const MOST_DATES = 64

export function dateChanges(probe: Probe): InParts<readonly Change[]> {
  return successively(probe, (than) => findDate(probe, than))
}

/**
 * From one turning to the next: each answer on the way says which rules stand there, and so where the next turning is;
 * the same rules always say the same.
 * The horizon is tried last, for what turns at no bound that can be read off a rule.
 */
function* findDate(probe: Probe, than: Outcome): InParts<Change | null> {
  const { passing, rules, now } = probe
  const change = (minute: number): Change => ({ kind: 'date', from: minute * MINUTE_MS })
  const isGood = (minute: number) => probe.isMilder(change(minute), than)
  const horizon = Math.floor((now + HORIZON_MS) / MINUTE_MS)
  const turnings = new Set([...datedMinutes(rules, passing, probe), horizon])
  const met = new Set<string>()
  let bad = Math.floor(now / MINUTE_MS)
  let standing = probe.verdict
  for (let tried = 0; tried < MOST_DATES; tried++) {
    yield* probe.rest()
    const rulesThere = standing.reasons.map(({ ruleId, outcome }) => `${ruleId} ${outcome}`).join()
    if (!met.has(rulesThere)) for (const minute of turningMinutes(passing, now, measuresOf(rules, standing, than))) turnings.add(minute)
    met.add(rulesThere)
    const next = leastOver(bad, turnings)
    if (next === null) return null
    if (isGood(next)) return change(firstAfter(bad, next, isGood))
    bad = next
    standing = probe.after(change(next))
  }
  return null
}
