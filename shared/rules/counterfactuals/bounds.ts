import type { Claims } from '../../declaration/claims.ts'
import { addDays, localDateAt, parseInstant, parseLocalDate, startOfLocalDate, type ZoneName } from '../../time.ts'
import { DAY_MS, type EpochMs, HOUR_MS, type LocalDate, MINUTE_MS } from '../../units.ts'
import type { CompiledRules } from '../compile.ts'
import type { Passing } from '../passing.ts'
import type { Expression, Rule, Ruleset, Zone } from '../ruleset.ts'
import { compareOutcomes, type Outcome, type Verdict } from '../verdict.ts'

/** No order looked further back or ahead than about a year. */
export const HORIZON_MS = 400 * DAY_MS
const MAX_DAYS = 366
const MAX_HOURS = MAX_DAYS * 24

/** A rule that names more numbers than this is a table; the search then rests on halving alone. */
const MAX_NUMBERS = 16
/** Beyond this many instants only zones that the verdict names are looked at. */
const MAX_ZONE_EDGES = 40

/** What the rules that stand in the way measure by: numbers of days or hours, and instants written out. */
export interface Measures {
  readonly numbers: readonly number[]
  readonly instants: readonly EpochMs[]
  readonly zone: ZoneName
}

/** Of the firing rules that are at least as strict as `than`, with their rulesets' parameters put in. */
export function measuresOf(rules: CompiledRules, verdict: Verdict, than: Outcome): Measures {
  const blocking = new Set(verdict.reasons.filter(({ outcome }) => compareOutcomes(outcome, than) >= 0).map(({ ruleId }) => ruleId))
  const found: Expression[] = []
  let zone: ZoneName | null = null
  for (const { ruleset } of rules.rulesets) {
    for (const rule of ruleset.rules) {
      if (!blocking.has(rule.id)) continue
      zone = zone ?? ruleset.zone
      collect([rule.when, rule.unless], ruleset.parameters, found)
    }
  }
  const numbers = [...new Set(found.filter((leaf) => typeof leaf === 'number'))].sort((a, b) => a - b)
  const instants = found.flatMap((leaf) => instantIn(leaf, zone) ?? [])
  return { numbers: numbers.slice(0, MAX_NUMBERS), instants, zone: zone ?? 'Asia/Ho_Chi_Minh' }
}

/** Every leaf of an expression, whatever its operators are; a parameter stands for its value. */
function collect(expression: Expression, parameters: Ruleset['parameters'], into: Expression[]): void {
  if (expression === null || typeof expression !== 'object') {
    into.push(expression)
    const named =
      typeof expression === 'string' && expression.startsWith('parameters.') ? parameters[expression.slice('parameters.'.length)] : undefined
    if (named !== undefined) into.push(named)
    return
  }
  for (const inner of Object.values(expression)) collect(inner, parameters, into)
}

function instantIn(leaf: Expression, zone: ZoneName | null): EpochMs | null {
  const day = parseLocalDate(leaf)
  return day === null ? parseInstant(leaf) : startOfLocalDate(day, zone ?? undefined)
}

/** Whole minutes after now at which the answer may turn, unordered. */
export function turningMinutes(passing: Passing, now: EpochMs, measures: Measures): readonly number[] {
  const { numbers, zone } = measures
  const days = passing.documents.flatMap(({ claims, issuedAt }) => [
    ...datesOf(claims),
    ...instantsOf(claims, issuedAt).map((at) => localDateAt(at, zone)),
  ])
  const instants = passing.documents.flatMap(({ claims, issuedAt }) => instantsOf(claims, issuedAt))
  const counts = [0, ...numbers.filter((count) => count <= MAX_DAYS)]
  const hours = numbers.filter((count) => count <= MAX_HOURS)
  const midnights = unique(days).flatMap((day) =>
    counts.flatMap((count) => [count, count + 1].map((add) => startOfLocalDate(addDays(day, add), zone))),
  )
  const ages = instants.flatMap((at) => [...hours.map((count) => at + count * HOUR_MS), ...counts.map((count) => at + count * DAY_MS)])
  return minutesWithin([...midnights, ...[...ages, ...measures.instants].flatMap(bothSides)], now)
}

/** Where rulesets, rules and zones begin and end, whatever fires now. */
export function datedMinutes(
  rules: CompiledRules,
  passing: Passing,
  { now, verdict }: { readonly now: EpochMs; readonly verdict: Verdict },
): readonly number[] {
  const spans: Pick<Rule, 'validFrom' | 'validTo'>[] = rules.rulesets.flatMap(({ ruleset }) => [ruleset, ...ruleset.rules])
  const edges = spans.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? 0])
  const { zones } = passing.lists
  const all = zones.state === 'known' ? zones.value : []
  const { opensAt, closesAt } = passing.checkpoint
  return [...minutesWithin([...edges, opensAt, closesAt ?? 0], now), ...zoneMinutes(all, verdict, now)]
}

function zoneMinutes(zones: readonly Zone[], verdict: Verdict, now: EpochMs): readonly number[] {
  const edges = (some: readonly Zone[]) =>
    minutesWithin(
      some.flatMap(({ from, to }) => [from, to ?? 0]),
      now,
    )
  const all = edges(zones)
  if (all.length <= MAX_ZONE_EDGES) return all
  const named = new Set(verdict.reasons.flatMap(({ facts }) => facts.map(({ path }) => path)))
  return edges(zones.filter(({ zoneId }) => named.has(`zones.${zoneId}`)))
}

/** An end may be meant with or without its own minute. */
function bothSides(at: EpochMs): readonly EpochMs[] {
  return [at, (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS]
}

function minutesWithin(instants: readonly EpochMs[], now: EpochMs): readonly number[] {
  const ahead = instants.filter((at) => at > now && at <= now + HORIZON_MS)
  return unique(ahead.map((at) => Math.ceil(at / MINUTE_MS)))
}

/** Whole minutes up to now from which a sample may be young enough. */
export function sampleMinutes(now: EpochMs, { numbers, instants, zone }: Measures): readonly number[] {
  const hours = numbers.filter((count) => count <= MAX_HOURS).map((count) => now - count * HOUR_MS)
  const days = numbers.filter((count) => count <= MAX_DAYS).map((count) => startOfLocalDate(addDays(localDateAt(now, zone), -count), zone))
  return unique([...hours, ...days, ...instants].map((at) => Math.ceil(at / MINUTE_MS)))
}

function datesOf({ stops, doses }: Claims): readonly LocalDate[] {
  return [...stops.flatMap(({ from, to }) => [from, to]), ...doses.map(({ givenOn }) => givenOn)]
}

function instantsOf({ tests }: Claims, issuedAt: EpochMs): readonly EpochMs[] {
  return [issuedAt, ...tests.flatMap(({ sampledAt, resultAt }) => [sampledAt, resultAt ?? sampledAt])]
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
